// How the player looks: a button, a waveform, the bar below every page, and the sheet on a phone.
import { useCallback, useEffect, useRef } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { AddTo } from "./addto.jsx";
import { Icon } from "./icons.jsx";
import { Disc } from "./moon.jsx";
import {
  address,
  attach,
  element,
  ended,
  hasNext,
  jump,
  keep,
  next,
  pause,
  play,
  prepare,
  previous,
  restore,
  seek,
  set,
  stop,
  stumbled,
  toggle,
  usePlayer,
} from "./playing.jsx";
import { Sheet, useSheet } from "./sheet.jsx";
import { minutes } from "./time.jsx";
import { Wave } from "./wave.jsx";

function usePlayhead() {
  const frame = useRef(0);
  const follow = useCallback(() => {
    if (!element() || element().paused) return;
    set({ time: element().currentTime });
    frame.current = setTimeout(() => requestAnimationFrame(follow), 120);
  }, []);
  useEffect(() => () => clearTimeout(frame.current), []);
  return follow;
}

// `queue`: what plays on afterwards; without one the song is all there is.
export function PlayButton({ track, queue = null, size = "small", label = "" }) {
  const say = useWords();
  const player = usePlayer();
  if (!track?.id) return null;
  const on = player.track?.id === track.id && player.playing;
  const name = say(on ? "player.pause_title" : "player.play_title", { title: track.title });
  const press = (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (on) pause();
    else play(track, queue);
  };
  if (label) {
    return (
      <button type="button" className="button button-primary" onClick={press} aria-label={name} data-act="play">
        <Icon name={on ? "pause" : "play"} /> {on ? say("player.pause") : label}
      </button>
    );
  }
  const box = size === "large" ? "size-16" : "size-11";
  return (
    <button
      type="button"
      onClick={press}
      aria-label={name}
      data-act="play"
      className={`${box} grid flex-none place-items-center rounded-full bg-accent text-on-accent`}
    >
      <Icon name={on ? "pause" : "play"} size={size === "large" ? 26 : 18} />
    </button>
  );
}

// The waveform of one track; while that track is on it shows the playhead and can be moved.
export function TrackWave({ track, queue = null, bars = 120, height = 72 }) {
  const player = usePlayer();
  const mine = player.track?.id === track.id;
  const move = (share) => {
    if (!mine) play(track, queue).then(() => seek(share * track.duration));
    else seek(share * player.duration);
  };
  const time = mine ? player.time : 0;
  const duration = (mine && player.duration) || track.duration;
  return <Wave peaks={track.peaks} bars={bars} height={height} time={time} duration={duration} onSeek={move} />;
}

function Toggle({ playing, big = false }) {
  const say = useWords();
  return (
    <button
      type="button"
      className={`grid flex-none place-items-center rounded-full bg-accent text-on-accent ${big ? "size-16" : "size-11"}`}
      onClick={toggle}
      aria-label={say(playing ? "player.pause" : "player.play")}
    >
      <Icon name={playing ? "pause" : "play"} size={big ? 26 : 18} />
    </button>
  );
}

function Step({ to }) {
  const say = useWords();
  const stuck = to === "next" && !hasNext();
  return (
    <button
      type="button"
      className={`icon-button ${stuck ? "opacity-30" : ""}`}
      aria-disabled={stuck}
      onClick={to === "next" ? next : previous}
      aria-label={say(`player.${to}`)}
      data-act={`player-${to}`}
    >
      <Icon name={to} />
    </button>
  );
}

// The title leads to the song, unless it is somebody else's.
function Title({ track, className }) {
  if (!track.page) return <span className={className}>{track.title}</span>;
  return (
    <Link to={track.page} className={`${className} hover:underline`} title={track.title}>
      {track.title}
    </Link>
  );
}

function Queue({ player }) {
  const say = useWords();
  return (
    <div className="w-full">
      <h3 className="font-sans text-13 font-medium text-quiet">{say("player.queue")}</h3>
      <ol className="-mx-3 mt-1 max-h-[26dvh] overflow-y-auto">
        {player.queue.map((track, at) => (
          <li key={track.id}>
            <button
              type="button"
              className={`flex min-h-11 w-full items-center gap-3 rounded-soft px-3 text-left ${at === player.at ? "font-semibold text-accent" : ""}`}
              aria-current={at === player.at || undefined}
              onClick={() => jump(at)}
            >
              <span className="min-w-0 flex-1 truncate">{track.title}</span>
              <span className="tabular text-13 text-quiet">{minutes(track.duration)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Strip({ player, onOpen }) {
  const say = useWords();
  const { track, time, duration, playing } = player;
  const several = player.queue.length > 1;
  return (
    <div className="flex h-14 items-center gap-3 px-3 min-[900px]:h-[72px] min-[900px]:gap-5 min-[900px]:px-6">
      <div className="flex flex-none items-center">
        {several && (
          <span className="hidden min-[900px]:inline">
            <Step to="previous" />
          </span>
        )}
        <Toggle playing={playing} />
        {several && <Step to="next" />}
      </div>
      <button
        type="button"
        className="min-w-0 flex-1 self-stretch text-left min-[900px]:hidden"
        onClick={onOpen}
        aria-label={say("player.more", { title: track.title })}
      >
        <span className="block truncate font-medium">{track.title}</span>
        <span className="tabular block text-13 leading-tight text-quiet">
          {minutes(time)} / {minutes(duration)}
        </span>
      </button>
      <Title track={track} className="hidden w-56 truncate font-medium min-[900px]:block" />
      <div className="hidden min-w-0 flex-1 min-[900px]:block">
        <Wave peaks={track.peaks} bars={120} height={36} time={time} duration={duration} onSeek={(s) => seek(s * duration)} />
      </div>
      <span className="tabular hidden w-24 text-right text-13 text-quiet min-[900px]:block">
        {minutes(time)} / {minutes(duration)}
      </span>
      {track.job && (
        <span className="hidden min-[900px]:inline">
          <AddTo song={track.id} title={track.title} />
        </span>
      )}
      <button type="button" className="icon-button" onClick={stop} aria-label={say("player.close")}>
        <Icon name="x" />
      </button>
    </div>
  );
}

function Full({ player, sheet }) {
  const say = useWords();
  const { track, time, duration } = player;
  const several = player.queue.length > 1;
  return (
    <Sheet sheet={sheet} label={say("player.now")} wide>
      <div className="flex flex-col items-center gap-6 pb-4 pt-2">
        <Disc size={168} phase={1} state="ready" />
        <h2 className="text-center font-said text-28">{track.title}</h2>
        <div className="w-full">
          <Wave peaks={track.peaks} bars={64} height={72} time={time} duration={duration} onSeek={(s) => seek(s * duration)} />
          <p className="tabular mt-2 flex justify-between text-13 text-quiet">
            <span>{minutes(time)}</span>
            <span>{minutes(duration)}</span>
          </p>
        </div>
        <div className="flex items-center gap-4">
          {several && <Step to="previous" />}
          <button type="button" className="icon-button" onClick={() => seek(time - 10)} aria-label={say("player.back")}>
            <Icon name="back" size={24} />
          </button>
          <Toggle playing={player.playing} big />
          <button type="button" className="icon-button" onClick={() => seek(time + 10)} aria-label={say("player.forward")}>
            <Icon name="forward" size={24} />
          </button>
          {several && <Step to="next" />}
        </div>
        {several && <Queue player={player} />}
        <div className="flex flex-wrap justify-center gap-2">
          {(track.job || track.download) && (
            <a className="button button-plain" href={track.download || `${address(track)}?download=1`} download>
              <Icon name="download" /> {say("song.download")}
            </a>
          )}
          {track.page && (
            <Link className="button button-plain" to={track.page} onClick={sheet.close}>
              <Icon name="open" /> {say("player.open")}
            </Link>
          )}
          {track.job && <AddTo song={track.id} title={track.title} />}
        </div>
      </div>
    </Sheet>
  );
}

export function Player() {
  const say = useWords();
  const player = usePlayer();
  const sheet = useSheet();
  const follow = usePlayhead();
  useEffect(() => {
    restore();
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, []);
  const listen = {
    onPlay: () => (set({ playing: true }), follow()),
    onPause: () => (set({ playing: false }), keep()),
    onEnded: ended,
    onError: stumbled,
    onCanPlayThrough: prepare,
    onDurationChange: () => Number.isFinite(element().duration) && set({ duration: element().duration }),
  };
  return (
    <section
      id="player"
      aria-label={say("player.label")}
      hidden={!player.track}
      className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface max-[899px]:bottom-[calc(64px+env(safe-area-inset-bottom))]"
    >
      <audio id="player-audio" ref={attach} preload="metadata" {...listen} />
      {player.track && <Strip player={player} onOpen={sheet.open} />}
      {player.track && <Full player={player} sheet={sheet} />}
    </section>
  );
}
