// Writing a log: pages, thoughts, a quote, moods, stars; and what its music will be, said beforehand.
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { PlanPanel } from "./journey_plan.jsx";
import { freshKey, MoodField, StarField } from "./journey_parts.jsx";

const PAUSE_MS = 700;
const PRESS_MS = 1200;
const WORDS_MOST = 10000;
const QUOTE_MOST = 2000;

const EMPTY = { page_from: "", page_to: "", thoughts: "", quote: "", quote_shared: false, moods: [], rating: 0, music_on: true, plan: {} };

export const draftOf = (log) => ({
  ...EMPTY,
  page_from: log.page_from || "",
  page_to: log.page_to || "",
  thoughts: log.thoughts,
  quote: log.quote,
  quote_shared: log.quote_shared,
  moods: log.moods,
  rating: log.rating,
  music_on: log.music_on,
});

// What is written stays on this device until it was sent: a lost line or a reload costs no word.
function useDraft(name, first) {
  const kept = `mw_draft_${name}`;
  const [draft, setDraft] = useState({ ...EMPTY, ...first });
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    try {
      const found = JSON.parse(sessionStorage.getItem(kept) ?? "null");
      if (found) setDraft((was) => ({ ...was, ...found }));
    } catch {
      sessionStorage.removeItem(kept);
    }
    setAwake(true);
  }, [kept]);
  useEffect(() => {
    if (awake) sessionStorage.setItem(kept, JSON.stringify(draft));
  }, [draft, awake]);
  const change = (part) => setDraft((was) => ({ ...was, ...part }));
  const clear = (next = {}) => {
    sessionStorage.removeItem(kept);
    setDraft({ ...EMPTY, ...first, ...next });
  };
  return { draft, change, clear };
}

const isWritten = (draft) =>
  Boolean(draft.thoughts.trim() || draft.quote.trim() || draft.moods.length || draft.rating || draft.page_to);

function Growing({ id, value, onValue, most, rows = 2, className = "", ...rest }) {
  const node = useRef(null);
  useEffect(() => {
    node.current.style.height = "auto";
    const tall = node.current.scrollHeight;
    // In a sheet that is still closed nothing has a height yet.
    if (tall) node.current.style.height = `${Math.min(tall + 2, 560)}px`;
  }, [value]);
  return (
    <textarea
      ref={node}
      id={id}
      rows={rows}
      maxLength={most}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      className={`block w-full resize-none bg-transparent leading-relaxed outline-none! ${className}`}
      {...rest}
    />
  );
}

function Pages({ id, draft, change, pages, wrong }) {
  const say = useWords();
  const field = (name, label) => (
    <label className="flex items-center gap-2">
      <span className="whitespace-nowrap text-13 text-quiet">{label}</span>
      <input
        id={`${id}-${name}`}
        className="field w-20 px-2 text-center"
        inputMode="numeric"
        autoComplete="off"
        value={draft[name]}
        aria-invalid={wrong === name || undefined}
        onChange={(event) => change({ [name]: event.target.value.replace(/\D/g, "").slice(0, 5) })}
      />
    </label>
  );
  return (
    <fieldset>
      <legend className="mb-2 text-13 text-quiet">{say("journey.pages_read")}</legend>
      <div className="tabular flex flex-wrap items-center gap-3">
        {field("page_from", say("journey.from"))}
        {field("page_to", say("journey.to"))}
        {pages > 0 && <span className="whitespace-nowrap text-13 text-quiet">{say("journey.of_pages", { n: pages })}</span>}
      </div>
    </fieldset>
  );
}

function Quote({ id, draft, change }) {
  const say = useWords();
  return (
    <div className="border-l-2 border-moon-lit pl-4">
      <label htmlFor={`${id}-quote`} className="text-13 text-quiet">
        {say("journey.quote")}
      </label>
      <Growing
        id={`${id}-quote`}
        rows={1}
        most={QUOTE_MOST}
        value={draft.quote}
        onValue={(quote) => change({ quote })}
        placeholder={say("journey.quote_hint")}
        className="mt-1 font-said text-17"
      />
      {draft.quote.trim() && (
        <label className="mt-1 flex min-h-11 items-center gap-2 text-13 text-quiet">
          <input type="checkbox" className="size-4" checked={draft.quote_shared} onChange={(event) => change({ quote_shared: event.target.checked })} />
          {say("journey.quote_shared")}
        </label>
      )}
    </div>
  );
}

// One press at a time, and the same key as long as the same is said. `taken` tells whether what was
// sent is all that stands there: whoever wrote on meanwhile keeps it.
function useSend(draft, onSend, ends) {
  const json = JSON.stringify(draft);
  const sent = useRef({ json: "", key: "", at: 0 });
  const send = () => {
    const same = sent.current.json === json;
    if (same && Date.now() - sent.current.at < PRESS_MS) return;
    sent.current = { json, key: same ? sent.current.key : freshKey(), at: Date.now() };
    onSend({ ...draft, ends, key: sent.current.key });
  };
  const taken = () => {
    const whole = sent.current.json === json;
    sent.current = { json: "", key: "", at: 0 };
    return whole;
  };
  return [send, taken];
}

// What nobody has to be asked about: a part of a book that ends before it begins.
const amissIn = (draft) => (draft.page_from && draft.page_to && Number(draft.page_to) < Number(draft.page_from) ? "page_to" : "");

function useForesight(draft, open, ends, onForesee) {
  const json = JSON.stringify(draft);
  useEffect(() => {
    if (!open || !draft.music_on || !onForesee) return undefined;
    const timer = setTimeout(() => onForesee({ ...draft, ends }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [json, open]);
}

// `preview` says what the music would be; without `onForesee` (while editing) it is not asked.
export function LogForm({ id, name, first, pages = 0, open = true, ends = false, preview, written, wrong: refused, can, titles, onForesee, onSend, onLeave }) {
  const say = useWords();
  const { draft, change, clear } = useDraft(name, first);
  const [touched, setTouched] = useState(open);
  const [send, taken] = useSend(draft, onSend, ends);
  const [looked, setLooked] = useState(false);
  const seen = useRef(written);
  const wide = touched || isWritten(draft);
  const wrong = (looked && amissIn(draft)) || refused;
  useForesight(draft, wide, ends, onForesee);
  useEffect(() => {
    if (written === seen.current) return;
    seen.current = written;
    if (!taken()) return;
    clear(first);
    setTouched(open);
  }, [written]);
  const submit = (event) => {
    event.preventDefault();
    const amiss = amissIn(draft);
    setLooked(Boolean(amiss));
    if (amiss) document.getElementById(`${id}-${amiss}`).focus();
    else send();
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) submit(event);
  };
  const leave = () => {
    clear();
    setTouched(open);
    onLeave?.();
  };
  return (
    <form id={id} onSubmit={submit} onKeyDown={keys} onFocus={() => setTouched(true)} className="flex flex-col gap-6" data-journey-form>
      <div>
        <label htmlFor={`${id}-thoughts`} className="mb-2 block font-serif text-21">
          {titles.thoughts}
        </label>
        <Growing
          id={`${id}-thoughts`}
          most={WORDS_MOST}
          value={draft.thoughts}
          onValue={(thoughts) => change({ thoughts })}
          placeholder={say("journey.thoughts_hint")}
          className="text-17"
        />
      </div>
      {wide && (
        <>
          <Quote id={id} draft={draft} change={change} />
          <div className="flex flex-wrap items-start gap-x-10 gap-y-5">
            <Pages id={id} draft={draft} change={change} pages={pages} wrong={wrong} />
            <StarField name={`${id}-rating`} value={draft.rating} onPick={(rating) => change({ rating })} />
          </div>
          <MoodField value={draft.moods} onPick={(moods) => change({ moods })} />
          {!onForesee && (
            <label className="flex min-h-11 items-center gap-2">
              <input type="checkbox" className="size-4" checked={draft.music_on} onChange={(event) => change({ music_on: event.target.checked })} data-act="log-music" />
              {say("journey.plan.switch")}
            </label>
          )}
          {onForesee && <PlanPanel id={id} draft={draft} change={change} preview={preview} can={can} />}
          {wrong && (
            <p role="alert" className="text-13 text-danger">
              {say(say.has(`journey.wrong.${wrong}`) ? `journey.wrong.${wrong}` : "journey.wrong.other")}
            </p>
          )}
          <div className="flex flex-wrap items-center justify-end gap-2">
            {(onLeave || isWritten(draft)) && (
              <button type="button" className="button button-quiet" onClick={leave}>
                {say(onLeave ? "act.leave" : "journey.clear")}
              </button>
            )}
            <button type="submit" className="button button-primary" data-act="write">
              <Icon name={draft.music_on && onForesee ? "music" : "check"} />
              {draft.music_on ? titles.send : titles.send_plain}
            </button>
          </div>
        </>
      )}
    </form>
  );
}
