// Any two of a kind beside each other, and what is known of both; it speaks to the REST routes.
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { ask } from "./asking.jsx";
import { SongPair } from "./compare_songs.jsx";
import { valueOf } from "./history.jsx";
import { Compare } from "./lightbox.jsx";
import { minutes } from "./time.jsx";
import { Pair, pictureOf } from "./viewer.jsx";
import { packed } from "./wave.jsx";

const LETTERS = ["A", "B"];
const SHOWS = {
  song: ["length", "genre", "mood", "tempo", "bpm", "key", "meter", "instruments"],
  photo: ["pixels"],
  model3d: ["size_cm", "triangles", "materials"],
};
const PAGES = {
  song: (job) => `/song/${job.id}`,
  photo: (job) => `/albums/${job.params.album_id}`,
  model3d: (job) => `/model/${job.id}`,
};

const asked = () => ["a", "b"].map((name) => new URLSearchParams(location.search).get(name) ?? "-");

async function one(id) {
  const file = (await ask(`/api/assets/${encodeURIComponent(id)}`)).told;
  const job = file && (await ask(`/api/jobs/${file.job_id}`)).told;
  return job ? { file, job } : null;
}

function pieceOf({ file, job }, at) {
  const task = job.tasks.find((each) => each.id === file.task_id);
  const { meta, medium } = file;
  return {
    id: file.id,
    letter: LETTERS[at],
    name: file.title,
    take: file.take,
    number: meta.number,
    medium,
    page: PAGES[medium](job),
    picture: pictureOf(file),
    peaks: packed(meta.peaks),
    duration: meta.duration_s ?? 0,
    width: meta.width,
    height: meta.height,
    facts: { ...meta.facts, ...meta.shape },
    provider: job.provider_title,
    seed: task?.seed ?? null,
    price: task?.price ?? job.price,
    words: { prompt: job.params.prompt, lyrics: job.params.lyrics || meta.lyrics },
  };
}

// Pictures of one set, and takes of one thing, have one name: their numbers tell them apart.
function named(say, pieces) {
  const [a, b] = pieces;
  if (a.name !== b.name) return pieces;
  const told = (piece) => (a.number === b.number ? say("history.take", { n: piece.take }) : say("history.picture", { n: piece.number }));
  return pieces.map((piece) => ({ ...piece, name: `${piece.name} · ${told(piece)}` }));
}

function wordsOf(say, piece, name) {
  if (name === "length") return minutes(piece.duration);
  if (name === "pixels") return piece.width ? `${piece.width} × ${piece.height}` : "";
  if (name === "provider") return piece.provider;
  if (name === "seed") return piece.seed === null ? "" : String(piece.seed);
  if (name === "price") return say("make.price", { n: piece.price });
  const value = piece.facts[name];
  return value === undefined || value === null || value === "" ? "" : valueOf(say, name, Array.isArray(value) ? value.join(", ") : String(value));
}

function Facts({ pieces }) {
  const say = useWords();
  const lines = [...SHOWS[pieces[0].medium], "provider", "seed", "price"]
    .map((name) => [name, pieces.map((piece) => wordsOf(say, piece, name))])
    .filter(([, words]) => words.some(Boolean));
  return (
    <table className="tabular mt-8 w-full table-fixed">
      <caption className="sr-only">{say("compare.facts")}</caption>
      <thead>
        <tr className="border-b border-line align-bottom">
          <td className="w-[26%]" />
          {pieces.map((piece) => (
            <th key={piece.id} scope="col" className="py-2 pl-3 text-left font-medium">
              <span className="block text-13 text-quiet">{piece.letter}</span>
              <Link to={piece.page} className="line-clamp-2 break-words hover:underline">
                {piece.name}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, words]) => (
          <tr key={name} className="border-b border-line align-top">
            <th scope="row" className="py-2 text-left font-normal text-quiet">
              {say(`fact.${name}`)}
            </th>
            {words.map((text, at) => (
              <td key={pieces[at].id} className={`break-words py-2 pl-3 ${name === "seed" ? "max-[479px]:text-13" : ""} ${words[0] === words[1] ? "text-quiet" : ""}`}>
                {text || "–"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// What was asked for, and what is sung: once where both say the same.
function Wishes({ pieces, name }) {
  const say = useWords();
  const texts = pieces.map((piece) => piece.words[name]);
  if (!texts.some(Boolean)) return null;
  const same = texts[0] === texts[1];
  const shown = same ? [texts[0]] : texts;
  return (
    <section className="mt-10">
      <h2 className="text-21">{say(name === "lyrics" ? "song.lyrics" : "song.asked")}</h2>
      <div className={`mt-3 grid gap-6 ${same ? "" : "min-[640px]:grid-cols-2"}`}>
        {shown.map((text, at) => (
          <figure key={pieces[at].id} className="min-w-0">
            <figcaption className="text-13 text-quiet">{same ? say("compare.both") : pieces[at].letter}</figcaption>
            <blockquote className={`mt-1 whitespace-pre-wrap break-words ${name === "lyrics" ? "text-quiet" : "font-said text-17 leading-relaxed"}`}>{text || "–"}</blockquote>
          </figure>
        ))}
      </div>
    </section>
  );
}

function PhotoPair({ pieces }) {
  const say = useWords();
  const [a, b] = pieces;
  const shown = (piece) => ({ src: `/api/assets/${piece.id}/file`, width: piece.width, height: piece.height, alt: say("albums.picture_alt", { name: `${piece.letter}: ${piece.name}` }) });
  const ratio = b.width && b.height ? b.width / b.height : 0.75;
  // As wide as the pictures are, so that the letters stand at their edges.
  return (
    <figure className="mx-auto" style={{ maxWidth: `calc(${ratio} * min(70dvh, 720px))` }}>
      <div style={{ aspectRatio: ratio }}>
        <Compare under={shown(a)} over={shown(b)} alt={shown(b).alt} />
      </div>
      <figcaption className="mt-2 flex justify-between text-quiet" aria-hidden>
        {pieces.map((piece) => (
          <span key={piece.id}>{piece.letter}</span>
        ))}
      </figcaption>
    </figure>
  );
}

const STAGES = { song: SongPair, photo: PhotoPair, model3d: Pair };

export function CompareDesk() {
  const say = useWords();
  const [found, setFound] = useState(null);
  useEffect(() => {
    let here = true;
    Promise.all(asked().map(one)).then((both) => here && setFound(both.filter(Boolean).map(pieceOf)));
    return () => (here = false);
  }, []);
  if (!found) return <div className="sheen mt-6 h-80" aria-hidden />;
  const [a, b] = found;
  if (!b || a.medium !== b.medium) return <p className="mt-6 text-17 text-quiet">{say("compare.missing")}</p>;
  const pieces = named(say, found);
  const Stage = STAGES[a.medium];
  return (
    <div className="mt-6" data-compared={a.medium}>
      <Stage pieces={pieces} />
      <Facts pieces={pieces} />
      <Wishes pieces={pieces} name="prompt" />
      <Wishes pieces={pieces} name="lyrics" />
    </div>
  );
}
