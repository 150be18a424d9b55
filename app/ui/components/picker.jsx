// Chooses songs of the library, several at once, for a playlist.
import { useEffect, useState } from "react";
import { useWords } from "../../words/words.js";
import { Trouble } from "./addto.jsx";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Sheet, useSheet } from "./sheet.jsx";
import { minutes } from "./time.jsx";

const AFTER_MS = 200;

function Song({ song, there, chosen, onToggle }) {
  return (
    <li>
      <label className="flex min-h-12 items-center gap-3 rounded-soft px-3 hover:bg-sunken">
        <input type="checkbox" className="size-5 flex-none" checked={there || chosen} disabled={there} onChange={() => onToggle(song.id)} />
        <span className={`min-w-0 flex-1 truncate font-medium ${there ? "text-quiet" : ""}`}>{song.title}</span>
        <span className="tabular text-13 text-quiet">{minutes(song.meta.duration_s)}</span>
      </label>
    </li>
  );
}

function Choosing({ list, onAdded }) {
  const say = useWords();
  const [words, setWords] = useState("");
  const [songs, setSongs] = useState(null);
  const [chosen, setChosen] = useState([]);
  const [problem, setProblem] = useState(null);
  const there = new Set(list.items.map((item) => item.asset_id));
  useEffect(() => {
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ medium: "song", limit: 50, ...(words.trim() && { search: words.trim() }) });
      const { told, problem: found } = await ask(`/api/library?${query}`);
      setProblem(found);
      if (told) setSongs(told.items);
    }, songs ? AFTER_MS : 0);
    return () => clearTimeout(timer);
  }, [words]);
  const toggle = (id) => setChosen((was) => (was.includes(id) ? was.filter((each) => each !== id) : [...was, id]));
  const add = async () => {
    const { told, problem: found } = await ask(`/api/playlists/${list.id}/items`, "POST", { asset_ids: chosen });
    return found ? setProblem(found) : onAdded(told);
  };
  return (
    <>
      <label className="mt-4 block">
        <span className="sr-only">{say("library.search")}</span>
        <input className="field" type="search" value={words} onChange={(event) => setWords(event.target.value)} placeholder={say("library.search")} autoComplete="off" />
      </label>
      <ul className="-mx-3 mt-3 h-[44dvh] overflow-y-auto" aria-label={say("nav.library")}>
        {songs?.map((song) => (
          <Song key={song.id} song={song} there={there.has(song.id)} chosen={chosen.includes(song.id)} onToggle={toggle} />
        ))}
        {songs?.length === 0 && <li className="px-3 py-4 text-quiet">{say(words.trim() ? "lists.not_found" : "lists.no_songs")}</li>}
      </ul>
      <Trouble problem={problem} />
      <button type="button" className="button button-primary mt-4 w-full" disabled={!chosen.length} onClick={add} data-act="add-chosen">
        {chosen.length ? say("lists.add_several", { n: chosen.length }) : say("lists.choose")}
      </button>
    </>
  );
}

export function SongPicker({ list, onAdded }) {
  const say = useWords();
  const sheet = useSheet();
  const done = (told) => {
    onAdded(told);
    sheet.close();
  };
  return (
    <>
      <button type="button" className={`button ${list.items.length ? "button-plain" : "button-primary"}`} onClick={sheet.open} data-act="pick">
        <Icon name="make" /> {say("lists.pick")}
      </button>
      <Sheet sheet={sheet} label={say("lists.pick")} wide>
        <h2 className="pr-10 text-21">{say("lists.pick")}</h2>
        <Choosing list={list} onAdded={done} />
      </Sheet>
    </>
  );
}
