// One picture for a form: chosen, dropped, pasted or taken with the phone. It is sent in pieces as
// soon as it is there, so that the form has to carry nothing but its name.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";

const LOOK_MS = 500;
const KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";
const NOTHING = { state: "none", share: 0 };

class Refused extends Error {}

async function told(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.error?.message ?? "");
  return body;
}

// `fetch` does not say how much of a body has left.
function send(path, offset, piece, onSent, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", path);
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.setRequestHeader("Upload-Offset", String(offset));
    request.upload.onprogress = (event) => onSent(offset + event.loaded);
    request.onload = () => {
      const body = JSON.parse(request.responseText || "{}");
      if (request.status < 300) resolve(body);
      else reject(new Refused(body.error?.message ?? ""));
    };
    request.onerror = () => reject(new Error("offline"));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(piece);
  });
}

const pause = (signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, LOOK_MS);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(new DOMException("", "AbortError"))));
  });

async function upload(file, onShare, signal) {
  const body = JSON.stringify({ name: file.name || "picture", size: file.size });
  const headers = { "Content-Type": "application/json" };
  let now = await told(await fetch("/api/uploads", { method: "POST", credentials: "same-origin", headers, body, signal }));
  const path = `/api/uploads/${now.id}`;
  while (now.state === "receiving" && now.offset < file.size) {
    const piece = file.slice(now.offset, now.offset + now.piece);
    now = await send(path, now.offset, piece, (sent) => onShare(sent / file.size), signal);
  }
  onShare(1);
  while (now.state !== "ready" && now.state !== "refused") {
    await pause(signal);
    now = await told(await fetch(path, { credentials: "same-origin", signal }));
  }
  if (now.state === "refused") throw new Refused(now.refusal?.reason ?? "");
  return now;
}

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

const imageIn = (list) => [...(list ?? [])].find((file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name));

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
      const file = imageIn(event.clipboardData?.files);
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
    take(imageIn(event.dataTransfer.files) ?? event.dataTransfer.files[0]);
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
