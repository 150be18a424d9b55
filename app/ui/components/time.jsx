// Times and lengths in the reader's language; relative ones move on by themselves.
import { useSyncExternalStore } from "react";
import { useWords } from "../../words/words.js";

const clocks = new Map();

function clock(every) {
  if (!clocks.has(every)) {
    const listeners = new Set();
    const it = { now: 0, timer: 0 };
    it.subscribe = (listener) => {
      listeners.add(listener);
      it.now ||= Date.now();
      it.timer ||= setInterval(() => {
        if (document.visibilityState === "hidden") return;
        it.now = Date.now();
        listeners.forEach((l) => l());
      }, every);
      return () => {
        listeners.delete(listener);
        if (!listeners.size) {
          clearInterval(it.timer);
          it.timer = it.now = 0;
        }
      };
    };
    it.read = () => (it.now ||= Date.now());
    clocks.set(every, it);
  }
  return clocks.get(every);
}

const still = () => () => {};
let loaded = 0;

export function useNow(every) {
  const it = every ? clock(every) : null;
  return useSyncExternalStore(
    it ? it.subscribe : still,
    it ? it.read : () => (loaded ||= Date.now()),
    () => 0,
  );
}

export const minutes = (seconds) => {
  const s = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
};

// "40 s", "1–2 min", "about an hour": as exact as history allows.
export function span(say, low, high) {
  const unit = high < 90 ? ["s", 1, 5] : high < 5400 ? ["min", 60, 1] : ["hour", 3600, 1];
  const [name, size, step] = unit;
  const round = (value) => Math.max(step, Math.round(value / size / step) * step);
  const a = round(low);
  const b = Math.max(a, round(high));
  return say(`span.${name}`, { n: a === b ? b : `${a}–${b}`, many: b });
}

export const clockTime = (say, at) =>
  new Intl.DateTimeFormat(say.locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);

const STEPS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

export function ago(say, at, now) {
  const seconds = (at - now) / 1000;
  if (Math.abs(seconds) > 6 * 86400) {
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return new Intl.DateTimeFormat(say.locale, {
      year: sameYear ? undefined : "numeric",
      month: "short",
      day: "numeric",
    }).format(at);
  }
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) {
      const form = new Intl.RelativeTimeFormat(say.locale, { numeric: "auto", style: "short" });
      return form.format(Math.trunc(seconds / size), unit);
    }
  }
  return say("time.now");
}

export function Ago({ at, className = "" }) {
  const say = useWords();
  const now = useNow(30000);
  if (!at || !now) return null;
  const full = new Intl.DateTimeFormat(say.locale, { dateStyle: "full", timeStyle: "short" });
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={full.format(at)}>
      {ago(say, at, now)}
    </time>
  );
}

// How long a job took, from when it left the line.
export function Took({ job, className = "" }) {
  const say = useWords();
  if (!job.ended || !job.created) return null;
  const seconds = Math.max(1, Math.round((job.ended - (job.started || job.created)) / 1000));
  const words = seconds < 90 ? say("span.s", { n: seconds, many: seconds }) : span(say, seconds, seconds);
  return <span className={className}>{say("time.took", { span: words })}</span>;
}

export function Moment({ at, className = "" }) {
  const say = useWords();
  const now = useNow(0);
  if (!at || !now) return null;
  const form = new Intl.DateTimeFormat(say.locale, { dateStyle: "medium", timeStyle: "medium" });
  return <time className={className} dateTime={new Date(at).toISOString()}>{form.format(at)}</time>;
}

export function Usual({ low, high, className = "" }) {
  const say = useWords();
  if (!high) return null;
  return <span className={className}>{say("status.usually", { span: span(say, low, high) })}</span>;
}

export function Greeting({ name }) {
  const say = useWords();
  const now = useNow(60000);
  const hour = now ? new Date(now).getHours() : 19;
  const part = hour < 5 ? "night" : hour < 12 ? "morning" : hour < 18 ? "day" : "evening";
  return name ? say(`hello.${part}.name`, { name }) : say(`hello.${part}`);
}
