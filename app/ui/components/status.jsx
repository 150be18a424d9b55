// What is true of a job, in one line of words.
import { useWords } from "../../words/words.js";
import { clockTime, span, useNow } from "./time.jsx";

export const ENDED = new Set(["completed", "failed", "cancelled"]);

// Whatever does not say what it makes is a song, as in a journey.
export function failureWords(say, job) {
  const known = say.has(`failure.${job.failure_code}`) ? job.failure_code : "other";
  const key = known === "rejected" && !job.failure_reason ? "rejected_plain" : known;
  return say.of(job.medium ?? "song", `failure.${key}`, { reason: job.failure_reason });
}

// The words of a second try, and what it costs where it costs something; `try_again` on pages.
export const retryWords = (say, price) => say(price > 0 ? "act.retry_for" : "act.retry", { n: price });

function usually(say, job) {
  return job.high ? say("status.usually", { span: span(say, job.low, job.high) }) : "";
}

export function isLate(job, now) {
  if (job.status !== "generating") return false;
  return job.late || (job.high > 0 && job.started > 0 && now - job.started > job.high * 1500);
}

// Nothing has been sent yet: whole seconds until it is, 0 afterwards and for what is never held back.
export const undoable = (job, now) =>
  job.status === "pending" && job.sends > now ? Math.ceil((job.sends - now) / 1000) : 0;

function again(say, job, now) {
  const tries = { n: job.retry + 1, most: job.tries };
  const wait = Math.ceil((job.retry_at - now) / 1000);
  if (wait <= 0) return say.of(job.medium, "status.retrying", tries);
  if (wait < 90) return say.of(job.medium, "status.retrying_in", { ...tries, span: say("span.s", { n: wait, many: wait }) });
  return say.of(job.medium, "status.retrying_at", { ...tries, time: clockTime(say, job.retry_at) });
}

function several(say, job) {
  return job.total > 1 && job.made > 0 ? ` · ${say.of(job.medium, "status.several", { n: job.made, total: job.total })}` : "";
}

export function statusWords(say, job, now) {
  const seconds = undoable(job, now);
  if (seconds) return say("status.sends", { n: seconds });
  if (job.status === "completed") return say.of(job.medium, "status.ready") + (job.made < job.total ? several(say, job) : "");
  if (job.status === "failed") return failureWords(say, job);
  if (job.status === "cancelled") return say("status.cancelled");
  if (job.status === "cancelling") return say("status.cancelling");
  if (job.retry > 0 && job.status === "pending") return again(say, job, now);
  if (job.retry > 0 && job.retry_at > now) return again(say, job, now);
  if (isLate(job, now)) {
    if (!job.gives_up) return say("status.late_plain");
    return say("status.late", { time: clockTime(say, job.gives_up) });
  }
  const rest = usually(say, job);
  if (job.status === "pending") {
    const line = job.before > 0 ? say("status.waiting_after", { n: job.before }) : say("status.waiting");
    return job.before > 0 || !rest ? line : `${line} · ${rest}`;
  }
  if (job.there > 0) return say("status.waiting_there", { n: job.there, provider: job.provider });
  return (rest ? `${say.of(job.medium, "status.making")} · ${rest}` : say.of(job.medium, "status.making")) + several(say, job);
}

// How long is left, as a person would say it.
export function left(say, job, now) {
  if (ENDED.has(job.status) || job.status === "cancelling" || !job.high || undoable(job, now)) return "";
  // How long a line at somebody else's is, nobody knows.
  if (job.there > 0) return "";
  if (isLate(job, now)) return say("status.soon_late");
  const elapsed = job.started ? (now - job.started) / 1000 : 0;
  const high = job.high - elapsed;
  if (high <= 4) return say("status.soon");
  return `~ ${span(say, Math.max(1, job.low - elapsed), high)}`;
}

// `said` are words that stand beside it already: they are not said twice.
export function Status({ job, className = "", said }) {
  const say = useWords();
  // Seconds are counted only while they are said.
  const now = useNow(job.sends || job.retry_at ? 500 : 2000);
  const words = now ? statusWords(say, job, now) : " ";
  return words === said ? null : <span className={`tabular ${className}`}>{words}</span>;
}

export function Left({ job, className = "" }) {
  const say = useWords();
  const now = useNow(2000);
  // It stands under the words that say it is late, and when we stop.
  return <span className={className}>{now && !isLate(job, now) ? left(say, job, now) : ""}</span>;
}
