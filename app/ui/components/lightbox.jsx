// A picture of an album, large: kept, shown, taken once more, and laid over what it came from.
import { useCallback, useEffect, useState } from "react";
import { useWords } from "../../words/words.js";
import { Parting } from "./album_parting.jsx";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Large, Whole } from "./large.jsx";
import { ShareButton } from "./shares.jsx";

const fileAt = (picture) => `/api/assets/${picture.id}/file`;

// Two pictures in one place; the line between them is moved with a finger, the mouse or the arrows.
export function Compare({ under, over, alt }) {
  const say = useWords();
  const [at, setAt] = useState(50);
  const ratio = over.width && over.height ? over.width / over.height : 0.75;
  return (
    <div className="relative grid size-full place-items-center [container-type:size]" data-compare>
      <div className="relative" style={{ width: `min(100cqw, ${ratio} * 100cqh)`, aspectRatio: ratio }}>
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

function Tools({ picture, comparing, onCompare, onStar, onGone }) {
  const say = useWords();
  return (
    <>
      <button type="button" className="icon-button" aria-pressed={picture.favourite} aria-label={say("song.favourite")} title={say("song.favourite")} onClick={() => onStar(picture)} data-act="star">
        <Icon name={picture.favourite ? "heartFull" : "heart"} />
      </button>
      <button type="button" className="icon-button" aria-pressed={comparing} aria-label={say("albums.compare")} title={say("albums.compare")} onClick={onCompare} data-act="compare-picture">
        <Icon name="compare" />
      </button>
      <a className="icon-button" href={`${fileAt(picture)}?download=1`} download aria-label={say("song.download")} title={say("song.download")} data-act="download-picture">
        <Icon name="download" />
      </a>
      <ShareButton kind="photo" target={picture.id} title={picture.name} icon />
      <Parting key={picture.id} ids={[picture.id]} onGone={onGone} />
    </>
  );
}

export function Lightbox({ pictures, at, onMove, onClose, onStar, onAgain, onGone }) {
  const say = useWords();
  const [comparing, setComparing] = useState(false);
  const [other, setOther] = useState(null);
  const index = Math.max(0, pictures.findIndex((each) => each.id === at));
  const picture = pictures[index];
  const takes = useTakes(picture, comparing);
  useEffect(() => setOther(null), [picture.id]);
  const step = useCallback((to) => onMove(pictures[to].id), [pictures, onMove]);
  const compare = () => setComparing(!comparing);
  const gone = () => {
    const next = pictures[index + 1] ?? pictures[index - 1];
    if (next) onMove(next.id);
    else onClose();
    onGone();
  };
  const alt = say("albums.picture_alt", { name: picture.name });
  const { width, height, blur } = picture.file.meta ?? {};
  const under = other ? { src: fileAt(other), alt: say("history.take", { n: other.take }) } : { src: `/api/uploads/${picture.reference}/file`, alt: say("albums.reference") };
  const footer = (
    <>
      {comparing && <Beside picture={picture} takes={takes} chosen={other} onChoose={setOther} />}
      <button type="button" className="button button-plain" disabled={!!picture.redoing} onClick={() => onAgain(picture)} data-act="again-picture">
        <Icon name="again" size={16} /> {say(picture.redoing ? "albums.again_runs" : "albums.again", { n: picture.credits })}
      </button>
    </>
  );
  return (
    <Large
      id={picture.id}
      label={picture.name}
      title={picture.name}
      index={index}
      count={pictures.length}
      onStep={step}
      onClose={onClose}
      tools={<Tools picture={picture} comparing={comparing} onCompare={compare} onStar={onStar} onGone={gone} />}
      footer={footer}
      keys={{ f: () => onStar(picture), c: compare }}
      held={comparing}
    >
      {comparing ? <Compare key={`${picture.id}-${other?.id}`} under={under} over={{ src: fileAt(picture), width, height }} alt={alt} /> : <Whole src={fileAt(picture)} alt={alt} blur={blur} />}
    </Large>
  );
}
