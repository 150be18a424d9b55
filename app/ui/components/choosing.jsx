// Any two of a kind, chosen in a list to be put beside each other.
import { useEffect, useSyncExternalStore } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";

const MOST = 2;
const listeners = new Set();
// What is chosen; null while nobody chooses.
let chosen = null;

function put(next) {
  chosen = next;
  listeners.forEach((listener) => listener());
}

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useChosen = () => useSyncExternalStore(subscribe, () => chosen, () => null);

const turn = (thing) => put(chosen.some((each) => each.id === thing.id) ? chosen.filter((each) => each.id !== thing.id) : [...chosen, thing]);

// Begins to choose, or stops; whoever leaves the page has stopped.
export function ChooseButton({ look = "button button-plain" }) {
  const say = useWords();
  const on = useChosen() !== null;
  useEffect(() => () => put(null), []);
  return (
    <button type="button" className={look} aria-pressed={on} onClick={() => put(on ? null : [])} data-act="compare">
      <Icon name={on ? "x" : "compare"} size={16} />
      {say(on ? "compare.stop" : "compare.begin")}
    </button>
  );
}

// Lies over a thing while somebody chooses. `box`: where the mark is, as the list has room for it.
export function Choose({ thing, box = "left-3 top-3" }) {
  const say = useWords();
  const all = useChosen();
  if (!all) return null;
  const is = all.some((each) => each.id === thing.id);
  const stuck = !is && (all.length >= MOST || (all.length > 0 && all[0].medium !== thing.medium));
  return (
    <button
      type="button"
      aria-pressed={is}
      aria-disabled={stuck}
      aria-label={say("compare.choose", { title: thing.title })}
      data-act="choose"
      onClick={() => !stuck && turn({ id: thing.id, medium: thing.medium })}
      className={`absolute inset-0 z-10 rounded-card aria-disabled:cursor-default aria-pressed:outline-2 aria-pressed:-outline-offset-2 aria-pressed:outline-accent ${stuck ? "bg-ground/60" : ""}`}
    >
      <span className={`absolute ${box} grid size-7 place-items-center rounded-full border ${is ? "border-accent bg-accent text-on-accent" : "border-moon-rim bg-surface text-transparent"} ${stuck ? "invisible" : ""}`}>
        <Icon name="check" size={16} />
      </span>
    </button>
  );
}

// How many are still to be chosen, and the way on; it stays in sight however long the list is.
export function ChooseBar() {
  const say = useWords();
  const all = useChosen();
  if (!all) return null;
  return (
    <div className="sticky bottom-[calc(var(--under)+12px)] z-20 mt-4 flex min-h-[60px] flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface px-4 py-2 shadow-float" data-choosing={all.length}>
      <p role="status">{all.length < MOST ? say(all.length ? "compare.one_more" : "compare.hint") : say("compare.ready")}</p>
      {all.length === MOST && (
        <Link to={`/compare?a=${all[0].id}&b=${all[1].id}`} className="button button-primary" data-act="beside">
          {say("compare.show")}
        </Link>
      )}
    </div>
  );
}
