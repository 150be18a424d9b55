// Which language the page speaks, and the words in it.
// Both catalogues are here, so switching is instant and no word travels in page state.
import { useSyncExternalStore } from "react";
import en from "./en.json";
import ko from "./ko.json";

const CATALOGUES = { en, ko };
const LOCALES = { en: "en-GB", ko: "ko-KR" };
const listeners = new Set();
let language = null;

function chosen() {
  const kept = document.cookie.match(/(?:^|; )mw_language=(ko|en)/)?.[1];
  if (kept) return kept;
  for (const tag of navigator.languages ?? [navigator.language]) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short in CATALOGUES) return short;
  }
  return "en";
}

function current() {
  language ??= chosen();
  return language;
}

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setLanguage(next) {
  if (!(next in CATALOGUES) || next === current()) return;
  language = next;
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `mw_language=${next}; Path=/; Max-Age=31536000; SameSite=Lax${safe}`;
  document.documentElement.lang = next;
  listeners.forEach((listener) => listener());
}

export function hasChosen() {
  return /(?:^|; )mw_language=(ko|en)/.test(document.cookie);
}

const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => values?.[name] ?? whole);

function speaker(lang) {
  const words = CATALOGUES[lang];
  const plural = new Intl.PluralRules(lang);
  const say = (key, values) => {
    let sentence = words[key];
    if (sentence === undefined && values && "n" in values) {
      sentence = words[`${key}.${plural.select(Number(values.many ?? values.n))}`] ?? words[`${key}.other`];
    }
    return sentence === undefined ? key : fill(sentence, values);
  };
  say.language = lang;
  say.locale = LOCALES[lang];
  say.has = (key) => key in words;
  // The same in the words of a medium, where it has some of its own; its service and its thing are
  // named as the medium calls them.
  say.of = (medium, key, values) => {
    const named = (name) => words[`medium.${name}.${medium}`] ?? words[`medium.${name}.song`];
    const all = { service: named("service"), thing: named("thing"), ...values };
    return say(`${key}.${medium}` in words ? `${key}.${medium}` : key, all);
  };
  say.parts = (key) => (words[key] ?? "").split("|").map((part) => part.trim());
  return say;
}

const SPEAKERS = { en: speaker("en"), ko: speaker("ko") };

// What the page was laid out in: English, or what said.ko.js made of it before we came. It is asked
// when React begins to read the page, and said.ko.js comes too late from then on.
const laidOut = () => {
  if (typeof document === "undefined") return "en";
  window.laidOut ??= document.documentElement.dataset.said || "en";
  return window.laidOut;
};

export function useWords() {
  const lang = useSyncExternalStore(subscribe, current, laidOut);
  return SPEAKERS[lang];
}

export const sayNow = (key, values) => SPEAKERS[current()](key, values);
sayNow.has = (key) => SPEAKERS[current()].has(key);
sayNow.of = (medium, key, values) => SPEAKERS[current()].of(medium, key, values);
