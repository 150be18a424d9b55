// One of several pictures as large as the screen: a dialog with keys, swipe and steps.
import { useCallback, useEffect, useRef } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";

const SWIPE = 48;
// On a phone what can be done with it is near the thumb.
const PLACES =
  "grid h-full grid-cols-[minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)_auto_auto] [grid-template-areas:'title_close'_'stage_stage'_'tools_tools'_'foot_foot'] min-[640px]:grid-cols-[minmax(0,1fr)_auto_auto] min-[640px]:grid-rows-[auto_minmax(0,1fr)_auto] min-[640px]:[grid-template-areas:'title_tools_close'_'stage_stage_stage'_'foot_foot_foot']";
const TOP = "pt-[calc(4px+env(safe-area-inset-top))]";
const SIDES = [
  ["left", -1, "albums.previous", "left-3"],
  ["right", 1, "albums.next", "right-3"],
];

function Steps({ onStep }) {
  const say = useWords();
  return SIDES.map(([icon, by, words, side]) => (
    <button key={icon} type="button" className={`icon-button absolute ${side} top-1/2 hidden -translate-y-1/2 bg-surface shadow-float min-[640px]:grid`} onClick={() => onStep(by)} aria-label={say(words)}>
      <Icon name={icon} />
    </button>
  ));
}

// `title` beside the place among the others, `tools` beside the close button, `keys` beside the
// arrows; `held` while a finger moves something else.
export function Large({ id, label, title, index, count, onStep, onClose, tools, footer, keys = {}, held = false, children }) {
  const say = useWords();
  const node = useRef(null);
  const from = useRef(null);
  useEffect(() => {
    if (!node.current?.open) node.current?.showModal();
    node.current?.querySelector("[data-act=close]")?.focus();
  }, []);
  // Sheets that stand above this one let their events rise to here.
  const isHere = (event) => event.target.closest("dialog") === node.current;
  const step = useCallback((by) => count > 1 && onStep((index + by + count) % count), [index, count, onStep]);
  const press = (event) => {
    const act = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), ...keys }[event.key];
    if (!act || !isHere(event) || event.ctrlKey || event.metaKey || event.target.matches("input, textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const up = (event) => {
    const moved = from.current === null ? 0 : event.clientX - from.current;
    from.current = null;
    if (!held && Math.abs(moved) > SWIPE) step(moved < 0 ? 1 : -1);
  };
  return (
    <dialog ref={node} aria-label={label} onClose={(event) => isHere(event) && onClose()} onKeyDown={press} className="m-0 h-dvh max-h-none w-screen max-w-none bg-ground text-ink" data-lightbox={id}>
      <div className={PLACES}>
        <p className={`min-w-0 self-center truncate pl-4 [grid-area:title] min-[640px]:pl-6 ${TOP}`} aria-live="polite">
          {title && <span className="font-medium">{title}</span>} <span className="tabular text-13 text-quiet">{say("albums.place", { n: index + 1, of: count })}</span>
        </p>
        {tools && <div className="flex items-center justify-evenly gap-1 [grid-area:tools] max-[639px]:pb-2 min-[640px]:pt-1">{tools}</div>}
        <div className={`pb-1 pr-2 [grid-area:close] min-[640px]:pr-4 ${TOP}`}>
          <button type="button" className="icon-button" onClick={() => node.current.close()} aria-label={say("act.close")} data-act="close">
            <Icon name="x" />
          </button>
        </div>
        <div className="relative min-h-0 touch-pan-y p-2 [grid-area:stage] min-[640px]:p-4" onPointerDown={(event) => (from.current = event.clientX)} onPointerUp={up} onPointerCancel={() => (from.current = null)}>
          {children}
          {count > 1 && <Steps onStep={step} />}
        </div>
        {footer && <footer className="flex flex-wrap [grid-area:foot] items-center justify-center gap-3 px-4 pb-[calc(12px+env(safe-area-inset-bottom))]">{footer}</footer>}
      </div>
    </dialog>
  );
}

export function Whole({ src, alt, blur }) {
  return <img key={src} src={src} alt={alt} draggable={false} className="size-full select-none object-contain" style={blur ? { background: `url(${blur}) center / contain no-repeat` } : undefined} />;
}
