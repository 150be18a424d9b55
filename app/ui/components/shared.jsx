// What somebody with a link sees. It asks for no sign-in, and knows nothing but what the link shows.
import { useEffect, useMemo, useState } from "react";
import { useWords } from "../../words/words.js";
import { ask, toTrack } from "./asking.jsx";
import { BookCover } from "./covers.jsx";
import { Icon } from "./icons.jsx";
import { Crescent, Disc } from "./moon.jsx";
import { PlayButton, TrackWave } from "./player.jsx";
import { play, usePlayer } from "./playing.jsx";
import { SharedPhotos } from "./shared_photos.jsx";
import { PageTitle, usePath } from "./shell.jsx";
import { minutes } from "./time.jsx";
import { Viewer } from "./viewer.jsx";

function Download({ track, small = false }) {
  const say = useWords();
  if (!track.download) return null;
  const label = say("shared.download_named", { title: track.title });
  return (
    <a className={small ? "icon-button" : "button button-plain"} href={track.download} download aria-label={label} title={label}>
      <Icon name="download" /> {!small && say("song.download")}
    </a>
  );
}

function Words({ title, text }) {
  if (!text) return null;
  return (
    <section className="mt-10">
      <h2 className="text-17">{title}</h2>
      <p className="mt-2 max-w-[60ch] whitespace-pre-wrap font-said text-17 leading-relaxed text-quiet">{text}</p>
    </section>
  );
}

function Head({ shown, children }) {
  const say = useWords();
  return (
    <header className="flex items-center gap-5">
      {children}
      <div className="min-w-0">
        {shown.by && <p className="text-quiet">{say("shared.by", { name: shown.by })}</p>}
        <h1 tabIndex={-1} className="break-words font-said text-28 font-medium min-[900px]:text-40">
          {shown.title}
        </h1>
      </div>
    </header>
  );
}

function SharedSong({ shown, tracks }) {
  const say = useWords();
  const [track] = tracks;
  return (
    <>
      <Head shown={shown}>
        <PlayButton track={track} size="large" />
      </Head>
      <div className="card mt-8 px-5 py-6 min-[900px]:px-8">
        <TrackWave track={track} bars={120} height={104} />
        <p className="tabular mt-2 text-right text-13 text-quiet">{minutes(track.duration)}</p>
      </div>
      <div className="mt-4">
        <Download track={track} />
      </div>
      <Words title={say("shared.prompt")} text={shown.prompt} />
      <Words title={say("song.lyrics")} text={shown.lyrics} />
    </>
  );
}

function SharedPlaylist({ shown, tracks }) {
  const say = useWords();
  const player = usePlayer();
  const length = tracks.reduce((sum, track) => sum + track.duration, 0);
  const now = tracks.find((track) => track.id === player.track?.id) ?? tracks[0];
  return (
    <>
      <Head shown={shown} />
      {shown.description && <p className="mt-3 max-w-[60ch] whitespace-pre-wrap text-17 text-quiet">{shown.description}</p>}
      <p className="tabular mt-2 text-13 text-quiet">
        {say("lists.songs", { n: tracks.length })} · {minutes(length)}
      </p>
      {now && (
        <div className="card mt-6 px-5 py-6 min-[900px]:px-8">
          <TrackWave track={now} bars={120} height={72} queue={tracks} />
        </div>
      )}
      {now && (
        <button type="button" className="button button-primary mt-5" onClick={() => play(tracks[0], tracks)} data-act="play-all">
          <Icon name="play" /> {say("lists.play")}
        </button>
      )}
      <ol className="mt-6" aria-label={shown.title}>
        {tracks.map((track) => (
          <li key={track.id} className="row" aria-current={player.track?.id === track.id || undefined} data-row>
            <PlayButton track={track} queue={tracks} />
            <span className={`min-w-0 flex-1 truncate font-medium ${player.track?.id === track.id ? "text-accent" : ""}`}>{track.title}</span>
            <span className="tabular text-13 text-quiet">{minutes(track.duration)}</span>
            <Download track={track} small />
          </li>
        ))}
      </ol>
      {tracks.length === 0 && <p className="py-6 text-quiet">{say("lists.empty_shown")}</p>}
    </>
  );
}

// A finished journey: the book, the sentences its reader chose, and its music from v0 to vFinal.
function SharedJourney({ shown, tracks }) {
  const say = useWords();
  const player = usePlayer();
  const length = tracks.reduce((sum, track) => sum + track.duration, 0);
  return (
    <>
      <header className="flex flex-col items-center text-center">
        <BookCover title={shown.title} author={shown.author} src={shown.cover ?? ""} className="journey-book w-44 min-[900px]:w-52" />
        <h1 tabIndex={-1} className="mt-8 max-w-[24ch] wrap-anywhere font-said text-28 font-medium min-[900px]:text-40">
          {shown.title}
        </h1>
        <p className="mt-2 text-17 text-quiet">{shown.author}</p>
        {shown.by && <p className="mt-1 text-quiet">{say("shared.read_by", { name: shown.by })}</p>}
        {tracks.length > 0 && (
          <button type="button" className="button button-primary mt-7" onClick={() => play(tracks[0], tracks)} data-act="play-all">
            <Icon name="play" /> {say("journey.play")}
          </button>
        )}
        {tracks.length > 0 && (
          <p className="tabular mt-3 text-13 text-quiet">
            {say("journey.songs", { n: tracks.length })} · {minutes(length)}
          </p>
        )}
      </header>
      {shown.quotes.length > 0 && (
        <div className="mt-14 flex flex-col gap-10" data-quotes>
          {shown.quotes.map((quote) => (
            <blockquote key={quote.version} className="journey-quote mx-auto max-w-[36em] whitespace-pre-wrap wrap-anywhere text-center font-said text-21 leading-relaxed">
              {quote.text}
            </blockquote>
          ))}
        </div>
      )}
      <ol className="mt-14" aria-label={shown.title}>
        {tracks.map((track) => (
          <li key={track.id} className="row" aria-current={player.track?.id === track.id || undefined} data-row>
            <PlayButton track={track} queue={tracks} />
            <span className={`min-w-0 flex-1 truncate font-medium ${player.track?.id === track.id ? "text-accent" : ""}`}>{track.title}</span>
            <span className="tabular text-13 text-quiet">{minutes(track.duration)}</span>
            <Download track={track} small />
          </li>
        ))}
      </ol>
    </>
  );
}

// A model can be walked around; its viewer is fetched only here.
function SharedModel({ shown }) {
  const say = useWords();
  const [piece] = shown.items;
  return (
    <>
      <Head shown={shown} />
      <div className="card mt-8 aspect-square overflow-hidden">
        <Viewer src={piece.url} poster={piece.thumb_url} title={shown.title} />
      </div>
      <p className="mt-2 text-13 text-quiet">{say("viewer.hint")}</p>
      {shown.may_download && (
        <p className="mt-4">
          <a className="button button-plain" href={`${piece.url}?download=1`} download>
            <Icon name="download" /> {say("song.download")}
          </a>
        </p>
      )}
      <Words title={say("shared.prompt")} text={shown.prompt} />
    </>
  );
}

const SharedPictures = ({ shown }) => <SharedPhotos shown={shown} head={<Head shown={shown} />} />;

// A new kind of thing is a line here; its name is the one in share_kinds.py.
const KINDS = { song: SharedSong, photo: SharedPictures, album: SharedPictures, model: SharedModel, playlist: SharedPlaylist, journey: SharedJourney };

function Closed({ problem, onAgain }) {
  const say = useWords();
  const waits = problem === "too_many" || problem === "offline" || problem === "unavailable";
  return (
    <div className="flex flex-col items-center py-16 text-center" data-closed={!waits || undefined}>
      <Disc phase={0.12} state={waits ? "making" : "cancelled"} size={112} />
      <h1 tabIndex={-1} className="mt-8 text-28">
        {say(waits ? "shared.wait" : "shared.closed_title")}
      </h1>
      <p className="mt-3 max-w-[44ch] text-quiet">{say(waits ? "shared.wait_body" : "shared.closed_body")}</p>
      {waits && (
        <button type="button" className="button button-plain mt-6" onClick={onAgain}>
          {say("act.retry")}
        </button>
      )}
    </div>
  );
}

function Foot() {
  const say = useWords();
  return (
    <footer className="mt-16 flex items-center gap-2 border-t border-line pt-5 text-13 text-quiet">
      <Crescent size={16} /> {say("shared.made_with")}
    </footer>
  );
}

export function SharedPage() {
  const path = usePath();
  const [shown, setShown] = useState(null);
  const [problem, setProblem] = useState(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let here = true;
    setProblem(null);
    ask(`/api${path}`).then(({ told, problem: found }) => {
      if (!here) return;
      setProblem(found ?? (told && !KINDS[told.kind] ? "not_found" : null));
      setShown(told ?? null);
    });
    return () => (here = false);
  }, [path, turn]);
  const tracks = useMemo(
    () =>
      (shown?.items ?? []).map((piece) =>
        toTrack(piece, { src: piece.url, download: shown.may_download ? `${piece.url}?download=1` : "" }),
      ),
    [shown],
  );
  const Kind = KINDS[shown?.kind];
  return (
    <div className="mx-auto max-w-[720px] pt-8 min-[900px]:pt-14" data-shared={shown?.kind}>
      <PageTitle words={shown?.title ?? ""} />
      {Kind && <Kind shown={shown} tracks={tracks} />}
      {problem && <Closed problem={problem} onAgain={() => setTurn(turn + 1)} />}
      {!Kind && !problem && <div aria-hidden className="sheen h-64 w-full" />}
      <Foot />
    </div>
  );
}
