// All playlists, and the forms by which one is named.
import { useCallback, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { Trouble } from "./addto.jsx";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Sheet, useSheet } from "./sheet.jsx";
import { minutes } from "./time.jsx";

export const size = (say, list) =>
  [say("lists.songs", { n: list.songs }), list.songs > 0 && minutes(list.duration_s)].filter(Boolean).join(" · ");

// Name and description, of a new playlist or of one that is there.
export function NamingForm({ list = null, onDone }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const press = async (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { title: data.get("title").trim(), description: data.get("description").trim() };
    setBusy(true);
    const { told, problem: found } = list
      ? await ask(`/api/playlists/${list.id}`, "PATCH", body)
      : await ask("/api/playlists", "POST", body);
    setBusy(false);
    return found ? setProblem(found) : onDone(told);
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={press}>
      <h2 className="pr-10 text-21">{say(list ? "lists.edit_title" : "lists.make_title")}</h2>
      <label>
        <span className="mb-1.5 block font-medium">{say("lists.name")}</span>
        <input className="field" name="title" defaultValue={list?.title} maxLength={120} required autoFocus autoComplete="off" />
      </label>
      <label>
        <span className="mb-1.5 block font-medium">{say("lists.about")}</span>
        <textarea className="field" name="description" defaultValue={list?.description} maxLength={1000} rows={3} />
      </label>
      <Trouble problem={problem} />
      <button type="submit" className="button button-primary" disabled={busy}>
        {say(list ? "act.save" : "lists.make")}
      </button>
    </form>
  );
}

function Line({ list }) {
  const say = useWords();
  return (
    <li className="row" data-row data-list={list.id}>
      <span className="grid size-11 flex-none place-items-center rounded-full bg-sunken text-accent">
        <Icon name="playlist" />
      </span>
      <div className="min-w-0 flex-1">
        <Link to={`/playlists/${list.id}`} data-open className="block truncate text-17 font-medium hover:underline">
          {list.title}
        </Link>
        <p className="tabular truncate text-13 text-quiet">
          {size(say, list)}
          {list.description && ` · ${list.description}`}
        </p>
      </div>
    </li>
  );
}

export function PlaylistShelf() {
  const say = useWords();
  const sheet = useSheet();
  const navigate = useNavigate();
  const [lists, setLists] = useState(null);
  const [problem, setProblem] = useState(null);
  const look = useCallback(async () => {
    const { told, problem: found } = await ask("/api/playlists");
    setProblem(found);
    if (told) setLists(told.items);
  }, []);
  useEffect(() => {
    look();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [look]);
  return (
    <>
      <button type="button" className="button button-primary mb-4 mt-6" onClick={sheet.open} data-act="make-list">
        <Icon name="make" /> {say("lists.make_title")}
      </button>
      <Trouble problem={problem} />
      {!lists && !problem && <div aria-hidden className="sheen h-16 w-full" />}
      {lists?.length === 0 && <p className="py-8 text-17 text-quiet">{say("lists.none")}</p>}
      <ul>
        {lists?.map((list) => (
          <Line key={list.id} list={list} />
        ))}
      </ul>
      <Sheet sheet={sheet} label={say("lists.make_title")}>
        <NamingForm onDone={(made) => navigate(`/playlists/${made.id}`)} />
      </Sheet>
    </>
  );
}
