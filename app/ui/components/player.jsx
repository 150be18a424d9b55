// How the player looks: a button, a waveform, the bar below every page, and the sheet on a phone.
import { useCallback, useEffect, useRef } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Disc } from "./moon.jsx";
import { address, attach, element, keep, pause, play, playerNow, restore, seek, set, stop, toggle, usePlayer } from "./playing.jsx";
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
    onEnded: () => set({ playing: false, time: 0 }),
    onError: () => playerNow().track && set({ playing: false }),
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
