// Pictures that were shown by a link: one of them, or a whole album, as large as one likes.
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";

function Large({ pictures, at, onMove, mayDownload }) {
  const say = useWords();
  const node = useRef(null);
  const one = pictures[at];
  useEffect(() => {
    if (!node.current?.open) node.current?.showModal();
  }, []);
  const step = (by) => onMove((at + by + pictures.length) % pictures.length);
  const keys = (event) => {
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  };
  return (
    <dialog ref={node} aria-label={one.title} onClose={() => onMove(null)} onKeyDown={keys} className="m-0 h-dvh max-h-none w-screen max-w-none bg-ground text-ink" data-large={one.id}>
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-1 px-2 py-1">
          <p className="tabular min-w-0 flex-1 truncate pl-2 text-13 text-quiet">{say("albums.place", { n: at + 1, of: pictures.length })}</p>
          {mayDownload && (
            <a className="icon-button" href={`${one.url}?download=1`} download aria-label={say("song.download")}>
              <Icon name="download" />
            </a>
          )}
          <button type="button" className="icon-button" autoFocus onClick={() => node.current.close()} aria-label={say("act.close")}>
            <Icon name="x" />
          </button>
        </header>
        <button type="button" className="min-h-0 flex-1 p-2" onClick={() => step(1)} aria-label={say("albums.next")}>
          <img key={one.id} src={one.url} alt={one.title} className="size-full object-contain" />
        </button>
      </div>
    </dialog>
  );
}

export function SharedPhotos({ shown, head }) {
  const say = useWords();
  const [at, setAt] = useState(null);
  const pictures = shown.items;
  const alone = pictures.length === 1;
  return (
    <>
      {head}
      <ul className={`mt-8 grid gap-3 ${alone ? "" : "grid-cols-2 min-[640px]:grid-cols-3"}`}>
        {pictures.map((one, index) => (
          <li key={one.id}>
            <button type="button" className="block w-full overflow-hidden rounded-card bg-sunken bg-cover" style={{ backgroundImage: one.blur ? `url(${one.blur})` : undefined, aspectRatio: one.width && one.height ? `${one.width} / ${one.height}` : "3 / 4" }} onClick={() => setAt(index)} aria-label={say("albums.open_one", { name: one.title })}>
              <img src={alone ? one.url : (one.thumb_url ?? one.url)} alt="" loading="lazy" className="size-full object-cover" />
            </button>
          </li>
        ))}
      </ul>
      {pictures.length === 0 && <p className="py-6 text-quiet">{say("albums.empty_shown")}</p>}
      {at !== null && pictures[at] && <Large pictures={pictures} at={at} onMove={setAt} mayDownload={shown.may_download} />}
    </>
  );
}
