// The shelf of albums, and how a new one begins: what it is for, and a name.
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Disc, Moon } from "./moon.jsx";
import { Sheet, useSheet } from "./sheet.jsx";

const FIRST = "WEDDING";

export const nameOf = (say, each) => each?.[say.language] ?? "";

// What can be chosen is the same for everybody and for the whole visit.
let known = null;
export function useCatalogue() {
  const [catalogue, setCatalogue] = useState(known);
  useEffect(() => {
    if (known) return;
    ask("/api/ai/catalogue").then(({ told }) => told && setCatalogue((known = told)));
  }, []);
  return catalogue;
}

function Begin({ catalogue }) {
  const say = useWords();
  const go = useNavigate();
  const sheet = useSheet();
  const [kind, setKind] = useState(FIRST);
  const [problem, setProblem] = useState("");
  const [waits, setWaits] = useState(false);
  const begin = async (event) => {
    event.preventDefault();
    const title = new FormData(event.currentTarget).get("title").toString().trim() || say(`albums.kind.${kind}`);
    setWaits(true);
    const { told, problem: found } = await ask("/api/ai/albums", "POST", { kind, title });
    setWaits(false);
    setProblem(found ?? "");
    if (told) go(`/albums/${told.id}`);
  };
  return (
    <>
      <button type="button" className="button button-primary" onClick={sheet.open} data-act="new-album">
        <Icon name="make" /> {say("albums.new")}
      </button>
      <Sheet sheet={sheet} label={say("albums.new")}>
        <h2 className="pr-10 text-21">{say("albums.new")}</h2>
        <form className="mt-4 flex flex-col gap-5" onSubmit={begin}>
          <fieldset>
            <legend className="mb-2 font-medium">{say("albums.for")}</legend>
            <div className="flex flex-wrap gap-2">
              {(catalogue?.kinds ?? []).map((each) => (
                <label key={each.word} className="chip relative min-h-11">
                  <input type="radio" name="kind" value={each.word} checked={kind === each.word} onChange={() => setKind(each.word)} className="sr-only" />
                  {say(`albums.kind.${each.word}`)}
                </label>
              ))}
            </div>
            <p className="mt-2 text-13 text-quiet">{say(`albums.about.${kind}`)}</p>
          </fieldset>
          <label>
            <span className="mb-1.5 block font-medium">{say("albums.name")}</span>
            <input className="field" name="title" maxLength={80} autoComplete="off" placeholder={say(`albums.kind.${kind}`)} />
          </label>
          {problem && (
            <p role="alert" className="text-13 text-danger">
              {say("albums.trouble")}
            </p>
          )}
          <button type="submit" className="button button-primary self-end" disabled={waits} data-act="begin-album">
            {say("albums.begin")}
          </button>
        </form>
      </Sheet>
    </>
  );
}

function Cover({ album, job }) {
  const say = useWords();
  return (
    <li className="card relative flex min-w-0 flex-col overflow-hidden hover:border-moon-rim" data-row data-album={album.id}>
      <div className="photo-stage relative grid aspect-[4/5] place-items-center overflow-hidden">
        {album.coverUrl ? (
          <img src={album.coverUrl} alt="" loading="lazy" decoding="async" className="absolute inset-0 size-full object-cover" />
        ) : (
          !job && <Icon name="image" size={40} className="text-quiet" />
        )}
        {job && (
          <span className={album.coverUrl ? "absolute bottom-3 right-3 rounded-full bg-surface p-1.5 shadow-float" : ""}>
            <Moon job={job} size={album.coverUrl ? 28 : 88} />
          </span>
        )}
      </div>
      <div className="border-t border-line p-4">
        <Link to={`/albums/${album.id}`} className="block truncate font-medium after:absolute after:inset-0 hover:underline">
          {album.title}
        </Link>
        <p className="tabular text-13 text-quiet">
          {say(`albums.kind.${album.kind}`)} · {job ? say("albums.of", { n: job.made, of: job.total }) : say("albums.pictures", { n: album.pictures })}
        </p>
      </div>
    </li>
  );
}

function NothingYet({ children }) {
  const say = useWords();
  return (
    <div className="flex flex-col items-center py-16 text-center min-[900px]:py-24">
      <Disc phase={0.3} state="making" size={88} />
      <h2 className="mt-8 text-28">{say("albums.empty_title")}</h2>
      <p className="mb-7 mt-3 max-w-[44ch] text-17 text-quiet">{say("albums.empty")}</p>
      {children}
    </div>
  );
}

export function AlbumsDesk({ running }) {
  const say = useWords();
  const catalogue = useCatalogue();
  const [albums, setAlbums] = useState(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  const jobs = new Map(running.map((job) => [job.id, job]));
  const busy = running.map((job) => job.id).join();
  useEffect(() => {
    ask("/api/ai/albums?limit=50").then(({ told, problem }) => {
      setFailed(!!problem);
      if (told) setAlbums(told);
    });
  }, [busy, turn]);
  const further = async () => {
    const { told } = await ask(`/api/ai/albums?limit=50&cursor=${encodeURIComponent(albums.nextCursor)}`);
    if (told) setAlbums({ ...told, albums: [...albums.albums, ...told.albums] });
  };
  const begin = <Begin catalogue={catalogue} />;
  return (
    <>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-4 min-[900px]:mt-6">
        <h1 tabIndex={-1} className="text-28 min-[900px]:text-40">
          {say("albums.title")}
        </h1>
        {albums?.albums.length > 0 && begin}
      </div>
      {failed && (
        <div role="alert" className="mt-6">
          <p className="text-danger">{say("albums.trouble")}</p>
          <button type="button" className="button button-plain mt-3" onClick={() => setTurn(turn + 1)}>
            {say("act.retry")}
          </button>
        </div>
      )}
      {!albums && !failed && <div className="sheen mt-8 h-64" aria-hidden />}
      {albums?.albums.length === 0 && <NothingYet>{begin}</NothingYet>}
      {albums?.albums.length > 0 && (
        <ul className="mt-8 grid grid-cols-2 gap-3 min-[640px]:grid-cols-3 min-[640px]:gap-4 min-[1120px]:grid-cols-4">
          {albums.albums.map((album) => (
            <Cover key={album.id} album={album} job={jobs.get(album.activeJobId)} />
          ))}
        </ul>
      )}
      {albums?.nextCursor && (
        <button type="button" className="button button-quiet mt-6" onClick={further}>
          {say("act.more")}
        </button>
      )}
    </>
  );
}
