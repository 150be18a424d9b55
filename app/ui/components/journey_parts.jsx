// Small things of a journey: stars, moods, pages, and how far a piece of music is.
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { failureWords } from "./status.jsx";

export const MOODS = ["calm", "happy", "sad", "dreamy", "tense", "epic", "romantic", "playful", "dark", "hopeful", "nostalgic", "energetic"];
export const GENRES = ["jazz", "lofi", "classical", "ambient", "electronic", "rock", "folk", "hiphop", "ballad", "cinematic", "bossa", "waltz", "funk", "gugak"];
export const FINAL = "final";
const MOODS_MOST = 5;

export function Stars({ rating, className = "" }) {
  const say = useWords();
  if (!rating) return null;
  return (
    <span className={`inline-flex text-moon-lit ${className}`} role="img" aria-label={say("journey.stars", { n: rating })}>
      {[1, 2, 3, 4, 5].map((n) => (
        <Icon key={n} name={n <= rating ? "starFull" : "star"} size={15} className={n <= rating ? "" : "opacity-40"} />
      ))}
    </span>
  );
}

// One to five, and none again by pressing the same star twice.
export function StarField({ value, onPick, name }) {
  const say = useWords();
  return (
    <fieldset>
      <legend className="mb-1 text-13 text-quiet">{say("journey.rating")}</legend>
      <div className="-ml-2 flex">
        {[1, 2, 3, 4, 5].map((n) => (
          <label key={n} className="grid size-11 place-items-center rounded-full has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent">
            <input
              type="radio"
              name={name}
              value={n}
              checked={value === n}
              onChange={() => onPick(n)}
              onClick={() => value === n && onPick(0)}
              className="sr-only"
              aria-label={say("journey.stars", { n })}
            />
            <Icon name={n <= value ? "starFull" : "star"} size={22} className={n <= value ? "text-moon-lit" : "text-moon-rim"} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function MoodField({ value, onPick }) {
  const say = useWords();
  const full = value.length >= MOODS_MOST;
  const turn = (mood) => onPick(value.includes(mood) ? value.filter((each) => each !== mood) : [...value, mood]);
  return (
    <div role="group" aria-label={say("journey.moods")}>
      <p className="mb-2 text-13 text-quiet">{say("journey.moods")}</p>
      <div className="flex flex-wrap gap-2">
        {MOODS.map((mood) => (
          <button key={mood} type="button" className="chip disabled:opacity-45" aria-pressed={value.includes(mood)} disabled={full && !value.includes(mood)} onClick={() => turn(mood)}>
            {say(`journey.mood.${mood}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

const BADGES = {
  making: ["spinner", "journey.badge.making", "bg-sunken text-quiet", "spin"],
  completed: ["music", "journey.badge.ready", "bg-wash text-ink", "text-accent"],
  error: ["alert", "journey.badge.failed", "text-danger ring-1 ring-inset ring-danger", ""],
};

// Where the music of a log is, in the words of the document.
export function Badge({ music }) {
  const say = useWords();
  const kind = music === "pending" || music === "generating" ? "making" : music;
  if (!BADGES[kind]) return null;
  const [icon, words, look, drawn] = BADGES[kind];
  return (
    <span data-badge={kind} className={`inline-flex h-7 flex-none items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 text-13 font-medium ${look}`}>
      <Icon name={icon} size={14} className={drawn} />
      {say(words)}
    </span>
  );
}

export function reasonWords(say, log) {
  return log.failure_code && say.has(`failure.${log.failure_code}`) ? failureWords(say, log) : log.message;
}

export function pagesWords(say, from, to) {
  if (from && to && from !== to) return say("journey.pages", { from, to });
  return from || to ? say("journey.page", { n: to || from }) : "";
}

// Key of one order: sending it twice writes one log.
export const freshKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

// Document 000: whoever adds a log asks for its music. It was rung already; asking again buys nothing.
export const askForMusic = (track) =>
  track && fetch(`/api/music/generate/${track}`, { method: "POST", credentials: "same-origin" }).catch(() => {});
