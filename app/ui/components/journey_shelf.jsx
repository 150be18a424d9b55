// Journeys among others: a cover on the shelf, and the book that is being read on the front page.
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { BookCover } from "./covers.jsx";
import { Icon } from "./icons.jsx";
import { Stars } from "./journey_parts.jsx";
import { Disc } from "./moon.jsx";

function farness(say, { status, page, pages, songs, making }) {
  const words = [];
  if (making) words.push(say("journey.making", { n: making }));
  else if (songs) words.push(say("journey.songs", { n: songs }));
  if (status !== "finished" && page) words.push(pages ? say("journey.progress", { n: page, of: pages }) : say("journey.page", { n: page }));
  return words.join(" · ");
}

export function JourneyCover({ journey }) {
  const say = useWords();
  const { id, title, author, cover, status, making } = journey;
  return (
    <Link to={`/journeys/${id}`} className="journey-cover group block" data-open data-journey={title}>
      <span className="relative block">
        <BookCover title={title} author={author} src={cover} className={`journey-book w-full ${status === "set_aside" ? "opacity-60" : ""}`} />
        {(making > 0 || status === "finished") && (
          <span className="absolute -bottom-2 -right-2 grid size-9 place-items-center rounded-full bg-ground">
            {making > 0 ? <Icon name="spinner" size={18} className="spin text-accent" /> : <Disc phase={1} state="ready" size={24} />}
          </span>
        )}
      </span>
      <span className="mt-4 line-clamp-2 wrap-anywhere font-said text-17 font-medium leading-snug group-hover:underline">{title}</span>
      {author && <span className="mt-0.5 block truncate text-13 text-quiet">{author}</span>}
      <span className="tabular mt-1 block text-13 text-quiet">{farness(say, journey)}</span>
      {status === "finished" && <Stars rating={journey.rating} className="mt-1" />}
      <span className="sr-only">{say(`journey.status.${status}`)}</span>
    </Link>
  );
}

export function ReadingNow({ journey }) {
  const say = useWords();
  const { id, title, author, cover, page, pages } = journey;
  if (!id) return null;
  const share = pages && page ? Math.min(1, page / pages) : 0;
  return (
    <section className="mt-12" aria-label={say("journey.reading_now")} data-reading-now>
      <h2 className="mb-3 text-21">{say("journey.reading_now")}</h2>
      <Link to={`/journeys/${id}`} className="card group flex items-center gap-5 p-4 min-[640px]:p-5">
        <BookCover title={title} author={author} src={cover} width={64} />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 wrap-anywhere font-said text-21 font-medium leading-snug group-hover:underline">{title}</span>
          <span className="block truncate text-13 text-quiet">{author}</span>
          {share > 0 && (
            <span className="mt-2.5 block h-1 max-w-60 overflow-hidden rounded-full bg-line" aria-hidden>
              <span className="block h-full rounded-full bg-moon-lit" style={{ width: `${share * 100}%` }} />
            </span>
          )}
          <span className="tabular mt-1.5 block text-13 text-quiet">{farness(say, journey)}</span>
        </span>
        <Icon name="right" className="text-quiet" />
      </Link>
    </section>
  );
}
