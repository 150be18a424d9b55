// Taking a thing home in the format one likes: a menu, and a word while the file is written.
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { useOutside } from "./indicator.jsx";

const FORMATS = { song: ["mp3", "wav", "flac", "ogg"], model3d: ["glb", "obj", "stl"] };
const LOOK_EVERY_MS = 1500;
const WAITING = new Set(["pending", "making"]);
// Below the button, where there is room for two lines, so that nothing moves.
const PLACE = "absolute left-0 top-full mt-1.5 w-max max-w-[min(640px,calc(100vw-40px))] text-13";

async function ask(file, format) {
  const answer = await fetch(`/api/assets/${file}/formats`, {
    method: format ? "POST" : "GET",
    credentials: "same-origin",
    headers: format ? { "Content-Type": "application/json" } : {},
    body: format ? JSON.stringify({ format }) : undefined,
  });
  if (answer.ok) return answer.json();
  throw new Error(answer.status === 429 ? "busy" : "failed");
}

function take(file, format) {
  const link = document.createElement("a");
  link.href = `/api/assets/${file}/file?format=${format}&download=1`;
  link.download = "";
  link.click();
}

// What is known of each format, and having one: it is downloaded as soon as it is there.
function useFormats(file, onWord) {
  const [states, setStates] = useState({});
  const [original, setOriginal] = useState(null);
  const [wanted, setWanted] = useState(null);
  const look = useCallback(async () => {
    const { items } = await ask(file);
    const now = Object.fromEntries(items.map((item) => [item.format, item.state]));
    setStates(now);
    setOriginal(items.find((item) => item.is_original)?.format);
    return now;
  }, [file]);
  const end = useCallback(
    (format, word) => {
      setWanted(null);
      setStates((now) => ({ ...now, [format]: word === "ready" ? word : "failed" }));
      onWord(word, format);
      if (word === "ready") take(file, format);
    },
    [file, onWord],
  );
  const want = async (format) => {
    if (states[format] === "ready") return end(format, "ready");
    setWanted(format);
    onWord("preparing", format);
    try {
      const { state } = await ask(file, format);
      if (state === "ready") end(format, state);
    } catch (refusal) {
      end(format, refusal.message === "busy" ? "busy" : "failed");
    }
    return undefined;
  };
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setInterval(async () => {
      try {
        const state = (await look())[wanted];
        if (!WAITING.has(state)) end(wanted, state === "ready" ? state : "failed");
      } catch {
        // The connection will come back; the file is written meanwhile.
      }
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [wanted, look, end]);
  return { states, original, wanted, look, want };
}

// Arrows walk through the choices, as in every menu.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { Home: 0, End: items.length - 1 }[event.key] ?? (step && (at + step + items.length) % items.length);
  if (to === undefined) return;
  event.preventDefault();
  items[to].focus();
}

function Choice({ format, original, state, busy, onChoose }) {
  const say = useWords();
  const preparing = busy || WAITING.has(state);
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={busy}
      data-format={format}
      onClick={() => !busy && onChoose(format)}
      className="flex min-h-11 w-full items-center justify-between gap-6 rounded-[10px] px-3 text-left hover:bg-wash focus-visible:bg-wash"
    >
      <span className="font-medium">{format.toUpperCase()}</span>
      <span className="text-13 text-quiet">
        {preparing ? "…" : original ? say("download.original") : ""}
      </span>
    </button>
  );
}

export function Downloads({ file, medium = "song" }) {
  const say = useWords();
  const id = useId();
  const box = useRef(null);
  const button = useRef(null);
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState(null);
  const onWord = useCallback((word, format) => setTold({ word, format }), []);
  const { states, original, wanted, look, want } = useFormats(file, onWord);
  const close = useCallback((byKey) => {
    setOpen(false);
    if (byKey) button.current?.focus();
  }, []);
  useOutside(box, open, close);
  useEffect(() => {
    if (open) box.current?.querySelector("[role=menuitem]")?.focus();
  }, [open]);
  const toggle = () => {
    if (!open) look().catch(() => {});
    if (!open && !wanted) setTold(null);
    setOpen(!open);
  };
  const choose = (format) => {
    close(true);
    want(format);
  };
  const words = told && say(`download.${told.word}`, { format: told.format.toUpperCase() });
  const isTrouble = told && (told.word === "failed" || told.word === "busy");
  return (
    <div ref={box} className="relative">
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-act="download"
        onClick={toggle}
        className="button button-plain max-[639px]:px-3 max-[639px]:[&>svg:first-child]:hidden max-[389px]:[&>svg]:hidden"
      >
        <Icon name="download" />
        {say("song.download")}
        <Icon name="down" size={14} className="text-quiet" />
      </button>
      {open && (
        <div
          id={id}
          role="menu"
          aria-label={say("download.as")}
          onKeyDown={walk}
          onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && event.relatedTarget && close(false)}
          className="rise absolute left-0 top-full z-40 mt-2 w-60 rounded-card border border-line bg-surface p-1.5 shadow-float"
        >
          {FORMATS[medium].map((format) => (
            <Choice
              key={format}
              format={format}
              original={format === original}
              state={states[format]}
              busy={wanted === format}
              onChoose={choose}
            />
          ))}
        </div>
      )}
      <p role="status" data-told={told?.word} className={isTrouble || wanted ? `${PLACE} ${isTrouble ? "text-danger" : "text-quiet"}` : "sr-only"}>
        {words}
      </p>
    </div>
  );
}
