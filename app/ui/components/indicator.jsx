// What is being made, on every page: one quiet line that opens to everything that runs.
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Mark } from "./mark.jsx";
import { Disc, Moon, phaseOf } from "./moon.jsx";
import { PlayButton } from "./player.jsx";
import { Cancel } from "./sheet.jsx";
import { left, Status } from "./status.jsx";
import { useNow } from "./time.jsx";

// The one that will be ready first: the fullest moon, then the oldest.
export function nearest(running, now) {
  return running.reduce(
    (best, job) => (!best || phaseOf(job, now) > phaseOf(best, now) ? job : best),
    null,
  );
}

export function useOutside(ref, open, close) {
  useEffect(() => {
    if (!open) return undefined;
    const press = (event) => {
      // A question asked from inside the panel lives in a dialog of its own.
      if (!ref.current?.contains(event.target) && !event.target.closest?.("dialog")) close(false);
    };
    const key = (event) => {
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      event.stopPropagation();
      close(true);
    };
    document.addEventListener("pointerdown", press);
    document.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("keydown", key);
    };
  }, [open, close, ref]);
}

function Line({ job, children }) {
  return (
    <li className="flex min-h-16 items-center gap-3 px-4 py-2">
      <Mark job={job} size={28} />
      <div className="min-w-0 flex-1">
        <Link to={job.page} className="block truncate font-medium hover:underline">
          {job.title}
        </Link>
        <Status job={job} className="line-clamp-2 block text-13 text-quiet" />
      </div>
      {children}
    </li>
  );
}

function Panel({ running, ended, onCancel, node }) {
  const say = useWords();
  return (
    <div
      ref={node}
      role="dialog"
      tabIndex={-1}
      aria-label={say("indicator.panel")}
      className="rise absolute right-0 top-full z-50 mt-2 max-h-[min(70dvh,560px)] w-[min(400px,calc(100vw-24px))] overflow-y-auto rounded-card border border-line bg-surface shadow-float outline-none"
    >
      <h2 className="px-4 pb-1 pt-4 font-sans text-13 font-medium text-quiet">{say("indicator.running")}</h2>
      {running.length === 0 && <p className="px-4 pb-3">{say("indicator.none")}</p>}
      <ul>
        {running.map((job) => (
          <Line key={job.id} job={job}>
            {job.status !== "cancelling" && <Cancel job={job} variant="icon" onCancel={onCancel} />}
          </Line>
        ))}
      </ul>
      {ended.length > 0 && (
        <>
          <h2 className="border-t border-line px-4 pb-1 pt-4 font-sans text-13 font-medium text-quiet">
            {say("indicator.ended")}
          </h2>
          <ul>
            {ended.map((job) => (
              <Line key={job.id} job={job}>
                {job.track.id ? (
                  <PlayButton track={job.track} />
                ) : (
                  <Link className="icon-button" to={job.page} aria-label={say("act.open_title", { title: job.title })}>
                    <Icon name="right" />
                  </Link>
                )}
              </Line>
            ))}
          </ul>
        </>
      )}
      <Link to="/notices" className="flex min-h-11 items-center justify-between border-t border-line px-4 py-3 text-quiet hover:text-ink">
        {say("notices.open")} <Icon name="right" size={16} />
      </Link>
      <Link to="/activity" className="flex min-h-11 items-center justify-between border-t border-line px-4 py-3 text-quiet hover:text-ink">
        {say("indicator.all")} <Icon name="right" size={16} />
      </Link>
    </div>
  );
}

// The server tells of no more at once; the inbox knows them all.
const NEWS_MOST = 20;

function Summary({ running, ended }) {
  const say = useWords();
  const now = useNow(2000);
  const next = nearest(running, now);
  if (next) {
    return (
      <>
        <Moon job={next} size={20} />
        <span className="font-medium">{say("indicator.count", { n: running.length })}</span>
        <span className="hidden max-w-56 truncate text-quiet min-[640px]:inline">{next.title}</span>
        <span className="tabular hidden text-quiet min-[420px]:inline">{left(say, next, now)}</span>
      </>
    );
  }
  if (ended.length) {
    const good = ended.some((job) => job.status === "completed");
    return (
      <>
        <Disc size={20} phase={1} state={good ? "ready" : ended[0].status} />
        <span className="font-medium">{say("indicator.news", { n: ended.length < NEWS_MOST ? ended.length : `${NEWS_MOST}+` })}</span>
      </>
    );
  }
  return <Disc size={20} phase={0} state="waiting" />;
}

export function Indicator({ running, ended, onCancel, onSee }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState([]);
  const box = useRef(null);
  const panel = useRef(null);
  const button = useRef(null);
  const { pathname } = useLocation();

  const close = useRef((back) => {
    setOpen(false);
    if (back) button.current?.focus();
  }).current;
  useOutside(box, open, close);
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    const flip = () => setOpen((was) => !was);
    addEventListener("mw:indicator", flip);
    return () => removeEventListener("mw:indicator", flip);
  }, []);
  useEffect(() => {
    if (!open) return setShown([]);
    panel.current?.focus();
    return undefined;
  }, [open]);
  useEffect(() => {
    if (!open || !ended.length) return;
    // What was news when the panel opened stays in it until it closes.
    setShown((was) => [...ended, ...was.filter((old) => !ended.some((job) => job.id === old.id))]);
    onSee(ended.map((job) => job.id));
  }, [open, ended]);

  const busy = running.length > 0 || ended.length > 0;
  return (
    <div ref={box} id="indicator" className="known-only relative">
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={busy ? undefined : say("indicator.none")}
        title={say("indicator.hint")}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 items-center gap-2.5 rounded-full px-3 text-13 hover:bg-sunken"
      >
        <Summary running={running} ended={ended} />
        <Icon name="down" size={14} className="text-quiet" />
      </button>
      {open && <Panel node={panel} running={running} ended={shown.length ? shown : ended} onCancel={onCancel} />}
    </div>
  );
}
