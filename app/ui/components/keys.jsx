// The keyboard. Nothing here listens while somebody types, or while a syllable is being composed.
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { playerNow, seek, toggle } from "./playing.jsx";
import { Sheet, useSheet } from "./sheet.jsx";

const GO = { h: "/", l: "/library", a: "/activity", m: "/make" };
const HELP = [
  ["?", "keys.help"],
  ["/", "keys.search"],
  ["c", "keys.make"],
  ["g h", "keys.home"],
  ["g j", "keys.running"],
  ["g l", "keys.library"],
  ["g a", "keys.activity"],
  ["j k", "keys.move"],
  ["enter", "keys.open"],
  ["space", "keys.play"],
  ["← →", "keys.seek"],
  ["a b", "keys.compare"],
  ["f", "keys.favourite"],
  ["r", "keys.retry"],
  ["x", "keys.cancel"],
  ["esc", "keys.close"],
];

export const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");
export const isPressing = (target) => target.closest?.("button, a, summary, [role=slider]");
const CHORD_MS = 1500;
const rows = () => [...document.querySelectorAll("[data-row]")];
const row = () => document.activeElement?.closest?.("[data-row]");

function move(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(row());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  (next.querySelector("[data-open]") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
}

const act = (name) => (row() ?? document).querySelector(`[data-act="${name}"]`)?.click();

function search(navigate) {
  const field = document.querySelector("[data-search]");
  if (field) field.focus();
  else navigate("/library?find=1");
}

export function Keys() {
  const say = useWords();
  const navigate = useNavigate();
  const sheet = useSheet();
  const chord = useRef(-CHORD_MS);
  useEffect(() => {
    const simple = {
      "?": sheet.open,
      "/": () => search(navigate),
      c: () => navigate("/make"),
      j: () => move(1),
      k: () => move(-1),
      f: () => act("favourite"),
      r: () => act("retry"),
      x: () => act("cancel"),
      ArrowRight: () => playerNow().track && seek(playerNow().time + 5),
      ArrowLeft: () => playerNow().track && seek(playerNow().time - 5),
    };
    const key = (event) => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      if (!document.documentElement.hasAttribute("data-known") && event.key !== "?") return;
      // By when they were pressed: a page that was busy hears them late.
      if (event.key === "g") return void (chord.current = event.timeStamp);
      const second = event.timeStamp - chord.current < CHORD_MS;
      chord.current = -CHORD_MS;
      if (second && event.key === "j") return void (event.preventDefault(), dispatchEvent(new Event("mw:indicator")));
      if (second && GO[event.key]) return void navigate(GO[event.key]);
      if (event.key === " " && !isPressing(event.target) && playerNow().track) {
        event.preventDefault();
        return void toggle();
      }
      if (simple[event.key]) {
        event.preventDefault();
        simple[event.key]();
      }
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [navigate, sheet.open]);

  return (
    <Sheet sheet={sheet} label={say("keys.title")}>
      <h2 className="text-21">{say("keys.title")}</h2>
      <dl className="mt-4 grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {HELP.map(([keys, words]) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1">
              {keys.split(" ").map((name) => (
                <kbd key={name} className="min-w-7 rounded-soft border border-line bg-sunken px-2 text-center font-sans text-13">
                  {name}
                </kbd>
              ))}
            </dt>
            <dd className="text-quiet">{say(words)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
