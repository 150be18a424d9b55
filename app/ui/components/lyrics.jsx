// Words for a song that is sung: a field that is always one's own, and help that never takes it away.
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";

const MOST = 3000;

async function ask(body) {
  let answer;
  try {
    answer = await fetch("/api/lyrics", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { problem: { code: "offline" } };
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && told.text) return told;
  const minutes = Math.max(1, Math.ceil((Number(answer.headers.get("Retry-After")) || 60) / 60));
  return { problem: { code: told.error?.code ?? "other", words: told.error?.message ?? "", n: minutes } };
}

function problemWords(say, problem) {
  const key = `lyrics.wrong.${problem.code}`;
  return say(say.has(key) || say.has(`${key}.other`) ? key : "lyrics.wrong.unavailable", {
    n: problem.n ?? 0,
    words: problem.words ?? "",
  });
}

// Past React, which would otherwise take the text for one that it knows.
const setValue = Object.getOwnPropertyDescriptor(globalThis.HTMLTextAreaElement?.prototype ?? {}, "value")?.set;

// What was typed while somebody else was writing stays, with theirs after it.
function joined(before, now, text) {
  if (now === before) return text;
  return now.trim() ? `${now.trim()}\n\n${text}` : text;
}

function useHelp(field, about, title) {
  const [busy, setBusy] = useState(false);
  const [has, setHas] = useState(false);
  const [problem, setProblem] = useState(null);
  const [before, setBefore] = useState(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => void (here.current = false);
  }, []);
  const node = () => document.getElementById(field);
  const put = (text) => {
    setValue.call(node(), text.slice(0, MOST));
    node().dispatchEvent(new Event("input", { bubbles: true }));
    setHas(Boolean(text.trim()));
  };
  const write = async () => {
    const own = node().value;
    const prompt = document.getElementById(about)?.value.trim() ?? "";
    if (!own.trim() && !prompt) {
      setProblem({ code: "empty" });
      document.getElementById(about)?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    const found = await ask(own.trim() ? { lyrics: own } : { prompt });
    if (!here.current || !node()) return;
    setBusy(false);
    if (found.problem) return void setProblem(found.problem);
    const name = document.getElementById(title);
    if (name && !name.value && found.title && !own.trim()) name.value = found.title.slice(0, 120);
    setBefore(node().value);
    put(joined(own, node().value, found.text));
  };
  const undo = () => {
    put(before);
    setBefore(null);
    node().focus();
  };
  return { busy, has, problem, before, write, undo, typed: (event) => setHas(Boolean(event.target.value.trim())) };
}

function Help({ help, has }) {
  const say = useWords();
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <button type="button" onClick={help.write} disabled={help.busy} aria-busy={help.busy} data-act="write-lyrics" className="button button-plain">
          <Icon name="pencil" /> {say(help.busy ? "lyrics.writing" : has ? "lyrics.more" : "lyrics.write")}
        </button>
        {help.before !== null && !help.busy && (
          <button type="button" onClick={help.undo} data-act="undo-lyrics" className="button button-quiet">
            {say("lyrics.undo")}
          </button>
        )}
        <span role="status" className="text-13 text-quiet">
          {help.busy ? say("lyrics.wait") : help.before !== null ? say("lyrics.yours") : say("lyrics.free")}
        </span>
      </div>
      <p role="alert" data-problem="lyrics" className="mt-1.5 text-13 text-danger empty:hidden">
        {help.problem && problemWords(say, help.problem)}
      </p>
    </>
  );
}

// Help below a field of somebody else's: the ids of it, and of what says what it is about.
export function LyricsHelp({ field, about, value }) {
  const help = useHelp(field, about, "");
  return <Help help={help} has={Boolean(value.trim())} />;
}

export function LyricsField({ helps, about, title, label, hint, wrong }) {
  const help = useHelp("make-lyrics", about, title);
  return (
    <div>
      <label htmlFor="make-lyrics" className="mb-1.5 block font-medium">
        {label}
      </label>
      <textarea
        id="make-lyrics"
        name="lyrics"
        rows={8}
        maxLength={MOST}
        onChange={help.typed}
        aria-describedby="hint-lyrics wrong-lyrics"
        aria-invalid={Boolean(wrong)}
        className="field block leading-relaxed"
      />
      <p id="wrong-lyrics" role="alert" className="mt-1.5 text-13 text-danger empty:hidden">
        {wrong}
      </p>
      {helps && <Help help={help} has={help.has} />}
      <p id="hint-lyrics" className="mt-1 text-13 text-quiet">
        {hint}
      </p>
    </div>
  );
}
