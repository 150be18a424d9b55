// A waveform drawn from peaks. Each character of `peaks` is one peak; see cards.py.
import { useMemo } from "react";
import { useWords } from "../../words/words.js";
import { minutes } from "./time.jsx";

const LEAST = 5;
const CURVE = 1.9;

// Peaks of 0 to 100, as the REST routes tell them, in the characters of a track.
export const packed = (peaks) => (peaks ?? []).map((peak) => String.fromCharCode(40 + Math.round((Math.max(0, Math.min(100, peak)) * 64) / 100))).join("");

export function levels(peaks, bars) {
  const all = Array.from(peaks || "", (c) => ((c.charCodeAt(0) - 40) / 64) * 100);
  if (!all.length) return Array(bars).fill(LEAST);
  const loudest = Math.max(1, ...all);
  return Array.from({ length: bars }, (_, i) => {
    const from = Math.floor((i * all.length) / bars);
    const some = all.slice(from, Math.max(from + 1, Math.floor(((i + 1) * all.length) / bars)));
    const mean = some.reduce((sum, level) => sum + level, 0) / some.length;
    // Loud songs are loud throughout; the curve lets their shape be seen.
    return Math.max(LEAST, (mean / loudest) ** CURVE * 100);
  });
}

function outline(peaks, bars) {
  return levels(peaks, bars)
    .map((level, i) => `M${i + 0.5} ${(100 - level) / 2}v${level}`)
    .join("");
}

// Only to look at: a row, a card.
export function Sketch({ peaks, bars = 40, height = 28, className = "" }) {
  const path = useMemo(() => outline(peaks, bars), [peaks, bars]);
  return (
    <svg aria-hidden viewBox={`0 0 ${bars} 100`} preserveAspectRatio="none" height={height} className={`block ${className}`}>
      <path d={path} stroke="currentColor" strokeWidth="0.55" fill="none" />
    </svg>
  );
}

// `label`: what the position is of, where there is more than one; `faint`: not what is heard.
export function Wave({ peaks, bars, height, time, duration, onSeek, label = "", faint = false }) {
  const say = useWords();
  const path = useMemo(() => outline(peaks, bars), [peaks, bars]);
  const share = duration > 0 ? Math.min(1, time / duration) : 0;
  const pointed = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  const down = (event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    onSeek(pointed(event));
  };
  const drag = (event) => event.buttons && onSeek(pointed(event));
  const key = (event) => {
    const to = { ArrowRight: time + 5, ArrowLeft: time - 5, Home: 0, End: duration - 1 }[event.key];
    if (to === undefined || !duration) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(Math.max(0, Math.min(1, to / duration)));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label || say("player.position")}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration || 0)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={say("player.position_text", { time: minutes(time), total: minutes(duration) })}
      onPointerDown={down}
      onPointerMove={drag}
      onKeyDown={key}
      className="w-full cursor-pointer touch-none rounded-soft"
      style={{ height: Math.max(44, height), paddingBlock: Math.max(0, (44 - height) / 2) }}
    >
      <svg aria-hidden viewBox={`0 0 ${bars} 100`} preserveAspectRatio="none" width="100%" height={height} className="block">
        <path d={path} className="stroke-moon-rim" opacity="0.55" strokeWidth="0.56" fill="none" />
        <g style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}>
          <rect width={bars} height="100" fill="none" />
          <path d={path} className={faint ? "stroke-quiet" : "stroke-accent"} strokeWidth="0.56" fill="none" />
        </g>
      </svg>
    </div>
  );
}
