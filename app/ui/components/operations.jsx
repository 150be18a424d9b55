// What the pages of those who run the studio share. They speak to the REST routes, which ask each time
// whether whoever is here may look, or act.
import { useCallback, useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { useWords } from "../../words/words.js";
import { Sheet, useSheet } from "./sheet.jsx";
import { ago, span, useNow } from "./time.jsx";

const PLACES = ["", "jobs", "failed", "lost", "providers", "processes", "deliveries", "people", "audit"];
const AT = "/operations";

export async function ask(path, method = "GET", body = undefined) {
  try {
    const answer = await fetch(`/api/operations${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (answer.ok) return { told };
    return { problem: { status: answer.status, words: told.error?.message ?? "" } };
  } catch {
    return { problem: { status: 0, words: "" } };
  }
}

// Reads now and every so often; in a hidden tab it rests, and reads at once when it is seen again.
export function useRead(path, everyS = 0) {
  const [state, setState] = useState({ told: null, problem: null });
  const wanted = useRef(path);
  wanted.current = path;
  const read = useCallback(async () => {
    const asked = wanted.current;
    const got = await ask(asked);
    if (asked !== wanted.current) return;
    setState((was) => (got.told ? { told: got.told, problem: null } : { ...was, problem: got.problem }));
  }, []);
  useEffect(() => {
    read();
    if (!everyS) return undefined;
    const look = () => document.visibilityState === "visible" && read();
    const timer = setInterval(look, everyS * 1000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [path, everyS, read]);
  return { ...state, read };
}

// A list in pages; what was fetched further down stays until the filters change.
export function usePages(path) {
  const first = useRead(path);
  const [more, setMore] = useState({ items: [], cursor: undefined });
  useEffect(() => setMore({ items: [], cursor: undefined }), [path]);
  const cursor = more.cursor === undefined ? first.told?.next_cursor : more.cursor;
  const further = async () => {
    const glue = path.includes("?") ? "&" : "?";
    const { told } = await ask(`${path}${glue}cursor=${encodeURIComponent(cursor)}`);
    if (told) setMore((was) => ({ items: [...was.items, ...told.items], cursor: told.next_cursor }));
  };
  return { ...first, items: first.told && [...first.told.items, ...more.items], cursor, further };
}

export function useFilters(names) {
  const [query, setQuery] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ""]));
  // Several at once: of two changes in a row the second would know nothing of the first.
  const put = (changes) =>
    setQuery(
      (was) => {
        const next = new URLSearchParams(was);
        for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const set = (name, value) => put({ [name]: value });
  return [values, set, put];
}

export const queryOf = (values) => {
  const said = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  return said.size ? `?${said}` : "";
};

export function Rooms() {
  const say = useWords();
  const { pathname } = useLocation();
  const at = pathname.slice(AT.length + 1).split("/")[0];
  const row = useRef(null);
  // On a phone the row is longer than the screen: where one is stands in sight.
  useEffect(() => {
    const here = row.current?.querySelector("[aria-current]");
    if (here) row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.clientWidth) / 2;
  }, [at]);
  return (
    <nav ref={row} aria-label={say("ops.title")} className="relative -mx-5 mt-4 flex gap-2 overflow-x-auto px-5 pb-1 min-[900px]:mx-0 min-[900px]:flex-wrap min-[900px]:px-0">
      {PLACES.map((place) => (
        <Link key={place} to={place ? `${AT}/${place}` : AT} aria-current={at === place ? "page" : undefined} className="chip shrink-0">
          {say(`ops.nav.${place || "overview"}`)}
        </Link>
      ))}
    </nav>
  );
}

// The frame of every page: where else to go, what is wrong, and what is still to come.
export function Room({ read, children }) {
  const say = useWords();
  const { told, problem } = read;
  const isNobody = problem?.status === 404;
  return (
    <div data-ops>
      {!isNobody && <Rooms />}
      <div aria-live="polite">
        {problem && (
          <p className="mt-6 text-danger" role="alert">
            {isNobody ? say("ops.nobody") : problem.words || say("ops.offline")}
          </p>
        )}
      </div>
      {!told && !problem && <div className="sheen mt-6 h-32" aria-hidden />}
      {told && children}
    </div>
  );
}

export function When({ at, now: fixed }) {
  const say = useWords();
  const now = useNow(10000);
  if (!at) return <span className="text-quiet">–</span>;
  const moment = Date.parse(at);
  const whole = new Intl.DateTimeFormat(say.locale, { dateStyle: "medium", timeStyle: "medium" }).format(moment);
  return (
    <time dateTime={at} title={whole} className="whitespace-nowrap">
      {now ? ago(say, moment, fixed ?? now) : ""}
    </time>
  );
}

// Operators want it exact: "0.3 s", "14 s", then as everybody reads it.
export function took(say, seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds >= 90) return span(say, seconds, seconds);
  return say("span.s", { n: seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds), many: 2 });
}

const TONES = { completed: "text-model", delivered: "text-model", failed: "text-danger", cancelled: "text-quiet" };

export function State({ state }) {
  const say = useWords();
  return <span className={`font-medium ${TONES[state] ?? "text-accent"}`}>{say(`ops.state.${state}`)}</span>;
}

export function Id({ id, to }) {
  const short = id.length > 18 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id;
  const look = "font-mono text-13";
  return to ? (
    <Link to={to} title={id} className={`${look} text-link`}>
      {short}
    </Link>
  ) : (
    <span title={id} className={look}>
      {short}
    </span>
  );
}

export const jobAt = (id) => `${AT}/jobs/${id}`;
export const personAt = (id) => `${AT}/people?q=${id}`;

// A table that becomes a list of cards on a phone: each cell then carries the name of its column.
export function Rows({ columns, rows, label, empty }) {
  const say = useWords();
  if (rows.length === 0) return <p className="mt-8 text-17 text-quiet">{say(empty)}</p>;
  return (
    <table className="mt-4 w-full border-collapse text-left text-15 max-[899px]:block" aria-label={label}>
      <thead className="text-13 text-quiet max-[899px]:sr-only">
        <tr>
          {columns.map(([key]) => (
            <th key={key} scope="col" className="border-b border-line py-2 pr-3 font-normal">
              {say(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-[899px]:block">
        {rows.map((row) => (
          <tr key={row.id} data-row={row.id} className="border-b border-line align-top max-[899px]:block max-[899px]:py-3">
            {columns.map(([key, cell]) => (
              <td key={key} className="py-2.5 pr-3 max-[899px]:flex max-[899px]:justify-between max-[899px]:gap-4 max-[899px]:py-1 max-[899px]:pr-0 max-[899px]:has-[>div:empty]:hidden">
                <span className="shrink-0 whitespace-nowrap text-13 text-quiet min-[900px]:hidden" aria-hidden>
                  {say(key)}
                </span>
                <div className="min-w-0 max-[899px]:text-right">{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Choose({ name, value, options, words, onChoose, none = "ops.filter.any" }) {
  const say = useWords();
  return (
    <label className="block text-13 text-quiet">
      {say(`ops.filter.${name}`)}
      <select className="field mt-1 block min-w-28" value={value} onChange={(event) => onChoose(name, event.target.value)}>
        <option value="">{say(none)}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {words ? words(option) : option}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Write({ name, value, onWrite, hint }) {
  const say = useWords();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const send = (event) => {
    event.preventDefault();
    onWrite(name, text.trim());
  };
  return (
    <form onSubmit={send} className="min-w-40 flex-1">
      <label className="block text-13 text-quiet">
        {say(`ops.filter.${name}`)}
        <input className="field mt-1 block w-full" type="search" value={text} maxLength={200} placeholder={hint} onChange={(event) => setText(event.target.value)} onBlur={() => text.trim() !== value && onWrite(name, text.trim())} />
      </label>
    </form>
  );
}

export function More({ pages }) {
  const say = useWords();
  if (!pages.cursor) return null;
  return (
    <button type="button" className="button button-quiet mt-4" onClick={pages.further}>
      {say("act.more")}
    </button>
  );
}

// An act that wants a word of why, or a number, before it is done.
export function Deed({ act, label, title, body, field, type = "text", initial = "", danger = false, onDo }) {
  const say = useWords();
  const sheet = useSheet();
  const [problem, setProblem] = useState(null);
  const press = async (event) => {
    event.preventDefault();
    const found = await onDo(new FormData(event.currentTarget));
    setProblem(found ?? null);
    if (!found) sheet.close();
  };
  return (
    <>
      <button type="button" className="button button-plain" data-act={act} onClick={sheet.open}>
        {label}
      </button>
      <Sheet sheet={sheet} label={title}>
        <form onSubmit={press}>
          <h2 className="pr-10 text-21">{title}</h2>
          {body && <p className="mt-2 text-quiet">{body}</p>}
          {(field ?? []).map(([name, kind = type]) => (
            <label key={name} className="mt-4 block text-13 text-quiet">
              {say(`ops.field.${name}`)}
              <input name={name} type={kind} min={0} required maxLength={300} defaultValue={kind === "number" ? initial : ""} className="field mt-1 block w-full" />
            </label>
          ))}
          {problem && (
            <p role="alert" className="mt-3 text-13 text-danger">
              {problem.words || say("ops.offline")}
            </p>
          )}
          <div className="mt-6 flex justify-end gap-2">
            <button type="button" className="button button-plain" onClick={sheet.close}>
              {say("act.leave")}
            </button>
            <button className={`button ${danger ? "button-danger" : "button-primary"}`} data-yes={act}>
              {label}
            </button>
          </div>
        </form>
      </Sheet>
    </>
  );
}
