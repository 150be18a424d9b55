// Progress is a moon: new while it waits, waxing while it is made, full when it is ready.
import { useEffect, useId, useRef, useState } from "react";
import { useNow } from "./time.jsx";

const ENDED = { completed: "ready", failed: "failed", cancelled: "cancelled" };
const MOST = 0.94;

export const moonState = (job) =>
  ENDED[job.status] ?? (job.status === "pending" ? "waiting" : "making");

// The share of the work that is done, 0 to 1: what the provider says, or else what history supports.
export function phaseOf(job, now) {
  if (job.status === "completed") return 1;
  if (job.status === "pending" || !job.started) return 0;
  if (job.true_progress) return Math.max(0.04, job.progress);
  const elapsed = (now - job.started) / 1000;
  const guess = job.high > 0 ? Math.min(elapsed / (job.high * 1.06), 1) * MOST : 0.12;
  return Math.max(0.06, Math.min(MOST, Math.max(guess, job.progress)));
}

export function Disc({ phase = 0, state = "making", size = 20, fresh = false, className = "" }) {
  const sheen = useId();
  const common = {
    className: `moon ${className}`,
    viewBox: "0 0 32 32",
    width: size,
    height: size,
    "aria-hidden": true,
    "data-state": state,
    "data-fresh": fresh || undefined,
    style: { "--phase": phase },
  };
  if (state === "failed") {
    return (
      <svg {...common}>
        <circle cx="16" cy="16" r="13" strokeDasharray="62 20" transform="rotate(-118 16 16)" />
      </svg>
    );
  }
  if (state === "cancelled") {
    return (
      <svg {...common}>
        <circle cx="16" cy="16" r="13.5" />
      </svg>
    );
  }
  return (
    <svg {...common}>
      <g className="halo">
        <circle className="dark-disc" cx="16" cy="16" r="14" />
        {phase > 0 && (
          <>
            <path className="lit" d="M16 2a14 14 0 0 1 0 28z" />
            <ellipse className="shade" cx="16" cy="16" rx="14" ry="14.1" />
            <ellipse className="lit swell" cx="16" cy="16" rx="14" ry="14" />
          </>
        )}
        {size >= 40 && (
          <>
            <radialGradient id={sheen} cx="0.34" cy="0.28" r="0.85">
              <stop offset="0" stopColor="#fff" stopOpacity="0.34" />
              <stop offset="0.5" stopColor="#fff" stopOpacity="0" />
              <stop offset="1" stopColor="#3a2500" stopOpacity="0.2" />
            </radialGradient>
            <circle cx="16" cy="16" r="14" fill={`url(#${sheen})`} />
          </>
        )}
        {size >= 40 && (
          <>
            <circle className="mare" cx="12" cy="12" r="3.4" />
            <circle className="mare" cx="20" cy="19" r="2.6" />
            <circle className="mare" cx="13" cy="21.5" r="1.6" />
          </>
        )}
        <circle className="rim" cx="16" cy="16" r="14" />
      </g>
    </svg>
  );
}

// The crescent of the wordmark.
export function Crescent({ size = 22 }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" width={size} height={size} className="flex-none">
      <path className="fill-moon-lit" d="M19 3a13.5 13.5 0 1 1-13 20A12 12 0 0 0 19 3z" />
    </svg>
  );
}

// A moon that follows one job and never goes backwards.
export function Moon({ job, size = 20, className = "" }) {
  const running = !(job.status in ENDED);
  const now = useNow(running ? 2000 : 0);
  const most = useRef({ id: job.id, phase: 0 });
  const before = useRef(job.status);
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    if (before.current !== job.status && job.status === "completed") setFresh(true);
    before.current = job.status;
  }, [job.status]);
  if (most.current.id !== job.id) most.current = { id: job.id, phase: 0 };
  const phase = Math.max(most.current.phase, phaseOf(job, now));
  most.current.phase = job.status === "pending" ? 0 : phase;
  return (
    <Disc phase={phase} state={moonState(job)} size={size} fresh={fresh} className={className} />
  );
}

// The same moon as the picture of a browser tab: a path, since a favicon has no style sheet.
export function moonPicture(phase, count = 0) {
  const bulge = Math.abs(1 - 2 * phase) * 14;
  const sweep = phase < 0.5 ? 0 : 1;
  const lit =
    phase > 0 ? `<path fill="#E8B65A" d="M16 2a14 14 0 0 1 0 28A${bulge} 14 0 0 ${sweep} 16 2z"/>` : "";
  const badge =
    count > 1
      ? `<circle cx="24" cy="24" r="8" fill="#12131A"/><text x="24" y="28.5" font-family="system-ui" font-size="12" font-weight="700" text-anchor="middle" fill="#fff">${Math.min(count, 9)}</text>`
      : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="#2A2D3B" stroke="#A3A0AD" stroke-width="1.5"/>${lit}${badge}</svg>`;
}
