// Who is in an album: photos of each of them, sent while one goes on, several at once.
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { nameOf } from "./albums.jsx";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { imagesIn, KINDS, Refused, upload } from "./sending.jsx";

const AT_ONCE = 2;
let numbers = 0;

// Photos on their way: at most two at a time, the others wait in line.
function useSending(albumId, onArrived) {
  const [sent, setSent] = useState([]);
  const line = useRef([]);
  const busy = useRef(0);
  const control = useRef(new AbortController());
  useEffect(() => () => control.current.abort(), []);
  const change = (id, now) => setSent((was) => was.map((each) => (each.id === id ? { ...each, ...now } : each)));
  const drop = (id) => setSent((was) => was.filter((each) => each.id !== id));
  const next = async () => {
    if (busy.current >= AT_ONCE || !line.current.length) return;
    const { id, file, role } = line.current.shift();
    busy.current += 1;
    change(id, { state: "sending", share: 0, reason: "" });
    try {
      const made = await upload(file, (share) => change(id, { share }), control.current.signal);
      const { problem } = await ask(`/api/ai/albums/${albumId}/photos`, "POST", { uploadId: made.id, role });
      if (problem) throw new Error(problem);
      await onArrived();
      drop(id);
    } catch (trouble) {
      if (trouble.name !== "AbortError") change(id, { state: "failed", reason: trouble instanceof Refused ? trouble.message : "" });
    }
    busy.current -= 1;
    next();
  };
  const take = (files, role) => {
    const fresh = files.map((file) => ({ id: `sent-${(numbers += 1)}`, file, role, state: "waiting", share: 0, local: URL.createObjectURL(file) }));
    setSent((was) => [...was, ...fresh]);
    line.current.push(...fresh);
    for (let n = 0; n < AT_ONCE; n += 1) next();
  };
  const again = (each) => {
    line.current.push(each);
    next();
  };
  return { sent, take, again, drop };
}

function Sent({ each, onAgain, onDrop }) {
  const say = useWords();
  const failed = each.state === "failed";
  return (
    <li className="w-28 flex-none" data-sent={each.state}>
      <span className="relative block aspect-[3/4] overflow-hidden rounded-soft bg-sunken">
        <img src={each.local} alt="" className={`size-full object-cover ${failed ? "opacity-30" : "opacity-60"}`} onError={(event) => (event.target.style.visibility = "hidden")} />
        {!failed && (
          <span role="progressbar" aria-label={say("picture.sending")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(each.share * 100)} className="absolute inset-x-2 bottom-2 h-1 overflow-hidden rounded-full bg-line">
            <span className="block h-full bg-photo transition-[width]" style={{ width: `${each.share * 100}%` }} />
          </span>
        )}
      </span>
      {failed && (
        <span role="alert" className="mt-1 block text-13 text-danger">
          {each.reason || say("picture.failed")}
          <span className="-ml-3 flex">
            {!each.reason && (
              <button type="button" className="button button-quiet px-3" onClick={onAgain}>
                {say("act.retry")}
              </button>
            )}
            <button type="button" className="button button-quiet px-3" onClick={onDrop}>
              {say("act.close")}
            </button>
          </span>
        </span>
      )}
    </li>
  );
}

function Photo({ photo, role, first, onChange }) {
  const say = useWords();
  const [trouble, setTrouble] = useState("");
  const act = async (method, body) => {
    const { problem } = await ask(`${onChange.path}/${photo.id}`, method, body);
    setTrouble(problem ?? "");
    onChange.done();
  };
  return (
    <li className="group relative w-28 flex-none" data-photo={photo.id}>
      <span className="block aspect-[3/4] overflow-hidden rounded-soft bg-sunken bg-cover" style={{ backgroundImage: photo.upload.blur ? `url(${photo.upload.blur})` : undefined }}>
        <img src={photo.upload.thumb_url} alt={say("albums.photo_of", { name: role })} loading="lazy" className="size-full object-cover" />
      </span>
      <span className="mt-0.5 flex justify-between">
        <button type="button" className="icon-button" aria-pressed={first} aria-label={say("albums.first")} title={say(first ? "albums.is_first" : "albums.first")} onClick={() => !first && act("PATCH", { first: true })}>
          <Icon name={first ? "starFull" : "star"} />
        </button>
        <button type="button" className="icon-button" aria-label={say("albums.remove_photo", { name: role })} title={say("albums.remove_photo", { name: role })} onClick={() => act("DELETE")} data-act="remove-photo">
          <Icon name="x" />
        </button>
      </span>
      {trouble && (
        <span role="alert" className="block text-13 text-danger">
          {say(trouble === "conflict" ? "albums.photo_in_use" : "albums.trouble")}
        </span>
      )}
    </li>
  );
}

function Person({ role, photos, sending, onChange }) {
  const say = useWords();
  const [over, setOver] = useState(false);
  const choose = useRef(null);
  const camera = useRef(null);
  const row = useRef(null);
  const [touch, setTouch] = useState(false);
  useEffect(() => setTouch(matchMedia("(pointer: coarse)").matches), []);
  const name = nameOf(say, role);
  const mine = sending.sent.filter((each) => each.role === role.word);
  const picked = (event) => {
    sending.take([...event.target.files], role.word);
    event.target.value = "";
  };
  useEffect(() => void (mine.length && row.current?.scrollTo({ left: row.current.scrollWidth })), [mine.length]);
  const hover = (is) => (event) => (event.preventDefault(), setOver(is));
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    sending.take(imagesIn(event.dataTransfer.files), role.word);
  };
  return (
    <section
      aria-label={name}
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={drop}
      data-role={role.word}
      className={`card min-w-0 p-4 ${over ? "border-accent bg-wash" : ""}`}
    >
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-sans text-15 font-medium">{name}</h3>
        <span className="tabular text-13 text-quiet">{say("albums.photos", { n: photos.length })}</span>
      </div>
      <ul ref={row} className="relative mt-3 flex gap-3 overflow-x-auto pb-1">
        {photos.map((photo, index) => (
          <Photo key={photo.id} photo={photo} role={name} first={index === 0} onChange={onChange} />
        ))}
        {mine.map((each) => (
          <Sent key={each.id} each={each} onAgain={() => sending.again(each)} onDrop={() => sending.drop(each.id)} />
        ))}
        <li className="sticky right-0 w-28 flex-none bg-surface">
          <input ref={choose} type="file" accept={KINDS} multiple onChange={picked} className="sr-only" tabIndex={-1} aria-label={say("albums.add_of", { name })} data-file={role.word} />
          <input ref={camera} type="file" accept="image/*" capture="user" onChange={picked} className="sr-only" tabIndex={-1} aria-hidden />
          <button type="button" className="grid aspect-[3/4] w-full place-items-center rounded-soft border border-dashed border-moon-rim text-quiet hover:border-accent hover:text-ink" onClick={() => choose.current.click()} data-act="add-photo">
            <span className="flex flex-col items-center gap-1 text-13">
              <Icon name="make" /> {say("albums.add")}
            </span>
          </button>
          {touch && (
            <button type="button" className="button button-quiet w-full px-0" onClick={() => camera.current.click()}>
              <Icon name="camera" /> {say("picture.camera")}
            </button>
          )}
        </li>
      </ul>
    </section>
  );
}

export function People({ album, roles, onChanged }) {
  const say = useWords();
  const sending = useSending(album.id, onChanged);
  const first = roles.find((role) => !album.people.some((photo) => photo.role === role.word)) ?? roles[0];
  useEffect(() => {
    const paste = (event) => {
      const files = imagesIn(event.clipboardData?.files);
      if (!files.length) return;
      event.preventDefault();
      sending.take(files, first.word);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });
  const change = { path: `/api/ai/albums/${album.id}/photos`, done: onChanged };
  return (
    <section className="mt-10">
      <h2 className="text-21">{say("albums.people")}</h2>
      <p className="mt-1 text-13 text-quiet">{say("albums.people_hint")}</p>
      <div className="mt-4 grid gap-3 min-[900px]:grid-cols-2">
        {roles.map((role) => (
          <Person key={role.word} role={role} photos={album.people.filter((photo) => photo.role === role.word)} sending={sending} onChange={change} />
        ))}
      </div>
    </section>
  );
}
