// What the shell does without being seen: language, who is here, focus after a change of page,
// the connection, and the timer that asks for news.
import { useContext, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { EventLoopContext } from "$/utils/context";
import { hasChosen, setLanguage, useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";

// The path of the page, as we write it: servers of files like to add a slash.
export const usePath = () => useLocation().pathname.replace(/\/+$/, "") || "/";

// What others have shown is looked at without one's own navigation around it.
const isShown = (path) => path.startsWith("/s/");

export function Arrival({ ready, known, language }) {
  const say = useWords();
  const shown = isShown(usePath());
  const html = typeof document === "undefined" ? null : document.documentElement;
  useEffect(() => {
    html.lang = say.language;
    html.removeAttribute("data-unsaid");
  }, [say]);
  useEffect(() => {
    if (!ready) return;
    html.toggleAttribute("data-known", known && !shown);
    html.toggleAttribute("data-shown", known && shown);
    if (known) localStorage.setItem("mw_known", "1");
    else localStorage.removeItem("mw_known");
    // A person's own choice travels with them; a choice made on this device wins.
    if (known && language && !hasChosen()) setLanguage(language);
  }, [ready, known, language, shown]);
  return null;
}

// A link that knows whether it leads to where we are. Pages of songs are laid out beforehand for no
// address in particular, so that is known only once the page is awake.
export function PlaceLink({ to, end, children, ...rest }) {
  const path = usePath();
  const [awake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  const here = path === to || (!end && path.startsWith(`${to}/`));
  return (
    <Link to={to} aria-current={awake && here ? "page" : undefined} {...rest}>
      {children}
    </Link>
  );
}

// After a change of page the heading has the focus, as it would after a full load.
export function Landing() {
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (location.search === "?find=1") return;
    requestAnimationFrame(() => document.querySelector("main h1")?.focus({ preventScroll: true }));
  }, [pathname]);
  return null;
}

export function PageTitle({ words }) {
  useEffect(() => {
    const count = document.title.match(/^\(\d+\) /)?.[0] ?? "";
    document.title = `${count}${words ? `${words} · ` : ""}Meanwhile`;
  }, [words]);
  return null;
}

// Asks every `interval` ms while somebody looks, and at once when they come back. 0 asks only then.
export function PollTimer({ interval, onTick }) {
  const tick = useRef(onTick);
  tick.current = onTick;
  useEffect(() => {
    const ask = () => document.visibilityState === "visible" && tick.current();
    const timer = interval ? setInterval(ask, interval) : 0;
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [interval]);
  return null;
}

export function Connection() {
  const say = useWords();
  const [, errors] = useContext(EventLoopContext);
  const [cut, setCut] = useState(false);
  const away = errors.length > 0;
  useEffect(() => {
    const look = () => setCut(!navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-2 z-[60] flex justify-center">
      {(away || cut) && (
        <p className="rise flex items-center gap-2 rounded-full border border-line bg-surface px-4 py-2 text-13 shadow-float">
          <Icon name="offline" size={16} className="text-accent" />
          {say("status.offline")}
        </p>
      )}
    </div>
  );
}

export function SkipLink() {
  const say = useWords();
  return (
    <a href="#main" className="skip button button-primary">
      {say("nav.skip")}
    </a>
  );
}

export function Broken() {
  const say = useWords();
  return (
    <main className="page flex flex-col items-start gap-5 pt-20">
      <h1 className="text-28">{say("broken.title")}</h1>
      <p className="text-quiet">{say("broken.body")}</p>
      <button type="button" className="button button-primary" onClick={() => location.reload()}>
        {say("broken.again")}
      </button>
    </main>
  );
}
