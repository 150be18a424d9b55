// One picture as large as the screen: keys, swipe, and a slider that lays it over what it came from.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { ShareButton } from "./shares.jsx";

const SWIPE = 48;

// Two pictures in one place; the line between them is moved with a finger, the mouse or the arrows.
export function Compare({ under, over, alt }) {
  const say = useWords();
  const [at, setAt] = useState(50);
  return (
    <div className="relative grid size-full place-items-center" data-compare>
      <div className="relative h-full max-w-full" style={{ aspectRatio: over.width && over.height ? `${over.width} / ${over.height}` : "3 / 4" }}>
        <img src={under.src} alt={under.alt} className="absolute inset-0 size-full rounded-soft object-cover" />
        <img src={over.src} alt={alt} className="absolute inset-0 size-full rounded-soft object-cover" style={{ clipPath: `inset(0 0 0 ${at}%)` }} />
        <span aria-hidden className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-surface" style={{ left: `${at}%` }} />
        <input type="range" min={0} max={100} value={at} aria-label={say("albums.compare_line")} onChange={(event) => setAt(event.target.valueAsNumber)} onKeyDown={(event) => event.stopPropagation()} className="absolute inset-0 size-full cursor-ew-resize opacity-0" data-slider />
        <span aria-hidden className="pointer-events-none absolute top-1/2 grid size-10 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full border border-line bg-surface text-ink shadow-float" style={{ left: `${at}%` }}>
          <Icon name="compare" />
        </span>
      </div>
    </div>
  );
}

function useTakes(picture, open) {
  const [takes, setTakes] = useState([]);
  useEffect(() => {
    setTakes([]);
    if (!open || picture.takes < 2) return;
    ask(`/api/assets/${picture.id}/takes`).then(({ told }) => setTakes(told?.items ?? told?.takes ?? []));
  }, [picture.id, picture.takes, open]);
  return takes;
}

function Beside({ picture, takes, chosen, onChoose }) {
  const say = useWords();
  const others = takes.filter((take) => take.id !== picture.id);
  if (!others.length) return null;
  return (
    <div className="flex flex-wrap justify-center gap-2" role="group" aria-label={say("albums.compare_with")}>
      <button type="button" className="chip min-h-11" aria-pressed={!chosen} onClick={() => onChoose(null)}>
        {say("albums.reference")}
      </button>
      {others.map((take) => (
        <button key={take.id} type="button" className="chip tabular min-h-11" aria-pressed={chosen?.id === take.id} onClick={() => onChoose(take)}>
          {say("history.take", { n: take.take })}
        </button>
      ))}
    </div>
  );
}

export function Lightbox({ pictures, at, onMove, onClose, onStar, onAgain }) {
  const say = useWords();
  const node = useRef(null);
  const from = useRef(null);
  const [comparing, setComparing] = useState(false);
  const [other, setOther] = useState(null);
  const index = pictures.findIndex((each) => each.id === at);
  const picture = pictures[index] ?? pictures[0];
  const takes = useTakes(picture, comparing);
  useEffect(() => {
    if (!node.current?.open) node.current?.showModal();
    node.current?.querySelector("[data-act=close]")?.focus();
  }, []);
  useEffect(() => setOther(null), [picture.id]);
  const step = useCallback((by) => pictures.length > 1 && onMove(pictures[(index + by + pictures.length) % pictures.length].id), [pictures, index, onMove]);
  const keys = (event) => {
    const acts = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), f: () => onStar(picture), c: () => setComparing(!comparing) };
    const act = acts[event.key];
    if (!act || event.target.matches("input, textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const up = (event) => {
    const moved = from.current === null ? 0 : event.clientX - from.current;
    from.current = null;
    if (!comparing && Math.abs(moved) > SWIPE) step(moved < 0 ? 1 : -1);
  };
  const file = `/api/assets/${picture.id}/file`;
  const alt = say("albums.picture_alt", { name: picture.name });
  const { width, height } = picture.file.meta ?? {};
  const under = other ? { src: `/api/assets/${other.id}/file`, alt: say("history.take", { n: other.take }) } : { src: `/api/uploads/${picture.reference}/file`, alt: say("albums.reference") };
  return (
    <dialog ref={node} aria-label={picture.name} onClose={onClose} onKeyDown={keys} className="m-0 h-dvh max-h-none w-screen max-w-none bg-ground text-ink" data-lightbox={picture.id}>
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-1 px-2 py-1 min-[640px]:px-4">
          <p className="min-w-0 flex-1 truncate pl-2" aria-live="polite">
            <span className="font-medium">{picture.name}</span> <span className="tabular text-13 text-quiet">{say("albums.place", { n: index + 1, of: pictures.length })}</span>
          </p>
          <button type="button" className="icon-button" aria-pressed={picture.favourite} aria-label={say("song.favourite")} title={say("song.favourite")} onClick={() => onStar(picture)} data-act="star">
            <Icon name={picture.favourite ? "heartFull" : "heart"} />
          </button>
          <button type="button" className="icon-button" aria-pressed={comparing} aria-label={say("albums.compare")} title={say("albums.compare")} onClick={() => setComparing(!comparing)} data-act="compare-picture">
            <Icon name="compare" />
          </button>
          <a className="icon-button" href={`${file}?download=1`} download aria-label={say("song.download")} title={say("song.download")} data-act="download-picture">
            <Icon name="download" />
          </a>
          <ShareButton kind="photo" target={picture.id} title={picture.name} icon />
          <button type="button" className="icon-button" onClick={() => node.current.close()} aria-label={say("act.close")} data-act="close">
            <Icon name="x" />
          </button>
        </header>
        <div className="relative min-h-0 flex-1 touch-pan-y p-2 min-[640px]:p-4" onPointerDown={(event) => (from.current = event.clientX)} onPointerUp={up} onPointerCancel={() => (from.current = null)}>
          {comparing ? (
            <Compare key={`${picture.id}-${other?.id}`} under={under} over={{ src: file, width, height }} alt={alt} />
          ) : (
            <img key={picture.id} src={file} alt={alt} draggable={false} className="size-full select-none object-contain" style={picture.file.meta?.blur ? { background: `url(${picture.file.meta.blur}) center / contain no-repeat` } : undefined} />
          )}
          {pictures.length > 1 && (
            <>
              <button type="button" className="icon-button absolute left-3 top-1/2 hidden -translate-y-1/2 bg-surface shadow-float min-[640px]:grid" onClick={() => step(-1)} aria-label={say("albums.previous")}>
                <Icon name="left" />
              </button>
              <button type="button" className="icon-button absolute right-3 top-1/2 hidden -translate-y-1/2 bg-surface shadow-float min-[640px]:grid" onClick={() => step(1)} aria-label={say("albums.next")}>
                <Icon name="right" />
              </button>
            </>
          )}
        </div>
        <footer className="flex flex-wrap items-center justify-center gap-3 px-4 pb-[calc(12px+env(safe-area-inset-bottom))]">
          {comparing && <Beside picture={picture} takes={takes} chosen={other} onChoose={setOther} />}
          <button type="button" className="button button-plain" disabled={!!picture.redoing} onClick={() => onAgain(picture)} data-act="again-picture">
            <Icon name="again" size={16} /> {say(picture.redoing ? "albums.again_runs" : "albums.again", { n: picture.credits })}
          </button>
        </footer>
      </div>
    </dialog>
  );
}
