// Where a journey begins, as document 000 has it: a book is chosen, the journey is created, its music
// is asked for, and the page of the journey opens, all without waiting for the music.
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { BookPicker } from "./books.jsx";
import { Icon } from "./icons.jsx";
import { askForMusic, freshKey } from "./journey_parts.jsx";

const FACTS = ["authors", "isbn", "publisher", "year", "pages", "language", "subjects", "cover_url", "source"];

function formOf(book) {
  const form = { book_title: book.title };
  for (const name of FACTS) if (book[name] !== null && book[name] !== undefined) form[`book_${name}`] = book[name];
  return form;
}

async function create(book, key) {
  try {
    const answer = await fetch("/api/journeys/create", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(formOf(book)),
    });
    const told = await answer.json();
    return answer.ok ? told : { problem: told.error?.code ?? "other" };
  } catch {
    return { problem: "offline" };
  }
}

export function BeginJourney() {
  const say = useWords();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const last = useRef({ book: null, key: "" });
  const begin = async (book) => {
    // The same book again, as after a line that was cut, is the same journey.
    if (last.current.book?.title !== book.title || last.current.book?.isbn !== book.isbn) last.current = { book, key: freshKey() };
    setBusy(true);
    setProblem("");
    const told = await create(book, last.current.key);
    setBusy(false);
    if (told.problem) return setProblem(told.problem);
    askForMusic(told.musicTrack?.id);
    dispatchEvent(new CustomEvent("mw:told", { detail: "notice.begun" }));
    return navigate(`/journeys/${told.journey.id}`);
  };
  return (
    <div className="mt-8 max-w-[640px]">
      <BookPicker onChoose={begin} onClear={() => setProblem("")} />
      <div className="mt-4 flex min-h-11 flex-wrap items-center gap-3" role="status">
        {busy && (
          <p className="late-show flex items-center gap-2 text-quiet">
            <Icon name="spinner" size={16} className="spin" /> {say("journey.starting")}
          </p>
        )}
        {problem && (
          <>
            <p className="text-danger">{say(problem === "offline" ? "journey.not_begun_offline" : "journey.not_begun")}</p>
            <button type="button" className="button button-plain" data-act="begin-again" onClick={() => begin(last.current.book)}>
              {say("act.retry")}
            </button>
          </>
        )}
      </div>
    </div>
  );
}
