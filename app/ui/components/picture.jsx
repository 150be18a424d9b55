// One picture for a form: chosen, dropped, pasted or taken with the phone. It is sent in pieces as
// soon as it is there, so that the form has to carry nothing but its name.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { imagesIn, KINDS, Refused, upload } from "./sending.jsx";

const NOTHING = { state: "none", share: 0 };

function usePicture() {
  const [it, setIt] = useState(NOTHING);
  const going = useRef(null);
  const take = useCallback(async (file) => {
    if (!file) return;
    going.current?.abort();
    const control = new AbortController();
    going.current = control;
    const stem = file.name.replace(/\.[^.]*$/, "").replace(/[_-]+/g, " ").trim();
    setIt({ state: "sending", share: 0, local: URL.createObjectURL(file), stem });
    const mine = (change) => going.current === control && setIt((was) => ({ ...was, ...change }));
    try {
      const made = await upload(file, (share) => mine({ share }), control.signal);
      mine({ state: "ready", id: made.id, thumb: made.thumb_url });
    } catch (problem) {
      if (problem.name === "AbortError") return;
      mine({ state: "failed", reason: problem instanceof Refused ? problem.message : "", file });
    }
  }, []);
  const clear = useCallback(() => {
    going.current?.abort();
    going.current = null;
    setIt(NOTHING);
  }, []);
  useEffect(() => () => going.current?.abort(), []);
  useEffect(() => () => it.local && URL.revokeObjectURL(it.local), [it.local]);
  return { it, take, clear };
}

function Preview({ it, onClear, onAgain }) {
  const say = useWords();
  const sending = it.state === "sending";
  return (
    <div className="flex items-center gap-4" data-picture={it.state}>
      <img src={it.thumb ?? it.local} alt={say("picture.alt")} className="size-28 flex-none rounded-soft bg-sunken object-cover" onError={(event) => (event.target.style.visibility = "hidden")} />
      <div className="min-w-0 flex-1">
        {sending && (
          <>
            <p role="status">{say(it.share < 1 ? "picture.sending" : "picture.checking")}</p>
            <div role="progressbar" aria-label={say("picture.sending")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(it.share * 100)} className="mt-2 h-1 overflow-hidden rounded-full bg-line">
              <div className="h-full rounded-full bg-model transition-[width]" style={{ width: `${it.share * 100}%` }} />
            </div>
          </>
        )}
        {it.state === "ready" && (
          <p role="status" className="flex items-center gap-2">
            <Icon name="check" className="text-model" /> {say("picture.ready")}
          </p>
        )}
        {it.state === "failed" && (
          <p role="alert" className="text-danger">
            {it.reason || say("picture.failed")}
          </p>
        )}
        <div className="-ml-3 mt-1 flex">
          {it.state === "failed" && !it.reason && (
            <button type="button" className="button button-quiet" onClick={onAgain}>
              {say("act.retry")}
            </button>
          )}
          <button type="button" className="button button-quiet" onClick={onClear} data-act="clear-picture">
            {say("picture.another")}
          </button>
        </div>
      </div>
    </div>
  );
}

export function PictureField({ name, wrong }) {
  const say = useWords();
  const { it, take, clear } = usePicture();
  const [over, setOver] = useState(false);
  const [touch, setTouch] = useState(false);
  const choose = useRef(null);
  const camera = useRef(null);
  useEffect(() => setTouch(matchMedia("(pointer: coarse)").matches), []);
  useEffect(() => {
    const paste = (event) => {
      const [file] = imagesIn(event.clipboardData?.files);
      if (!file) return;
      event.preventDefault();
      take(file);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [take]);
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(imagesIn(event.dataTransfer.files)[0] ?? event.dataTransfer.files[0]);
  };
  const picked = (event) => {
    take(event.target.files[0]);
    event.target.value = "";
  };
  const hover = (is) => (event) => (event.preventDefault(), setOver(is));
  return (
    <div
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={drop}
      className={`card border-dashed px-5 py-6 ${over ? "border-accent bg-wash" : ""} ${wrong ? "border-danger" : "border-moon-rim"}`}
    >
      <input type="hidden" name={name} value={it.state === "ready" ? it.id : ""} readOnly />
      <input type="hidden" name={`${name}_name`} value={it.stem ?? ""} readOnly />
      <input ref={choose} type="file" accept={KINDS} onChange={picked} className="sr-only" tabIndex={-1} aria-label={say("picture.choose")} data-file />
      <input ref={camera} type="file" accept="image/*" capture="environment" onChange={picked} className="sr-only" tabIndex={-1} aria-hidden />
      {it.state === "none" ? (
        <div className="flex flex-col items-center gap-3 text-center">
          <Icon name="image" size={28} className="text-quiet" />
          <div className="flex flex-wrap justify-center gap-2">
            <button type="button" className="button button-plain" onClick={() => choose.current.click()} data-act="choose-picture">
              {say("picture.choose")}
            </button>
            {touch && (
              <button type="button" className="button button-plain" onClick={() => camera.current.click()} data-act="camera">
                <Icon name="camera" /> {say("picture.camera")}
              </button>
            )}
          </div>
          <p className="text-13 text-quiet">{say(touch ? "picture.hint_touch" : "picture.hint")}</p>
        </div>
      ) : (
        <Preview it={it} onClear={clear} onAgain={() => take(it.file)} />
      )}
    </div>
  );
}
