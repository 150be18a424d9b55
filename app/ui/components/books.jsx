// Finds a book: a combobox as ARIA describes it, recent books, and a book typed by hand, which is
// always possible. Whoever uses it hears of the chosen book, and forms find it in a hidden field.
import { useEffect, useId, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { useBookSearch, useRecent } from "./booksearch.jsx";
import { BookCover } from "./covers.jsx";
import { Icon } from "./icons.jsx";

const FACTS = ["title", "authors", "isbn", "publisher", "year", "pages", "language", "subjects", "cover", "cover_url", "source"];
const MOST = 120;
// The last syllable of a Korean word stays open until another key comes: whoever has stopped typing
// for so long is waiting. A letter that is no syllable yet is never searched.
const STILL_MS = 1200;
const LETTER = /[\u3131-\u318e]$/;
const factsOf = (book) => Object.fromEntries(FACTS.map((name) => [name, book[name] ?? null]));
const byline = (book) => (book.authors ?? []).join(", ");

// A syllable is being composed: keys belong to it, and what is in the field is not said yet.
const isComposing = (event) => event.nativeEvent.isComposing || event.keyCode === 229;

function Facts({ book, say }) {
  const facts = [book.publisher, book.year, book.pages && say("books.pages", { n: book.pages })];
  return facts.filter(Boolean).join(" · ");
}

function Option({ id, book, active, onPick, onPoint }) {
  const say = useWords();
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      data-book={book.title}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onPick}
      className={`flex cursor-pointer items-center gap-3.5 rounded-soft px-2.5 py-2 ${active ? "bg-wash" : ""}`}
    >
      <BookCover title={book.title} author={byline(book)} src={book.cover} width={40} />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 font-medium" lang={book.language ?? undefined}>
          {book.title}
        </span>
        <span className="block truncate text-13 text-quiet">{byline(book)}</span>
        <span className="block truncate text-13 text-quiet">
          <Facts book={book} say={say} />
        </span>
      </span>
    </li>
  );
}

function Wait() {
  return (
    <div aria-hidden className="flex flex-col gap-3 px-2.5 py-2" data-waiting>
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex items-center gap-3.5">
          <span className="sheen h-[60px] w-10" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="sheen h-4 w-2/3" />
            <span className="sheen h-3 w-1/3" />
          </span>
        </div>
      ))}
    </div>
  );
}

function Trouble({ problem, onRetry }) {
  const say = useWords();
  const key = `books.no.${problem}`;
  const canRetry = problem !== "invalid";
  return (
    <div className="flex flex-wrap items-start gap-x-3.5 px-2.5 py-3" data-trouble={problem}>
      <span className="grid h-6 w-10 flex-none place-items-center text-quiet">
        <Icon name={problem === "offline" ? "offline" : "search"} />
      </span>
      <p className="min-w-[200px] flex-1">{say(say.has(key) ? key : "books.no.unavailable")}</p>
      {canRetry && (
        <button type="button" data-act="retry-books" className="button button-quiet -my-2 max-[479px]:ml-10" onClick={onRetry}>
          {say("act.retry")}
        </button>
      )}
    </div>
  );
}

// What a screen reader hears once an answer is there.
function heard(say, { answer, busy, open }) {
  if (!open || busy || !answer.asked) return "";
  if (answer.problem) return say(say.has(`books.no.${answer.problem}`) ? `books.no.${answer.problem}` : "books.no.unavailable");
  return answer.books.length ? say("books.found", { n: answer.books.length }) : say("books.none", { q: answer.asked });
}

function HandForm({ start, onTake, onBack }) {
  const say = useWords();
  const id = useId();
  const [wrong, setWrong] = useState(false);
  const title = useRef(null);
  const author = useRef(null);
  const pages = useRef(null);
  useEffect(() => title.current.focus(), []);
  const take = () => {
    const name = title.current.value.trim();
    setWrong(!name);
    if (!name) return title.current.focus();
    const authors = author.current.value.split(",").map((each) => each.trim()).filter(Boolean);
    const count = Number.parseInt(pages.current.value, 10);
    return onTake({ title: name, authors, pages: count > 0 ? count : null });
  };
  const key = (event) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      take();
    }
    if (event.key === "Escape") onBack();
  };
  const field = (name, ref, more) => (
    <div className={more.wide ? "min-[480px]:col-span-2" : ""}>
      <label htmlFor={`${id}${name}`} className="mb-1.5 block font-medium">
        {say(`books.hand.${name}`)}
      </label>
      <input ref={ref} id={`${id}${name}`} data-hand={name} className="field" autoComplete="off" onKeyDown={key} {...more.attributes} />
    </div>
  );
  return (
    <fieldset className="card flex flex-col gap-4 p-5" data-hand-form>
      <legend className="sr-only">{say("books.by_hand")}</legend>
      <div className="grid gap-4 min-[480px]:grid-cols-[minmax(0,1fr)_140px]">
        {field("title", title, {
          wide: true,
          attributes: { defaultValue: start, maxLength: 300, "aria-invalid": wrong, "aria-describedby": `${id}wrong`, "aria-required": true },
        })}
        {field("author", author, { attributes: { maxLength: 200 } })}
        {field("pages", pages, { attributes: { inputMode: "numeric", pattern: "[0-9]*", maxLength: 5 } })}
      </div>
      <p id={`${id}wrong`} role="alert" className="text-13 text-danger empty:hidden">
        {wrong && say("books.hand.missing")}
      </p>
      <div className="flex flex-wrap gap-2">
        <button type="button" data-act="take-book" className="button button-primary" onClick={take}>
          {say("books.hand.take")}
        </button>
        <button type="button" data-act="search-books" className="button button-quiet" onClick={onBack}>
          {say("books.hand.back")}
        </button>
      </div>
    </fieldset>
  );
}

function Chosen({ book, onChange }) {
  const say = useWords();
  const node = useRef(null);
  useEffect(() => node.current.focus({ preventScroll: true }), []);
  return (
    <div ref={node} tabIndex={-1} role="group" aria-label={say("books.chosen", { title: book.title })} data-chosen className="card rise flex items-center gap-5 p-5 outline-none!">
      <BookCover title={book.title} author={byline(book)} src={book.cover} width={88} />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-3 font-said text-21 leading-snug" lang={book.language ?? undefined}>
          {book.title}
        </p>
        <p className="mt-1 text-quiet">{byline(book)}</p>
        <p className="text-13 text-quiet">
          <Facts book={book} say={say} />
        </p>
        <button type="button" data-act="other-book" className="button button-plain mt-3" onClick={onChange}>
          {say("books.another")}
        </button>
      </div>
    </div>
  );
}

function Finder({ label, start, onPick, onHand }) {
  const say = useWords();
  const id = useId();
  const node = useRef(null);
  const composing = useRef(false);
  const recent = useRecent();
  const { answer, busy, search, hold } = useBookSearch();
  const [text, setText] = useState(start);
  const [open, setOpen] = useState(Boolean(start));
  const [active, setActive] = useState(-1);
  const isEmpty = !text.trim();
  const books = isEmpty ? recent : answer.books;
  // The last one to choose is always the book that is typed by hand.
  const count = isEmpty && !books.length ? 0 : books.length + 1;
  const shown = open && (!isEmpty || books.length > 0);
  const nameOf = (index) => `${id}option${index}`;
  useEffect(() => {
    if (start) search(start, { pause: 0 });
  }, []);
  useEffect(() => setActive(-1), [answer, isEmpty]);
  useEffect(() => {
    const again = () => answer.problem === "offline" && search(text, { pause: 0 });
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [answer, text, search]);
  const point = (index) => {
    setActive(index);
    document.getElementById(nameOf(index))?.scrollIntoView({ block: "nearest" });
  };
  const typed = (event) => {
    setText(event.target.value);
    setOpen(true);
    const value = event.target.value;
    if (!composing.current && !event.nativeEvent.isComposing) search(value);
    else if (LETTER.test(value)) hold();
    else search(value, { pause: STILL_MS });
  };
  const pick = (index) => (index < books.length ? onPick(books[index]) : onHand(text));
  const keys = {
    ArrowDown: () => (shown ? point((active + 1) % count) : setOpen(true)),
    ArrowUp: () => shown && point(active <= 0 ? count - 1 : active - 1),
    Home: () => shown && active >= 0 && point(0),
    End: () => shown && active >= 0 && point(count - 1),
    Enter: () => (shown && active >= 0 ? pick(active) : search(text, { pause: 0 })),
    Escape: () => {
      if (shown) setOpen(false);
      else setText("");
      hold();
    },
  };
  const key = (event) => {
    if (composing.current || isComposing(event) || !(event.key in keys)) return;
    const moves = event.key !== "Home" && event.key !== "End";
    if (moves || (shown && active >= 0)) event.preventDefault();
    keys[event.key]();
  };
  const list = busy && !books.length ? [] : books;
  const listName = say(isEmpty ? "books.recent" : "books.results");
  return (
    <div data-finder>
      <label htmlFor={`${id}field`} className="mb-1.5 block font-medium">
        {label || say("books.label")}
      </label>
      <div className="relative">
        <Icon name="search" className="absolute left-3.5 top-3.5 text-quiet" size={19} />
        <input
          ref={node}
          id={`${id}field`}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={`${id}list`}
          aria-activedescendant={shown && active >= 0 ? nameOf(active) : undefined}
          aria-describedby={`${id}hint`}
          data-book-field
          className="field min-h-12 pl-11 text-17"
          placeholder={say("books.placeholder")}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={MOST}
          value={text}
          onChange={typed}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen((was) => was && !isEmpty)}
          onKeyDown={key}
          onCompositionStart={() => {
            composing.current = true;
            hold();
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            search(event.target.value);
          }}
        />
      </div>
      <div className={shown ? "card mt-2 p-1.5" : "hidden"} aria-busy={busy} data-books={busy ? "busy" : "there"}>
        {isEmpty && <p className="px-2.5 pb-1 pt-2 text-13 text-quiet">{say("books.recent")}</p>}
        {!isEmpty && !busy && answer.problem && <Trouble problem={answer.problem} onRetry={() => search(text, { pause: 0 })} />}
        {!isEmpty && !busy && answer.asked && !answer.problem && !books.length && (
          <p className="py-3 pl-16 pr-2.5" data-none>
            {say("books.none", { q: answer.asked })}
          </p>
        )}
        {!isEmpty && busy && !books.length && <Wait />}
        <ul
          id={`${id}list`}
          role="listbox"
          aria-label={listName}
          className={`max-h-[min(52vh,440px)] overflow-y-auto overscroll-contain ${busy && books.length ? "opacity-60 transition-opacity delay-300" : ""}`}
        >
          {list.map((book, index) => (
            <Option
              key={`${book.isbn ?? ""}${book.title}${byline(book)}${index}`}
              id={nameOf(index)}
              book={book}
              active={index === active}
              onPick={() => onPick(book)}
              onPoint={() => active !== index && setActive(index)}
            />
          ))}
          {count > 0 && (
            <li
              id={nameOf(books.length)}
              role="option"
              aria-selected={active === books.length}
              data-act="hand-option"
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(books.length)}
              onClick={() => onHand(text)}
              className={`flex min-h-12 cursor-pointer items-center gap-3.5 rounded-soft px-2.5 ${active === books.length ? "bg-wash" : ""}`}
            >
              <span className="grid w-10 flex-none place-items-center text-quiet">
                <Icon name="pencil" />
              </span>
              <span className="min-w-0 flex-1 truncate">{isEmpty ? say("books.by_hand") : say("books.by_hand_named", { q: text.trim() })}</span>
            </li>
          )}
        </ul>
        {!isEmpty && !busy && answer.silent.length > 0 && (
          <p className="px-2.5 pb-2 pt-1 text-13 text-quiet" data-silent>
            {say("books.silent")}
          </p>
        )}
      </div>
      <p role="status" className="sr-only">
        {heard(say, { answer, busy, open: shown && !isEmpty })}
      </p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4">
        <p id={`${id}hint`} className="text-13 text-quiet">
          {say("books.hint")}
        </p>
        <button type="button" data-act="by-hand" className="button button-quiet -mr-3 text-13" onPointerDown={(event) => event.preventDefault()} onClick={() => onHand(text)}>
          <Icon name="pencil" size={16} /> {say("books.by_hand")}
        </button>
      </div>
    </div>
  );
}

const isNumber = (text) => /^[\d\s-]{9,}x?$/i.test(text.trim());

// `onChoose` gets the facts of the book; `onClear` is called when another one is wanted.
export function BookPicker({ label, name, onChoose, onClear }) {
  const [book, setBook] = useState(null);
  const [way, setWay] = useState("search");
  const [text, setText] = useState("");
  const back = useRef(false);
  const node = useRef(null);
  const take = (found) => {
    const facts = factsOf(found);
    setBook(facts);
    onChoose?.(facts);
  };
  const other = () => {
    back.current = true;
    setBook(null);
    setWay("search");
    onClear?.();
  };
  useEffect(() => {
    if (!book && way === "search" && back.current) node.current?.querySelector("[data-book-field]")?.focus();
    back.current = false;
  }, [book, way]);
  return (
    <div ref={node} data-book-picker={book ? "chosen" : way}>
      {name && <input type="hidden" name={name} value={book ? JSON.stringify(book) : ""} readOnly />}
      {book && <Chosen book={book} onChange={other} />}
      {!book && way === "search" && (
        <Finder
          label={label}
          start={text}
          onPick={take}
          onHand={(typed) => {
            setText(typed);
            setWay("hand");
          }}
        />
      )}
      {!book && way === "hand" && (
        <HandForm
          start={isNumber(text) ? "" : text.trim()}
          onTake={take}
          onBack={() => {
            back.current = true;
            setWay("search");
          }}
        />
      )}
    </div>
  );
}
