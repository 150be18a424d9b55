// Models in a list: what they look like, how far they are, or why they did not come. No model is
// loaded here: the pictures were drawn where the models were made.
import { useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Choose, ChooseBar, ChooseButton } from "./choosing.jsx";
import { Icon } from "./icons.jsx";
import { Disc, Moon } from "./moon.jsx";
import { Cancel } from "./sheet.jsx";
import { retryWords, Status } from "./status.jsx";
import { Ago } from "./time.jsx";

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// A model's picture; it turns around once somebody points at it, and not before.
export function Turning({ picture, turning, on = false, snug = false }) {
  const [there, setThere] = useState("");
  const moves = on && turning && !still();
  const image = `absolute inset-0 size-full object-contain ${snug ? "p-1" : "p-3"}`;
  return (
    <>
      <img src={picture} alt="" loading="lazy" decoding="async" className={`${image} ${moves && there === turning ? "opacity-0" : ""}`} />
      {moves && (
        <img src={turning} alt="" onLoad={() => setThere(turning)} className={`${image} ${there === turning ? "" : "opacity-0"}`} data-turning />
      )}
    </>
  );
}

// A model in a short shelf or a row: small, and turning while somebody points at it.
export function Looks({ thing }) {
  const [on, setOn] = useState(false);
  return (
    <span
      aria-hidden
      className="model-stage relative grid size-16 flex-none place-items-center overflow-hidden rounded-soft"
      onPointerEnter={(event) => event.pointerType === "mouse" && setOn(true)}
      onPointerLeave={() => setOn(false)}
    >
      {thing.picture ? <Turning picture={thing.picture} turning={thing.turning} on={on} snug /> : <Icon name={thing.medium === "photo" ? "image" : "cube"} size={22} className="text-quiet" />}
    </span>
  );
}

// How much of it is done, where its maker says so; nobody guesses a number.
export function Progress({ job, className = "" }) {
  const say = useWords();
  if (!job.true_progress || job.status !== "generating") return null;
  const done = Math.floor(job.progress * 100);
  const words = new Intl.NumberFormat(say.locale, { style: "percent" }).format(done / 100);
  return (
    <span className={`mt-2 flex items-center gap-2.5 ${className}`} data-progress={done}>
      <span
        role="progressbar"
        aria-label={job.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done}
        className="h-1 flex-1 overflow-hidden rounded-full bg-line"
      >
        <span className="block h-full rounded-full bg-model transition-[width] duration-1000" style={{ width: `${done}%` }} />
      </span>
      <span className="tabular text-13 text-quiet">{words}</span>
    </span>
  );
}

function Stage({ job, on }) {
  const runs = !["completed", "failed", "cancelled"].includes(job.status);
  return (
    <div className="model-stage relative grid aspect-square place-items-center">
      {job.status === "completed" && job.picture && <Turning picture={job.picture} turning={job.turning} on={on} />}
      {job.status === "completed" && !job.picture && <Disc size={72} phase={1} state="ready" />}
      {runs && <Moon job={job} size={96} />}
      {job.status === "failed" && <Disc size={64} state="failed" />}
      {job.status === "cancelled" && <Disc size={64} state="cancelled" />}
    </div>
  );
}

export function ModelCard({ job, onCancel, onRetry }) {
  const say = useWords();
  const [on, setOn] = useState(false);
  const runs = job.status === "pending" || job.status === "generating";
  return (
    <li
      className="card relative flex min-w-0 flex-col overflow-hidden hover:border-moon-rim"
      data-row
      data-model={job.id}
      data-status={job.status}
      onPointerEnter={(event) => event.pointerType === "mouse" && setOn(true)}
      onPointerLeave={() => setOn(false)}
      onFocus={() => setOn(true)}
      onBlur={() => setOn(false)}
    >
      <Stage job={job} on={on} />
      <div className="flex min-w-0 flex-1 items-start gap-2 border-t border-line p-4">
        <div className="min-w-0 flex-1">
          <Link to={job.page} data-open className="block truncate font-medium after:absolute after:inset-0 hover:underline">
            {job.title}
          </Link>
          {job.status === "completed" ? (
            <Ago at={job.ended} className="block text-13 text-quiet" />
          ) : (
            <Status job={job} className="line-clamp-4 block text-13 text-quiet" />
          )}
          {runs && <Progress job={job} />}
        </div>
        <div className="relative z-10 -mr-2 -mt-2 flex-none">
          {runs && <Cancel job={job} variant="icon" onCancel={onCancel} />}
          {job.status === "failed" && (
            <button type="button" className="icon-button" data-act="retry" aria-label={retryWords(say, job.again)} title={retryWords(say, job.again)} onClick={() => onRetry(job.id)}>
              <Icon name="again" />
            </button>
          )}
        </div>
      </div>
      {job.status === "completed" && <Choose thing={{ id: job.file, medium: job.medium, title: job.title }} />}
    </li>
  );
}

// The whole list, with a way to put any two beside each other.
export function ModelGrid({ models, onCancel, onRetry }) {
  const ready = models.filter((job) => job.status === "completed").length;
  return (
    <>
      {ready > 1 && (
        <div className="mb-5">
          <ChooseButton />
        </div>
      )}
      <ul className="grid grid-cols-2 gap-3 min-[640px]:grid-cols-3 min-[640px]:gap-4 min-[1120px]:grid-cols-4">
        {models.map((job) => (
          <ModelCard key={job.id} job={job} onCancel={onCancel} onRetry={onRetry} />
        ))}
      </ul>
      <ChooseBar />
    </>
  );
}
