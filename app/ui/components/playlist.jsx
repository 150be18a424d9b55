// One playlist: played through, filled, put in order, shown to others, let go.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { Trouble } from "./addto.jsx";
import { moved, place, useDrag } from "./arranging.jsx";
import { announce, ask, toTrack } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { PlayButton } from "./player.jsx";
import { NamingForm, size } from "./playlists.jsx";
import { play, playerNow, requeue } from "./playing.jsx";
import { SongPicker } from "./picker.jsx";
import { ShareButton } from "./shares.jsx";
import { Ask, Sheet, useSheet } from "./sheet.jsx";
import { PageTitle, usePath } from "./shell.jsx";
import { minutes } from "./time.jsx";

// What the server says, with moves shown at once; they are sent one after the other.
function usePlaylist(id) {
  const [list, setList] = useState(null);
  const [problem, setProblem] = useState(null);
  const line = useRef(Promise.resolve());
  const waiting = useRef(0);
  const path = `/api/playlists/${id}`;
  const change = useCallback(
    (method, rest, body) => {
      waiting.current += 1;
      line.current = line.current.then(async () => {
        const { told, problem: found } = await ask(path + rest, method, body);
        waiting.current -= 1;
        setProblem(found);
        if (waiting.current) return;
        const now = found && found !== "offline" ? (await ask(path)).told : told;
        if (now) setList(now);
      });
      return line.current;
    },
    [path],
  );
  useEffect(() => {
    setList(null);
    change("GET", "");
    const look = () => waiting.current || change("GET", "");
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [change]);
  return { list, setList, problem, change };
}

function Handle({ song, at, total, onDrag, onStep, onTap }) {
  const say = useWords();
  const key = (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(by);
  };
  return (
    <button
      type="button"
      className="icon-button cursor-grab touch-none active:cursor-grabbing"
      aria-label={say("lists.place", { title: song.title, n: at + 1, total })}
      aria-roledescription={say("lists.handle")}
      title={say("lists.handle_hint")}
      onPointerDown={onDrag}
      onKeyDown={key}
      onClick={onTap}
      data-handle={song.asset_id}
    >
      <Icon name="grip" />
    </button>
  );
}

function Tools({ song, at, total, onStep, onRemove, className }) {
  const say = useWords();
  const step = (by, icon, key, stuck) => (
    <button
      type="button"
      className={`icon-button ${stuck ? "opacity-30" : ""}`}
      aria-disabled={stuck}
      aria-label={say(key, { title: song.title })}
      title={say(key, { title: song.title })}
      onClick={() => stuck || onStep(by)}
      data-step={by}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div className={className}>
      {step(-1, "up", "lists.up", at === 0)}
      {step(1, "down", "lists.down", at === total - 1)}
      <button
        type="button"
        className="icon-button"
        aria-label={say("lists.remove", { title: song.title })}
        title={say("lists.remove", { title: song.title })}
        onClick={onRemove}
        data-act="remove"
      >
        <Icon name="x" />
      </button>
    </div>
  );
}

function Row({ song, at, total, tracks, drag, onDrag, onStep, onRemove }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const tools = { song, at, total, onStep, onRemove };
  return (
    <li className="row flex-wrap !gap-x-3" style={place(drag, at)} data-row data-song={song.asset_id}>
      <Handle {...tools} onDrag={onDrag} onTap={() => setOpen(!open)} />
      <PlayButton track={tracks[at]} queue={tracks} />
      <div className="min-w-0 flex-1">
        <Link to={song.page} data-open className="block truncate font-medium hover:underline">
          {song.title}
        </Link>
        <p className="tabular text-13 text-quiet">
          {minutes(song.duration_s)}
          {song.take > 1 && ` · ${say("history.take", { n: song.take })}`}
        </p>
      </div>
      <Tools {...tools} className="hidden flex-none min-[640px]:flex" />
      {open && <Tools {...tools} className="flex basis-full justify-end min-[640px]:hidden" />}
    </li>
  );
}

function Songs({ list, tracks, onMove, onRemove }) {
  const say = useWords();
  const [spoken, setSpoken] = useState("");
  const [held, setHeld] = useState(null);
  const node = useRef(null);
  const songs = list.items;
  const { drag, begin } = useDrag(songs.length, onMove);
  // Whoever moves a song by keys keeps hold of it, wherever it went.
  useEffect(() => {
    if (held) node.current?.querySelector(held)?.focus();
  }, [held, songs]);
  const step = (at, by) => {
    const to = at + by;
    if (to < 0 || to >= songs.length) return;
    const control = document.activeElement?.dataset;
    const row = `[data-song="${songs[at].asset_id}"]`;
    setHeld(control?.handle ? `${row} [data-handle]` : `${row} [data-step="${by}"]`);
    setSpoken(say("lists.moved", { title: songs[at].title, n: to + 1, total: songs.length }));
    onMove(at, to);
  };
  return (
    <>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <ol ref={node} className="mt-6" aria-label={list.title}>
        {songs.map((song, at) => (
          <Row
            key={song.asset_id}
            song={song}
            at={at}
            total={songs.length}
            tracks={tracks}
            drag={drag}
            onDrag={(event) => (setHeld(null), begin(event, at))}
            onStep={(by) => step(at, by)}
            onRemove={() => (setHeld(null), onRemove(song))}
          />
        ))}
      </ol>
    </>
  );
}

function Head({ list, tracks, onNamed, onAdded, onDelete }) {
  const say = useWords();
  const naming = useSheet();
  return (
    <header>
      <div className="mt-1 flex items-start gap-2">
        <h1 tabIndex={-1} className="min-w-0 font-said text-28 font-medium min-[900px]:text-40">
          {list.title}
        </h1>
        <button type="button" className="icon-button" onClick={naming.open} aria-label={say("lists.edit_title")} title={say("lists.edit_title")}>
          <Icon name="pencil" />
        </button>
      </div>
      {list.description && <p className="mt-2 max-w-[60ch] whitespace-pre-wrap text-17 text-quiet">{list.description}</p>}
      <p className="tabular mt-2 text-13 text-quiet">{size(say, list)}</p>
      <div className="mt-5 flex flex-wrap items-center gap-2">
        {tracks.length > 0 && (
          <button type="button" className="button button-primary" onClick={() => play(tracks[0], tracks)} data-act="play-all">
            <Icon name="play" /> {say("lists.play")}
          </button>
        )}
        <SongPicker list={list} onAdded={onAdded} />
        {tracks.length > 0 && <ShareButton kind="playlist" target={list.id} title={list.title} />}
        <div className="flex-1" />
        <Ask
          icon="trash"
          variant="icon"
          label={say("lists.delete")}
          title={say("lists.delete_title", { title: list.title })}
          body={say("lists.delete_body", { n: list.songs })}
          yes={say("lists.delete_yes")}
          act="delete-list"
          onYes={onDelete}
        />
      </div>
      <Sheet sheet={naming} label={say("lists.edit_title")}>
        <NamingForm list={list} onDone={(told) => (onNamed(told), naming.close())} />
      </Sheet>
    </header>
  );
}

function Missing() {
  const say = useWords();
  return (
    <div>
      <h1 className="mt-2 text-28">{say("lists.missing")}</h1>
      <p className="mt-3 text-quiet">{say("lists.missing_body")}</p>
    </div>
  );
}

export function PlaylistDesk() {
  const say = useWords();
  const navigate = useNavigate();
  const id = usePath().split("/").pop();
  const { list, setList, problem, change } = usePlaylist(id);
  const tracks = useMemo(() => (list?.items ?? []).map((song) => toTrack(song)), [list]);
  // What plays from this list goes on in the order that the list has now.
  useEffect(() => {
    const ours = playerNow().queue.length > 1 && tracks.length > 0;
    const same = new Set(playerNow().queue.map((track) => track.id));
    if (ours && tracks.some((track) => same.has(track.id))) requeue(tracks);
  }, [tracks]);
  const move = useCallback(
    (from, to) => {
      const items = moved(list.items, from, to);
      setList({ ...list, items });
      change("PATCH", `/items/${items[to].asset_id}`, { after: to ? items[to - 1].asset_id : null });
    },
    [list, setList, change],
  );
  const remove = (song) => {
    setList({ ...list, items: list.items.filter((each) => each !== song) });
    change("DELETE", `/items/${song.asset_id}`);
  };
  const let_go = async () => {
    const { problem: found } = await ask(`/api/playlists/${id}`, "DELETE");
    if (found) return;
    announce("lists.deleted");
    navigate("/playlists");
  };
  if (!list && problem === "not_found") return <Missing />;
  if (!list) return problem ? <Trouble problem={problem} /> : <div aria-hidden className="sheen mt-6 h-40 w-full" />;
  return (
    <>
      <PageTitle words={list.title} />
      <Head list={list} tracks={tracks} onNamed={setList} onAdded={setList} onDelete={let_go} />
      <Trouble problem={problem} />
      {list.items.length === 0 && <p className="py-8 text-17 text-quiet">{say("lists.empty")}</p>}
      <Songs list={list} tracks={tracks} onMove={move} onRemove={remove} />
    </>
  );
}
