// Tells what happened: toasts, a polite live region, the tab's title and picture, and the song that
// plays by itself. It compares what runs now with what ran before, so a lost message loses nothing.
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { sayNow, useWords } from "../../words/words.js";
import { ask } from "./asked.jsx";
import { Icon } from "./icons.jsx";
import { nearest } from "./indicator.jsx";
import { againstWords } from "./money.jsx";
import { Mark } from "./mark.jsx";
import { AskToTell } from "./messenger.jsx";
import { Disc, moonPicture, phaseOf } from "./moon.jsx";
import { PlayButton } from "./player.jsx";
import { isHeard, play } from "./playing.jsx";
import { showHidden } from "./pushing.jsx";
import { usePath } from "./shell.jsx";
import { failureWords } from "./status.jsx";
import { useNow } from "./time.jsx";

const STAYS_MS = 9000;
const MOST = 3;
const HEARD = "mw_heard";

function headline(say, job) {
  if (job.status === "completed") return say.of(job.medium, "herald.ready", { title: job.title });
  if (job.status === "failed") return `${job.title} — ${failureWords(say, job)}`;
  return say("herald.cancelled", { title: job.title });
}

// What the inbox says of it: where the thing itself is, and words for a notification.
async function noticeOf(job) {
  const { told } = await ask("/api/notices?unseen=true&limit=20");
  return told?.items.find((each) => each.subject === job.id);
}

// Document 004: the song plays by itself while its maker is on the page where it was made.
function playsItself(job, pathname) {
  if (job.status !== "completed" || !job.track.id || isHeard()) return false;
  return pathname === "/make" || pathname === job.page;
}

function useNews(running, ended, loaded, tell) {
  const before = useRef(null);
  const pathname = usePath();
  useEffect(() => {
    if (!loaded) return;
    const ids = new Set(ended.map((job) => job.id));
    if (before.current) ended.filter((job) => !before.current.has(job.id)).forEach((job) => tell(job, pathname));
    before.current = new Set([...(before.current ?? []), ...ids]);
  }, [ended, loaded]);
  useEffect(() => {
    // What runs now is news when it ends, even if it ended and was told once before (a retry).
    running.forEach((job) => before.current?.delete(job.id));
  }, [running]);
}

function useTab(running) {
  const now = useNow(running.length ? 4000 : 0);
  const say = useWords();
  const pathname = usePath();
  const next = nearest(running, now);
  const phase = next ? Math.round(phaseOf(next, now) * 16) / 16 : 1;
  useEffect(() => {
    const bare = document.title.replace(/^\(\d+\) /, "");
    document.title = running.length ? `(${running.length}) ${bare}` : bare;
  }, [running.length, pathname, say]);
  useEffect(() => {
    const link = document.querySelector('link[rel="icon"]');
    if (!link) return;
    link.type = "image/svg+xml";
    link.href = next ? `data:image/svg+xml,${encodeURIComponent(moonPicture(phase, running.length))}` : "/favicon.svg";
  }, [phase, running.length, !next]);
}

function Toast({ toast, onClose }) {
  const say = useWords();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(onClose, STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, toast]);
  const { job, words } = toast;
  return (
    <li
      className="rise pointer-events-auto flex min-h-16 items-center gap-3 rounded-card border border-line bg-surface py-2 pl-4 pr-2 shadow-float"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {job && (job.picture ? <Mark job={job} size={44} /> : <Disc size={26} phase={1} state={job.status === "completed" ? "ready" : job.status} fresh />)}
      <p className="min-w-0 flex-1">
        {job?.status === "completed" ? (
          <>
            <span className="block text-13 text-quiet">{say.of(job.medium, "herald.done")}</span>
            <Link to={toast.to} className="block truncate font-medium hover:underline" onClick={onClose}>
              {job.title}
            </Link>
          </>
        ) : (
          <>
            {job?.status === "failed" && <span className="block text-13 text-danger">{say.of(job.medium, "herald.not_done")}</span>}
            <span className="line-clamp-4 break-words">{words}</span>
          </>
        )}
      </p>
      {job?.track.id && <PlayButton track={job.track} />}
      {job && !job.track.id && (
        <Link className="button button-quiet" to={toast.to} onClick={onClose}>
          {say("act.open")}
        </Link>
      )}
      <button type="button" className="icon-button" onClick={onClose} aria-label={say("act.close")}>
        <Icon name="x" size={16} />
      </button>
    </li>
  );
}

export function Herald({ running, ended, loaded, notice }) {
  const say = useWords();
  const [toasts, setToasts] = useState([]);
  const [spoken, setSpoken] = useState("");
  const show = (toast) =>
    setToasts((was) => [...was.filter((old) => old.key !== toast.key), toast].slice(-MOST));
  const close = (key) => setToasts((was) => was.filter((toast) => toast.key !== key));

  useNews(running, ended, loaded, async (job, pathname) => {
    const words = headline(sayNow, job);
    setSpoken(words);
    const isLookedAt = document.visibilityState === "visible";
    // Whoever sees it here is sent nothing about it.
    if (isLookedAt) ask("/api/notices/shown", "POST", { subjects: [job.id] });
    if (playsItself(job, pathname) && (await play(job.track))) return;
    const notice = await noticeOf(job);
    if (notice && !isLookedAt && job.status !== "cancelled") {
      showHidden(notice.words[document.documentElement.lang] ?? notice.words.en, notice.path);
    }
    const to = notice?.path ?? job.page;
    // On its own page it is seen; a journey's page shows many songs, and says which one is there.
    if (job.page !== pathname) show({ key: job.id, job, words, to });
  });
  useTab(running);
  useEffect(() => {
    // The server remembers what it said last; whoever loads the page again has heard it.
    if (!notice.n || sessionStorage.getItem(HEARD) === String(notice.n)) return;
    sessionStorage.setItem(HEARD, notice.n);
    const words = notice.against.length
      ? notice.against.map((each) => againstWords(sayNow, each)).join(" ")
      : sayNow(`notice.${notice.code}`);
    setSpoken(words);
    show({ key: "notice", words });
  }, [notice.n]);
  useEffect(() => {
    const told = (event) => show({ key: event.detail, words: sayNow(event.detail) });
    addEventListener("mw:told", told);
    return () => removeEventListener("mw:told", told);
  }, []);

  return (
    <>
      <p role="status" aria-live="polite" className="sr-only" id="herald">
        {spoken}
      </p>
      <section
        aria-label={say("herald.label")}
        className="herald pointer-events-none fixed right-6 z-50 w-[380px] max-w-[calc(100vw-24px)] max-[899px]:right-3"
      >
        <AskToTell busy={running.length} />
        <ul className="flex flex-col gap-2">
        {toasts.map((toast) => (
          <Toast key={toast.key} toast={toast} onClose={() => close(toast.key)} />
        ))}
        </ul>
      </section>
    </>
  );
}
