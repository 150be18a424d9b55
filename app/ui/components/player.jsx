// One player for the whole site. It lives in the shell, so music goes on from page to page.
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Disc } from "./moon.jsx";
import { Sheet, useSheet } from "./sheet.jsx";
import { minutes } from "./time.jsx";
import { Wave } from "./wave.jsx";

const KEPT = "mw_player";
const NOTHING = { track: null, playing: false, time: 0, duration: 0, blocked: false };
const listeners = new Set();
let audio = null;
let it = NOTHING;

function set(change) {
  it = { ...it, ...change };
  document.documentElement.toggleAttribute("data-player", !!it.track);
  listeners.forEach((listener) => listener());
}

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePlayer = () => useSyncExternalStore(subscribe, () => it, () => NOTHING);
export const playerNow = () => it;
const address = (track) => `/api/assets/${track.id}/file`;

function keep() {
  if (!it.track) return sessionStorage.removeItem(KEPT);
  sessionStorage.setItem(KEPT, JSON.stringify({ track: it.track, time: audio?.currentTime ?? 0 }));
}

// Put a track on. Resolves to false when the browser wants a click first.
export async function play(track) {
  if (!audio) return false;
  if (track && it.track?.id !== track.id) {
    set({ track, time: 0, duration: track.duration, blocked: false });
    audio.src = address(track);
    tellTheSystem(track);
  }
  try {
    await audio.play();
    set({ blocked: false });
    return true;
  } catch (refusal) {
    if (refusal.name === "NotAllowedError") set({ blocked: true, playing: false });
    return false;
  }
}

export const pause = () => audio?.pause();
export const toggle = () => (it.playing ? pause() : play(it.track));

export function seek(to) {
  if (!audio || !it.track) return;
  const time = Math.max(0, Math.min(to, it.duration || 0));
  audio.currentTime = time;
  set({ time });
}

export function stop() {
  if (!audio) return;
  audio.pause();
  audio.removeAttribute("src");
  audio.load();
  set(NOTHING);
  keep();
}

function tellTheSystem(track) {
  const session = navigator.mediaSession;
  if (!session || !window.MediaMetadata) return;
  session.metadata = new MediaMetadata({
    title: track.title,
    artist: "Meanwhile",
    artwork: [{ src: "/icon-512.png", sizes: "512x512", type: "image/png" }],
  });
  const acts = {
    play: () => play(it.track),
    pause,
    stop,
    seekbackward: (d) => seek(it.time - (d.seekOffset ?? 10)),
    seekforward: (d) => seek(it.time + (d.seekOffset ?? 10)),
    seekto: (d) => seek(d.seekTime),
  };
  for (const [name, act] of Object.entries(acts)) {
    try {
      session.setActionHandler(name, act);
    } catch {
      // An older browser does not know this one.
    }
  }
}

function usePlayhead() {
  const frame = useRef(0);
  const follow = useCallback(() => {
    if (!audio || audio.paused) return;
    set({ time: audio.currentTime });
    frame.current = setTimeout(() => requestAnimationFrame(follow), 120);
  }, []);
  useEffect(() => () => clearTimeout(frame.current), []);
  return follow;
}

export function PlayButton({ track, size = "small", label = "" }) {
  const say = useWords();
  const player = usePlayer();
  if (!track?.id) return null;
  const on = player.track?.id === track.id && player.playing;
  const name = say(on ? "player.pause_title" : "player.play_title", { title: track.title });
  const press = (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (on) pause();
    else play(track);
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
export function TrackWave({ track, bars = 120, height = 72 }) {
  const player = usePlayer();
  const mine = player.track?.id === track.id;
  const move = (share) => {
    if (!mine) play(track).then(() => seek(share * track.duration));
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

function Strip({ player, onOpen }) {
  const say = useWords();
  const { track, time, duration, playing } = player;
  return (
    <div className="flex h-14 items-center gap-3 px-3 min-[900px]:h-[72px] min-[900px]:gap-5 min-[900px]:px-6">
      <Toggle playing={playing} />
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
      <Link
        to={`/song/${track.job}`}
        className="hidden w-56 truncate font-medium hover:underline min-[900px]:block"
        title={track.title}
      >
        {track.title}
      </Link>
      <div className="hidden min-w-0 flex-1 min-[900px]:block">
        <Wave peaks={track.peaks} bars={120} height={36} time={time} duration={duration} onSeek={(s) => seek(s * duration)} />
      </div>
      <span className="tabular hidden w-24 text-right text-13 text-quiet min-[900px]:block">
        {minutes(time)} / {minutes(duration)}
      </span>
      <button type="button" className="icon-button" onClick={stop} aria-label={say("player.close")}>
        <Icon name="x" />
      </button>
    </div>
  );
}

function Full({ player, sheet }) {
  const say = useWords();
  const { track, time, duration } = player;
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
        <div className="flex items-center gap-6">
          <button type="button" className="icon-button" onClick={() => seek(time - 10)} aria-label={say("player.back")}>
            <Icon name="back" size={24} />
          </button>
          <Toggle playing={player.playing} big />
          <button type="button" className="icon-button" onClick={() => seek(time + 10)} aria-label={say("player.forward")}>
            <Icon name="forward" size={24} />
          </button>
        </div>
        <div className="flex gap-2">
          <a className="button button-plain" href={`${address(track)}?download=1`} download>
            <Icon name="download" /> {say("song.download")}
          </a>
          <Link className="button button-plain" to={`/song/${track.job}`} onClick={sheet.close}>
            <Icon name="open" /> {say("player.open")}
          </Link>
        </div>
      </div>
    </Sheet>
  );
}

function useKept() {
  useEffect(() => {
    const saved = sessionStorage.getItem(KEPT);
    if (saved && !it.track) {
      try {
        const { track, time } = JSON.parse(saved);
        set({ track, time, duration: track.duration });
        audio.src = address(track);
        audio.currentTime = time;
        tellTheSystem(track);
      } catch {
        sessionStorage.removeItem(KEPT);
      }
    }
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, []);
}

export function Player() {
  const say = useWords();
  const player = usePlayer();
  const sheet = useSheet();
  const follow = usePlayhead();
  useKept();
  const listen = {
    onPlay: () => (set({ playing: true }), follow()),
    onPause: () => (set({ playing: false }), keep()),
    onEnded: () => set({ playing: false, time: 0 }),
    onError: () => it.track && set({ playing: false }),
    onDurationChange: () => Number.isFinite(audio.duration) && set({ duration: audio.duration }),
  };
  return (
    <section
      id="player"
      aria-label={say("player.label")}
      hidden={!player.track}
      className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface max-[899px]:bottom-[calc(64px+env(safe-area-inset-bottom))]"
    >
      <audio id="player-audio" ref={(node) => (audio = node ?? audio)} preload="metadata" {...listen} />
      {player.track && <Strip player={player} onOpen={sheet.open} />}
      {player.track && <Full player={player} sheet={sheet} />}
    </section>
  );
}
