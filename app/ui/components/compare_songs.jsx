// Two songs on one line of time, and one button to go over from the one to the other.
import { useLayoutEffect } from "react";
import { useWords } from "../../words/words.js";
import { useDuet } from "./duet.jsx";
import { Icon } from "./icons.jsx";
import { isTyping, isPressing } from "./keys.jsx";
import { minutes } from "./time.jsx";
import { Wave } from "./wave.jsx";

const STEP_S = 5;
const CHORD_MS = 1200;

// Where the keyboard writes in another script, the key in the same place.
const letter = (event) => (/^[\x20-\x7e]$/.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase());

// Before the keys of the site, since `space` and the arrows are ours while two songs are here.
function useKeys(duet) {
  // With the lanes, and not a moment later: whoever sees them may press.
  useLayoutEffect(() => {
    if (!duet) return undefined;
    let chord = 0;
    const acts = {
      a: () => duet.hear(0),
      b: () => duet.hear(1),
      " ": duet.toggle,
      arrowright: () => duet.seek(duet.it.time + STEP_S),
      arrowleft: () => duet.seek(duet.it.time - STEP_S),
    };
    const key = (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const follows = Date.now() - chord < CHORD_MS;
      chord = event.key === "g" ? Date.now() : 0;
      const name = event.key.startsWith("Arrow") ? event.key.toLowerCase() : letter(event);
      if (follows || !acts[name] || (name.length !== 1 || name === " " ? isPressing(event.target) : false)) return;
      event.preventDefault();
      event.stopPropagation();
      acts[name]();
    };
    document.addEventListener("keydown", key, true);
    return () => document.removeEventListener("keydown", key, true);
  }, [duet]);
}

function Lane({ piece, at, it, duet, longest }) {
  const say = useWords();
  const on = it.heard === at;
  const name = say("compare.hear", { letter: piece.letter, title: piece.name });
  const move = (share) => (duet.hear(at), duet.seek(share * piece.duration));
  return (
    <li className="min-w-0" data-lane={piece.letter} data-heard={on || undefined}>
      <div className="flex items-center gap-3">
        <button
          type="button"
          aria-pressed={on}
          aria-label={name}
          aria-keyshortcuts={piece.letter}
          onClick={() => duet.hear(at)}
          data-act={`hear-${piece.letter.toLowerCase()}`}
          className={`grid size-11 flex-none place-items-center rounded-full border font-semibold ${on ? "border-accent bg-accent text-on-accent" : "border-moon-rim bg-surface text-quiet hover:text-ink"}`}
        >
          {piece.letter}
        </button>
        <p className="min-w-0 flex-1">
          <span className={`block truncate text-17 ${on ? "font-semibold" : ""}`}>{piece.name}</span>
        </p>
        <span className="tabular text-13 text-quiet">{minutes(piece.duration)}</span>
      </div>
      <div className="mt-1" style={{ width: `${(piece.duration / longest) * 100}%` }}>
        <Wave
          peaks={piece.peaks}
          bars={Math.max(12, Math.round((96 * piece.duration) / longest))}
          height={64}
          time={Math.min(it.time, piece.duration)}
          duration={piece.duration}
          onSeek={move}
          label={say("compare.position", { letter: piece.letter })}
          faint={!on}
        />
      </div>
    </li>
  );
}

function Transport({ it, duet, pieces }) {
  const say = useWords();
  const other = pieces[1 - it.heard];
  return (
    <div className="mt-5 flex items-center gap-4" role="group" aria-label={say("player.label")}>
      <button type="button" className="grid size-16 flex-none place-items-center rounded-full bg-accent text-on-accent" onClick={duet.toggle} aria-label={say(it.playing ? "player.pause" : "player.play")} aria-keyshortcuts="Space" data-act="both">
        <Icon name={it.playing ? "pause" : "play"} size={26} />
      </button>
      <span className="tabular min-w-0 flex-1 text-quiet">
        {minutes(it.time)} / {minutes(pieces[it.heard].duration)}
      </span>
      <button type="button" className="button button-plain" onClick={() => duet.hear(1 - it.heard)} data-act="swap">
        <Icon name="swap" /> {say("compare.swap", { letter: other.letter })}
      </button>
    </div>
  );
}

export function SongPair({ pieces }) {
  const say = useWords();
  const [it, duet] = useDuet(pieces);
  useKeys(duet);
  const longest = Math.max(...pieces.map((piece) => piece.duration));
  const heard = pieces[it.heard];
  if (!duet) return <div className="sheen h-80" aria-hidden />;
  return (
    <section className="card px-5 py-5 min-[900px]:px-8 min-[900px]:py-7" aria-label={say("compare.title")} data-duet={it.playing ? "playing" : "still"}>
      <ol className="flex flex-col gap-5">
        {pieces.map((piece, at) => (
          <Lane key={piece.id} piece={piece} at={at} it={it} duet={duet} longest={longest} />
        ))}
      </ol>
      <Transport it={it} duet={duet} pieces={pieces} />
      <p role="status" className="sr-only">
        {say("compare.hears", { letter: heard.letter, title: heard.name })}
      </p>
      {it.failed && (
        <p role="alert" className="mt-3">
          {say("compare.failed")}
        </p>
      )}
      <p className="mt-4 hidden text-13 text-quiet [@media(hover:hover)]:block">{say("compare.keys")}</p>
    </section>
  );
}
