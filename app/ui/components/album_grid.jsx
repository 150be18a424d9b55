// The pictures of a set as cells, each with its own state, price and second try.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { Parting } from "./album_parting.jsx";
import { nameOf } from "./albums.jsx";
import { Icon } from "./icons.jsx";
import { Disc } from "./moon.jsx";
import { Ask, Cancel } from "./sheet.jsx";
import { Status } from "./status.jsx";
import { Ago } from "./time.jsx";

export const fileOf = (set, task) => set.generations.find((each) => each.index === task.index);

// Names of styles and roles, by the words that are kept with the pictures.
export function useNames(catalogue, kind) {
  const say = useWords();
  const styles = new Map(catalogue.styles.map((style) => [style.word, nameOf(say, style)]));
  const roles = new Map((catalogue.kinds.find((each) => each.word === kind)?.roles ?? []).map((role) => [role.word, nameOf(say, role)]));
  return (task) => [styles.get(task.style) ?? say("albums.own_short"), roles.get(task.role) ?? ""].filter(Boolean).join(" · ");
}

function reasonOf(say, task) {
  const { code, reason } = task.failure ?? {};
  if (reason) return reason;
  return say.has(`failed.${code}`) ? say(`failed.${code}`) : say("failed.other");
}

function Making({ task }) {
  const say = useWords();
  const waits = task.status === "PENDING";
  return (
    <span className="flex flex-col items-center gap-2 p-3 text-center text-13 text-quiet">
      <Disc size={48} phase={waits ? 0 : Math.max(0.08, task.progress ?? 0.2)} state={waits ? "waiting" : "making"} />
      {say(waits ? "albums.cell.PENDING" : "albums.cell.PROCESSING")}
    </span>
  );
}

function Failed({ task, onRetry }) {
  const say = useWords();
  const cancelled = task.status === "CANCELLED";
  return (
    <span className="flex flex-col items-center gap-2 p-3 text-center text-13">
      <Disc size={40} state={cancelled ? "cancelled" : "failed"} />
      <span className={`line-clamp-3 wrap-anywhere ${cancelled ? "text-quiet" : "text-danger"}`}>{cancelled ? say("albums.cell.CANCELLED") : reasonOf(say, task)}</span>
      {!cancelled && (
        <button type="button" className="button button-plain px-3" onClick={onRetry} data-act="retry-cell">
          <Icon name="again" size={16} /> {say("albums.retry_for", { n: task.againCredits })}
        </button>
      )}
    </span>
  );
}

function Cell({ set, task, name, choosing, chosen, onOpen, onChoose, onStar, onRetry }) {
  const say = useWords();
  const made = fileOf(set, task);
  const label = `${name}, ${say(`albums.cell.${task.status}`)}`;
  // What failed or was stopped costs nothing; trying again says its own price.
  const costs = task.credits > 0 && task.status !== "FAILED" && task.status !== "CANCELLED";
  return (
    <li className="min-w-0" data-cell={task.index} data-status={task.status}>
      <div className={`photo-stage relative grid aspect-[3/4] place-items-center overflow-hidden rounded-soft border ${chosen ? "border-accent outline-2 outline-accent" : "border-line"}`} style={made?.file.meta?.blur ? { backgroundImage: `url(${made.file.meta.blur})`, backgroundSize: "cover" } : undefined}>
        {made ? (
          <button type="button" className="absolute inset-0" aria-label={choosing ? say("albums.choose_one", { name }) : say("albums.open_one", { name })} aria-pressed={choosing ? chosen : undefined} onClick={choosing ? onChoose : onOpen} data-act="open-cell">
            <img src={made.thumbnailUrl} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
          </button>
        ) : task.status === "FAILED" || task.status === "CANCELLED" ? (
          <Failed task={task} onRetry={onRetry} />
        ) : (
          <Making task={task} />
        )}
        {made && !choosing && (
          <button type="button" className="icon-button absolute right-1 top-1 bg-surface/80 text-ink" aria-pressed={made.favourite} aria-label={say("song.favourite")} onClick={() => onStar(made)} data-act="star-cell">
            <Icon name={made.favourite ? "heartFull" : "heart"} />
          </button>
        )}
        {choosing && made && (
          <span className={`pointer-events-none absolute left-2 top-2 grid size-7 place-items-center rounded-full border ${chosen ? "border-accent bg-accent text-on-accent" : "border-moon-rim bg-surface text-transparent"}`}>
            <Icon name="check" size={16} />
          </span>
        )}
        {task.redoing && <span className="absolute bottom-2 left-2 rounded-full bg-surface p-1"><Disc size={20} phase={0.3} state="making" /></span>}
      </div>
      <p className="mt-1.5 truncate text-13 text-quiet" aria-label={label}>
        {name}
        {costs && <span className="tabular"> · {say("make.price", { n: task.credits })}</span>}
        {task.takes > 1 && <span className="tabular"> · {say("library.takes", { n: task.takes })}</span>}
      </p>
    </li>
  );
}

function Choice({ made, chosen, onChosen, onStar, onGone, onDone }) {
  const say = useWords();
  const ids = made.filter((each) => chosen.includes(each.id));
  const all = ids.length === made.length;
  const query = `ids=${ids.map((each) => each.id).join()}`;
  return (
    <div className="sticky bottom-[calc(var(--under)+12px)] z-20 mt-4 flex flex-wrap items-center gap-2 rounded-card border border-line bg-surface p-3 shadow-float" data-choosing>
      <p role="status" className="tabular min-w-24 flex-1 pl-2">
        {say("albums.chosen", { n: ids.length })}
      </p>
      <button type="button" className="button button-quiet" onClick={() => onChosen(all ? [] : made.map((each) => each.id))}>
        {say(all ? "albums.choose_none" : "albums.choose_all")}
      </button>
      <button type="button" className="button button-plain" disabled={!ids.length} onClick={() => onStar(ids)} data-act="star-chosen">
        <Icon name="heart" /> {say("song.favourite")}
      </button>
      <a className={`button button-plain ${ids.length ? "" : "pointer-events-none opacity-55"}`} aria-disabled={!ids.length} href={ids.length ? `/api/library/download?${query}` : undefined} download data-act="zip-chosen">
        <Icon name="download" /> {say("albums.zip")}
      </a>
      <Parting ids={ids.map((each) => each.id)} disabled={!ids.length} onGone={onGone} />
      <button type="button" className="icon-button" aria-label={say("act.close")} onClick={onDone}>
        <Icon name="x" />
      </button>
    </div>
  );
}

export function Set({ set, job, names, act }) {
  const say = useWords();
  const [chosen, setChosen] = useState(null);
  const { id, status, totalImages: total, completedImages: made, failedImages: failed } = set.job;
  const price = set.tasks.filter((task) => task.status === "FAILED").reduce((sum, task) => sum + task.againCredits, 0);
  const parted = () => {
    setChosen(null);
    act.gone();
  };
  const choose = (one) => setChosen((was) => (was.includes(one) ? was.filter((each) => each !== one) : [...was, one]));
  const gone = set.tasks.filter((task) => task.deleted).length;
  const here = set.generations.length;
  const runs = status === "PENDING" || status === "PROCESSING";
  return (
    <section className="mt-10" data-set={id} data-status={status}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="tabular font-sans text-17 font-medium">{say("albums.of", { n: made, of: total })}</h2>
          <p className="text-13 text-quiet">
            {runs && job ? <Status job={job} /> : <Ago at={Date.parse(set.job.endedAt ?? set.job.createdAt)} />}
            {gone > 0 && ` · ${say("albums.gone", { n: gone })}`}
            {set.job.cancelling && ` · ${say("albums.stopping")}`}
          </p>
        </div>
        {runs && job && job.status !== "cancelling" && <Cancel job={job} onCancel={act.cancel} />}
        {!runs && failed > 0 && (
          <Ask act="redo" icon="again" danger={false} label={say("albums.redo", { n: failed })} title={say("albums.redo_title", { n: failed })} body={say("albums.redo_body", { n: price })} yes={say("albums.redo_yes")} onYes={() => act.redo(id)} />
        )}
        {here > 1 && (
          <button type="button" className="button button-quiet" aria-pressed={!!chosen} onClick={() => setChosen(chosen ? null : [])} data-act="choose-many">
            <Icon name="check" /> {say("albums.choose")}
          </button>
        )}
      </header>
      <ul className="mt-4 grid grid-cols-2 gap-3 min-[640px]:grid-cols-4 min-[1120px]:grid-cols-5">
        {set.tasks.filter((task) => !task.deleted).map((task) => {
          const file = fileOf(set, task);
          return <Cell key={task.index} set={set} task={task} name={names(task)} choosing={!!chosen} chosen={!!file && !!chosen?.includes(file.id)} onOpen={() => act.open(file.id)} onChoose={() => choose(file.id)} onStar={act.star} onRetry={() => act.retry(id, task.index)} />;
        })}
      </ul>
      {chosen && here > 0 && <Choice made={set.generations} chosen={chosen} onChosen={setChosen} onStar={(ids) => ids.forEach((each) => !each.favourite && act.star(each))} onGone={parted} onDone={() => setChosen(null)} />}
    </section>
  );
}
