// Asks for books while somebody types: after a pause, one question at a time, and an answer that
// comes too late is nobody's answer.
import { useCallback, useEffect, useRef, useState } from "react";

const PAUSE_MS = 300;
const KEPT = 40;

async function ask(path, signal) {
  let answer;
  try {
    answer = await fetch(path, { credentials: "same-origin", signal });
  } catch (problem) {
    if (problem.name === "AbortError") return null;
    return { problem: "offline" };
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok && Array.isArray(told?.books)) return { books: told.books, silent: told.silent ?? [] };
  return { problem: told?.error?.code ?? "unavailable" };
}

export function useRecent() {
  const [recent, setRecent] = useState([]);
  useEffect(() => {
    const stop = new AbortController();
    // What cannot be read is not missed: the field is there.
    ask("/api/books/recent", stop.signal).then((told) => told?.books && setRecent(told.books));
    return () => stop.abort();
  }, []);
  return recent;
}

const NOTHING = { asked: "", books: [], silent: [], problem: null };

// `asked` of the answer is the text that it belongs to; `busy` while a newer one is on its way.
export function useBookSearch() {
  const [answer, setAnswer] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const work = useRef({ timer: 0, stop: null, kept: new Map() });
  const cancel = useCallback(() => {
    clearTimeout(work.current.timer);
    work.current.stop?.abort();
    work.current.stop = null;
  }, []);
  const run = useCallback(async (text) => {
    const stop = new AbortController();
    work.current.stop = stop;
    setBusy(true);
    const told = await ask(`/api/books/search?q=${encodeURIComponent(text)}`, stop.signal);
    if (told === null || work.current.stop !== stop) return;
    work.current.stop = null;
    const found = { ...NOTHING, ...told, asked: text };
    if (!found.problem && !found.silent.length) {
      work.current.kept.set(text, found);
      if (work.current.kept.size > KEPT) work.current.kept.delete(work.current.kept.keys().next().value);
    }
    setAnswer(found);
    setBusy(false);
  }, []);
  const search = useCallback(
    (typed, { pause = PAUSE_MS } = {}) => {
      cancel();
      const text = typed.trim().replace(/\s+/g, " ");
      const known = work.current.kept.get(text);
      if (!text || known) {
        setBusy(false);
        return void setAnswer(known ?? NOTHING);
      }
      setBusy(pause <= PAUSE_MS);
      work.current.timer = setTimeout(() => run(text), pause);
    },
    [cancel, run],
  );
  const hold = useCallback(() => {
    cancel();
    setBusy(false);
  }, [cancel]);
  useEffect(() => cancel, [cancel]);
  return { answer, busy, search, hold };
}
