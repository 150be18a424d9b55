// Small helpers for forms. Fields keep their own text, so composing Korean is never disturbed.
import { useContext, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { ColorModeContext } from "$/utils/context";
import { setLanguage, useWords } from "../../words/words.js";
import { keepLanguage } from "./access.jsx";
import { Icon } from "./icons.jsx";

const PAUSE_MS = 1200;

// A key chosen here for every order: pressing Start twice, or sending twice, starts one song.
export function OrderKey({ started, clears = "" }) {
  const [key, setKey] = useState("");
  useEffect(() => {
    const field = started && clears && document.getElementById(clears);
    if (field) field.value = "";
  }, [started]);
  useEffect(() => setKey(crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`), [started]);
  return <input type="hidden" name="key" value={key} readOnly />;
}

// Lets one press through at a time, and submits on Ctrl or Cmd with Enter.
export function StartGuard({ form }) {
  useEffect(() => {
    const node = document.getElementById(form);
    if (!node) return undefined;
    let last = 0;
    const submit = (event) => {
      if (Date.now() - last > PAUSE_MS) return void (last = Date.now());
      event.preventDefault();
      event.stopPropagation();
    };
    const key = (event) => {
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.isComposing) {
        event.preventDefault();
        node.requestSubmit();
      }
    };
    node.addEventListener("submit", submit, true);
    node.addEventListener("keydown", key);
    return () => {
      node.removeEventListener("submit", submit, true);
      node.removeEventListener("keydown", key);
    };
  }, [form]);
  return null;
}

// Takes people to the field that was wrong, wherever on the page it is, and takes the word back as
// soon as they mend it.
export function Mistake({ form, field, times }) {
  useEffect(() => {
    const node = field && document.getElementById(form)?.querySelector(`[name="${field}"]`);
    if (!node) return undefined;
    const word = document.getElementById(`wrong-${field}`);
    const show = (is) => {
      node.setAttribute("aria-invalid", String(is));
      if (word) word.hidden = !is;
    };
    const mended = () => show(false);
    show(true);
    node.closest("details")?.setAttribute("open", "");
    node.focus();
    node.addEventListener("input", mended);
    return () => node.removeEventListener("input", mended);
  }, [form, field, times]);
  return null;
}

// Sentences to begin with. A press puts one in the field.
export function Examples({ field, words = "make.example_list" }) {
  const say = useWords();
  const put = (text) => {
    const node = document.getElementById(field);
    node.value = text;
    node.dispatchEvent(new Event("input", { bubbles: true }));
    node.focus();
  };
  return (
    <ul className="flex flex-wrap gap-2" aria-label={say("make.examples")}>
      {say.parts(words).map((text) => (
        <li key={text}>
          <button type="button" className="chip text-left" onClick={() => put(text)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}

// A field that grows with its text.
export function Grow({ field }) {
  useEffect(() => {
    const node = document.getElementById(field);
    if (!node) return undefined;
    const fit = () => {
      node.style.height = "auto";
      node.style.height = `${node.scrollHeight + 2}px`;
    };
    node.addEventListener("input", fit);
    return () => node.removeEventListener("input", fit);
  }, [field]);
  return null;
}

export function SearchField({ label, hint, value, onFind }) {
  const timer = useRef(0);
  const node = useRef(null);
  const { search } = useLocation();
  useEffect(() => {
    // Who pressed "/" on another page came here to search.
    if (search === "?find=1") node.current.focus();
  }, [search]);
  const send = (event) => {
    const text = event.target.value;
    if (event.nativeEvent.isComposing) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onFind(text), 260);
  };
  return (
    <label className="relative block w-full">
      <span className="sr-only">{label}</span>
      <Icon name="search" className="absolute left-3.5 top-3.5 text-quiet" size={17} />
      <input
        ref={node}
        type="search"
        data-search
        className="field pl-10"
        placeholder={hint}
        defaultValue={value}
        onChange={send}
        onCompositionEnd={send}
        onKeyDown={(event) => event.key === "Escape" && event.target.blur()}
      />
    </label>
  );
}

// Asks for the next page when its end comes into sight; the button is for everybody else.
export function More({ label, onReach }) {
  const node = useRef(null);
  useEffect(() => {
    let asked = false;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry.isIntersecting || asked) return;
        asked = true;
        onReach();
        setTimeout(() => (asked = false), 800);
      },
      { rootMargin: "400px" },
    );
    watch.observe(node.current);
    return () => watch.disconnect();
  }, [onReach]);
  return (
    <p ref={node} className="mt-4 flex justify-center">
      <button type="button" className="button button-quiet" onClick={() => onReach()}>
        {label}
      </button>
    </p>
  );
}

export function LanguageChoice() {
  const say = useWords();
  const choose = (lang) => {
    setLanguage(lang);
    keepLanguage(lang);
  };
  return (
    <div role="group" aria-label={say("account.language")} className="flex gap-2">
      {[["ko", "한국어"], ["en", "English"]].map(([lang, name]) => (
        <button
          key={lang}
          type="button"
          lang={lang}
          className="chip"
          aria-pressed={say.language === lang}
          onClick={() => choose(lang)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

// One small button for places without room: it names the other language.
export function LanguageSwitch() {
  const say = useWords();
  const other = say.language === "ko" ? ["en", "English"] : ["ko", "한국어"];
  return (
    <button type="button" data-other lang={other[0]} className="button button-quiet" onClick={() => setLanguage(other[0])}>
      {other[1]}
    </button>
  );
}

export function ThemeChoice() {
  const say = useWords();
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  return (
    <div role="group" aria-label={say("account.theme")} className="flex flex-wrap gap-2">
      {["system", "light", "dark"].map((mode) => (
        <button key={mode} type="button" className="chip" aria-pressed={rawColorMode === mode} onClick={() => setColorMode(mode)}>
          {say(`theme.${mode}`)}
        </button>
      ))}
    </div>
  );
}
