// Puts songs on a playlist, or takes one off again, from wherever the song is seen.
import { useCallback, useState } from "react";
import { useWords } from "../../words/words.js";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Sheet, useSheet } from "./sheet.jsx";

export function Trouble({ problem, family = "lists" }) {
  const say = useWords();
  if (!problem) return null;
  const key = family === "shares" ? `shares.no.${problem}` : `lists.no.${problem}`;
  return (
    <p role="alert" className="mt-3 text-danger">
      {say(say.has(key) ? key : `${family}.no.other`)}
    </p>
  );
}

function Choice({ list, onPress }) {
  const say = useWords();
  return (
    <li>
      <button
        type="button"
        aria-pressed={list.holds}
        onClick={() => onPress(list)}
        className="flex min-h-12 w-full items-center gap-3 rounded-soft px-3 text-left hover:bg-sunken"
        data-list={list.id}
      >
        <span className={`grid size-6 flex-none place-items-center rounded-full border ${list.holds ? "border-accent bg-accent text-on-accent" : "border-line"}`}>
          {list.holds && <Icon name="check" size={14} />}
        </span>
        <span className="min-w-0 flex-1 truncate font-medium">{list.title}</span>
        <span className="tabular text-13 text-quiet">{say("lists.songs", { n: list.songs })}</span>
      </button>
    </li>
  );
}

function Fresh({ onMake }) {
  const say = useWords();
  const press = (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const title = new FormData(form).get("title").trim();
    if (title) onMake(title).then(() => form.reset());
  };
  return (
    <form className="mt-4 flex gap-2" onSubmit={press}>
      <label className="min-w-0 flex-1">
        <span className="sr-only">{say("lists.new_name")}</span>
        <input className="field" name="title" maxLength={120} placeholder={say("lists.new_name")} autoComplete="off" required />
      </label>
      <button type="submit" className="button button-primary">
        {say("lists.make")}
      </button>
    </form>
  );
}

function Lists({ song }) {
  const say = useWords();
  const [lists, setLists] = useState(null);
  const [problem, setProblem] = useState(null);
  const look = useCallback(async () => {
    const { told, problem: found } = await ask(`/api/playlists?holds=${song}`);
    setProblem(found);
    if (told) setLists(told.items);
  }, [song]);
  // The sheet is mounted when it opens, so this runs once an opening.
  useState(() => void look());
  const press = async (list) => {
    const items = `/api/playlists/${list.id}/items`;
    const { problem: found } = list.holds
      ? await ask(`${items}/${song}`, "DELETE")
      : await ask(items, "POST", { asset_ids: [song] });
    await look();
    setProblem(found);
  };
  const make = async (title) => {
    const { problem: found } = await ask("/api/playlists", "POST", { title, asset_ids: [song] });
    await look();
    setProblem(found);
  };
  return (
    <>
      {lists?.length > 0 && (
        <ul className="-mx-3 mt-4 max-h-[40dvh] overflow-y-auto" aria-label={say("lists.title")}>
          {lists.map((list) => (
            <Choice key={list.id} list={list} onPress={press} />
          ))}
        </ul>
      )}
      {lists?.length === 0 && <p className="mt-2 text-quiet">{say("lists.add_first")}</p>}
      <Trouble problem={problem} />
      <Fresh onMake={make} />
    </>
  );
}

export function AddTo({ song, title, variant = "icon", className = "" }) {
  const say = useWords();
  const sheet = useSheet();
  if (!song) return null;
  const label = say("lists.add_title", { title });
  const small = variant === "icon";
  return (
    <>
      <button
        type="button"
        className={`${small ? "icon-button" : "button button-plain"} ${className}`}
        aria-label={small ? label : undefined}
        title={small ? label : undefined}
        onClick={sheet.open}
        data-act="add"
      >
        <Icon name="addto" />
        {!small && say("lists.add")}
      </button>
      <Sheet sheet={sheet} label={label}>
        <h2 className="pr-10 text-21">{label}</h2>
        <Lists song={song} />
      </Sheet>
    </>
  );
}
