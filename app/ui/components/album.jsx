// One album: who is in it, what is to be taken, and every set of pictures with its cells.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { fileOf, Set, useNames } from "./album_grid.jsx";
import { People } from "./album_people.jsx";
import { useCatalogue } from "./albums.jsx";
import { Wizard } from "./album_wizard.jsx";
import { ask } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Lightbox } from "./lightbox.jsx";
import { ShareButton } from "./shares.jsx";
import { Ask, Rename } from "./sheet.jsx";
import { PageTitle, usePath } from "./shell.jsx";

const SETS = 10;

// The album and its sets, read again whenever something of this person changed.
function useAlbum(id, change) {
  const [it, setIt] = useState({ album: null, sets: [], cursor: null, missing: false });
  const read = useCallback(async () => {
    const [whole, sets] = await Promise.all([ask(`/api/ai/albums/${id}`), ask(`/api/ai/jobs?albumId=${id}&limit=${SETS}`)]);
    if (whole.problem === "not_found") return setIt((was) => ({ ...was, missing: true }));
    if (!whole.told || !sets.told) return undefined; // offline: what is there stays
    return setIt((was) => {
      const fresh = sets.told.jobs;
      const known = new globalThis.Set(fresh.map((each) => each.job.id));
      const older = was.sets.slice(SETS).filter((each) => !known.has(each.job.id));
      return { album: whole.told, sets: [...fresh, ...older], cursor: older.length ? was.cursor : sets.told.nextCursor, missing: false };
    });
  }, [id]);
  const further = async () => {
    const { told } = await ask(`/api/ai/jobs?albumId=${id}&limit=${SETS}&cursor=${encodeURIComponent(it.cursor)}`);
    if (told) setIt((was) => ({ ...was, sets: [...was.sets, ...told.jobs], cursor: told.nextCursor }));
  };
  useEffect(() => void read(), [read, change]);
  return { ...it, read, further };
}

function Going({ album, onGone }) {
  const say = useWords();
  const { photos, pictures, running, waiting, returned, days } = album.deletion;
  const body = [
    say("albums.delete_what", { photos: say("albums.photos", { n: photos }), pictures: say("albums.pictures", { n: pictures }) }),
    waiting > 0 && say("albums.delete_waiting", { n: waiting, credits: returned }),
    running > 0 && say("albums.delete_running", { n: running }),
    days > 0 ? say("albums.delete_days", { n: days }) : say("albums.delete_now"),
  ];
  return <Ask act="delete-album" icon="trash" variant="icon" label={say("albums.delete")} title={say("albums.delete_title", { title: album.title })} body={body.filter(Boolean).join(" ")} yes={say("albums.delete_yes")} onYes={onGone} />;
}

function Head({ album, onRename, onGone }) {
  const say = useWords();
  return (
    <header className="mt-4 min-[900px]:mt-6">
      <p>
        <Link to="/albums" className="quiet-link">
          {say("albums.title")}
        </Link>
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 tabIndex={-1} className="min-w-0 wrap-anywhere font-said text-28 min-[900px]:text-40">
          {album.title}
        </h1>
        <div className="-ml-2 flex items-center">
          <Rename name={album.title} label={say("albums.rename")} title={say("albums.rename")} onName={onRename} max={80} />
          {album.pictures > 0 && <ShareButton kind="album" target={album.id} title={album.title} icon />}
          {album.pictures > 0 && (
            <a className="icon-button" href={`/api/ai/albums/${album.id}/download`} download aria-label={say("albums.zip_all")} title={say("albums.zip_all")} data-act="zip-album">
              <Icon name="download" />
            </a>
          )}
          <Going album={album} onGone={onGone} />
        </div>
      </div>
      <p className="tabular mt-1 text-quiet">
        {say(`albums.kind.${album.kind}`)} · {say("albums.photos", { n: album.photos })} · {say("albums.made", { n: album.pictures })}
      </p>
    </header>
  );
}

function picturesOf(sets, names) {
  return sets.flatMap((set) =>
    set.tasks.flatMap((task) => {
      const made = fileOf(set, task);
      return made ? [{ ...made, set: set.job.id, name: names(task), reference: task.referencePhotoId, takes: task.takes, credits: task.againCredits, redoing: task.redoing }] : [];
    }),
  );
}

function Found({ album, sets, catalogue, running, read, further, cursor, wizard, on }) {
  const say = useWords();
  const go = useNavigate();
  const [open, setOpen] = useState(null);
  const [stars, setStars] = useState({});
  const names = useNames(catalogue, album.kind);
  const jobs = useMemo(() => new Map(running.map((job) => [job.id, job])), [running]);
  const roles = catalogue.kinds.find((each) => each.word === album.kind)?.roles ?? [];
  const starred = sets.map((set) => ({ ...set, generations: set.generations.map((each) => ({ ...each, favourite: stars[each.id] ?? each.favourite })) }));
  const pictures = picturesOf(starred, names);
  const star = async ({ id, favourite }) => {
    setStars((was) => ({ ...was, [id]: !favourite }));
    const { problem } = await ask(`/api/assets/${id}`, "PATCH", { favourite: !favourite });
    if (problem) setStars((was) => ({ ...was, [id]: favourite }));
  };
  const act = { open: setOpen, star, gone: read, cancel: on.onCancel, redo: (id) => on.onRedo(id), retry: on.onRetry };
  const rename = async (title) => {
    await ask(`/api/ai/albums/${album.id}`, "PATCH", { title });
    read();
  };
  const gone = async () => {
    const { problem } = await ask(`/api/ai/albums/${album.id}`, "DELETE");
    if (!problem) go("/albums");
  };
  const first = sets.length === 0;
  return (
    <>
      <PageTitle words={album.title} />
      <Head album={album} onRename={rename} onGone={gone} />
      {!first && <Wall sets={starred} jobs={jobs} names={names} act={act} />}
      {cursor && (
        <button type="button" className="button button-quiet mt-6" onClick={further}>
          {say("act.more")}
        </button>
      )}
      <People album={album} roles={roles} onChanged={read} />
      <Wizard album={album} catalogue={catalogue} roles={roles} {...wizard} />
      {open && pictures.length > 0 && <Lightbox pictures={pictures} at={open} onMove={setOpen} onClose={() => setOpen(null)} onStar={star} onGone={read} onAgain={(each) => on.onAgain(each.set, each.index)} />}
    </>
  );
}

function Wall({ sets, jobs, names, act }) {
  return sets.map((set) => <Set key={set.job.id} set={set} job={jobs.get(set.job.id)} names={names} act={act} />);
}

export function AlbumDesk({ running, offers, offer, against, started, told, onChoose, onStart, ...on }) {
  const say = useWords();
  const id = usePath().split("/")[2] ?? "";
  const catalogue = useCatalogue();
  const last = useRef("");
  // Whatever ran and does not any more, or moved on, may have changed this album.
  last.current = `${told}|${running.map((job) => `${job.id}${job.status}${job.made}${Math.round(job.progress * 20)}`).join()}`;
  const { album, sets, cursor, missing, read, further } = useAlbum(id, last.current);
  if (missing) {
    return (
      <>
        <h1 tabIndex={-1} className="mt-8 text-28">
          {say("albums.missing")}
        </h1>
        <p className="mt-3 text-quiet">{say("albums.missing_body")}</p>
        <Link to="/albums" className="button button-plain mt-6">
          {say("albums.title")}
        </Link>
      </>
    );
  }
  if (!album || !catalogue || album.id !== id) {
    return (
      <div aria-hidden>
        <h1 className="mt-8 text-28">{"\u00a0"}</h1>
        <div className="sheen mt-6 h-72" />
      </div>
    );
  }
  return <Found album={album} sets={sets} cursor={cursor} catalogue={catalogue} running={running} read={read} further={further} wizard={{ offers, offer, against, started, told, onChoose, onStart }} on={on} />;
}
