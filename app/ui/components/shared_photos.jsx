// Pictures that were shown by a link: one of them, or a whole album, as large as one likes.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Large, Whole } from "./large.jsx";

function Shown({ pictures, at, onMove, mayDownload }) {
  const say = useWords();
  const one = pictures[at];
  const home = mayDownload && (
    <a className="icon-button" href={`${one.url}?download=1`} download aria-label={say("song.download")} title={say("song.download")}>
      <Icon name="download" />
    </a>
  );
  return (
    <Large id={one.id} label={one.title} index={at} count={pictures.length} onStep={onMove} onClose={() => onMove(null)} tools={home}>
      <Whole src={one.url} alt={one.title} blur={one.blur} />
    </Large>
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
      {at !== null && pictures[at] && <Shown pictures={pictures} at={at} onMove={setAt} mayDownload={shown.may_download} />}
    </>
  );
}
