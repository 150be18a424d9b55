// One log in the story of a journey: when, how far, a quote, thoughts, and its music.
import { useEffect, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { draftOf, LogForm } from "./journey_form.jsx";
import { Badge, FINAL, pagesWords, reasonWords, Stars } from "./journey_parts.jsx";
import { PlanFields, Why } from "./journey_plan.jsx";
import { Disc, Moon } from "./moon.jsx";
import { PlayButton, TrackWave } from "./player.jsx";
import { usePlayer } from "./playing.jsx";
import { Ask, Cancel, Sheet, useSheet } from "./sheet.jsx";
import { Left, retryWords, Status } from "./status.jsx";
import { Ago, minutes } from "./time.jsx";
import { Sketch } from "./wave.jsx";

const LONG = 900;
const LONG_QUOTE = 600;
const LINES = 12;

function Node({ log, job }) {
  if (job) return <Moon job={job} size={26} />;
  if (!log.music) return <Disc phase={0} state="cancelled" size={26} />;
  if (log.music === "error") return <Disc state="failed" size={26} />;
  return <Disc phase={log.music === "completed" ? 1 : 0} state={log.music === "completed" ? "ready" : "waiting"} size={26} />;
}

// Long words are folded, be they many or each on a line of its own.
function Folded({ text, as: Words, most, className }) {
  const say = useWords();
  const [all, setAll] = useState(false);
  const long = text.length > most || text.split("\n").length > LINES;
  return (
    <>
      <Words className={`whitespace-pre-wrap wrap-anywhere ${className} ${long && !all ? "line-clamp-[12]" : ""}`}>{text}</Words>
      {long && (
        <button type="button" className="quiet-link min-h-11 text-13" aria-expanded={all} onClick={() => setAll(!all)} data-act="unfold">
          {say(all ? "journey.less" : "journey.all_of_it")}
        </button>
      )}
    </>
  );
}

function Thoughts({ text }) {
  if (!text) return null;
  return (
    <div className="mt-3 max-w-[62ch]">
      <Folded text={text} as="p" most={LONG} className="text-17 leading-[1.75]" />
    </div>
  );
}

function Quoted({ text }) {
  if (!text) return null;
  const size = text.length > 160 ? "text-17" : "text-21";
  return (
    <div className="mt-4 max-w-[56ch]">
      <Folded text={text} as="blockquote" most={LONG_QUOTE} className={`journey-quote relative font-said leading-relaxed ${size}`} />
    </div>
  );
}

function Marks({ log }) {
  const say = useWords();
  const words = log.moods.map((mood) => (say.has(`journey.mood.${mood}`) ? say(`journey.mood.${mood}`) : mood));
  if (!words.length && !log.rating) return null;
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-quiet">
      <Stars rating={log.rating} />
      {words.map((word) => (
        <span key={word}>#{word}</span>
      ))}
    </p>
  );
}

function Wave({ sound }) {
  const player = usePlayer();
  const mine = player.track?.id === sound.id;
  return mine ? <TrackWave track={sound} bars={72} height={40} /> : <Sketch peaks={sound.peaks} bars={72} height={40} className="w-full text-song opacity-60" />;
}

function Music({ log, job, can, act }) {
  const say = useWords();
  if (!log.music) return <p className="mt-3 text-13 text-quiet">{say("journey.no_music")}</p>;
  const { sound, plan } = log;
  const making = log.music === "pending" || log.music === "generating";
  return (
    <div className="card mt-5 max-w-[640px] overflow-hidden px-4 py-3.5" data-music={log.music}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {sound.id ? <PlayButton track={sound} /> : null}
        <p className="min-w-0 flex-1 basis-40">
          <span className="line-clamp-2 font-medium first-letter:uppercase">{plan.how[say.language]}</span>
          <span className="tabular block text-13 text-quiet">
            {sound.id && minutes(sound.duration)}
            {making && job && <Left job={job} />}
            {making && !job && say("status.waiting")}
          </span>
        </p>
        <Badge music={log.music} />
        {making && job && job.status !== "cancelling" && <Cancel job={job} variant="icon" onCancel={() => act.stop(log.track)} />}
      </div>
      {sound.id && (
        <div className="mt-3">
          <Wave sound={sound} />
        </div>
      )}
      {making && job && <Status job={job} said={say("journey.badge.making")} className="mt-2 block text-13 text-quiet" />}
      {log.music === "error" && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3" role="alert">
          <p className="min-w-0 flex-1 basis-60 wrap-anywhere text-13 text-danger" data-reason>
            {reasonWords(say, log)}
          </p>
          <button type="button" className="button button-plain" data-act="retry" onClick={() => act.retry(log.track)}>
            <Icon name="again" size={16} /> {retryWords(say, can.price)}
          </button>
        </div>
      )}
      {log.music === "completed" && log.message && <p className="mt-2 text-13 text-danger">{reasonWords(say, log)}</p>}
      {plan.why.length > 0 && (
        <details className="mt-2">
          <summary className="quiet-link min-h-11 content-center text-13">{say("journey.why")}</summary>
          <Why why={plan.why} className="pb-1 text-13 text-quiet" />
        </details>
      )}
    </div>
  );
}

function Takes({ log, takes, act }) {
  const say = useWords();
  const sheet = useSheet();
  const open = () => {
    act.showTakes(log.id);
    sheet.open();
  };
  return (
    <>
      <button type="button" className="button button-quiet" onClick={open} data-act="takes">
        <Icon name="layers" size={16} /> {say("library.takes", { n: log.takes })}
      </button>
      <Sheet sheet={sheet} label={say("journey.takes")} wide>
        <h2 className="pr-10 text-21">{say("journey.takes")}</h2>
        <p className="mb-3 mt-1 text-13 text-quiet">{say("journey.takes_about")}</p>
        <ol className="max-h-[60dvh] overflow-y-auto">
          {takes.map((take) => (
            <li key={take.id} className="flex items-center gap-3 border-t border-line py-2.5">
              <PlayButton track={take} />
              <span className="tabular min-w-0 flex-1">
                {say("history.take", { n: take.number })} <span className="text-13 text-quiet">{minutes(take.duration)}</span>
              </span>
              <button type="button" className="chip" aria-pressed={take.leads} onClick={() => act.lead(take.id)} data-act="lead">
                {say(take.leads ? "journey.leads" : "journey.lead")}
              </button>
            </li>
          ))}
        </ol>
      </Sheet>
    </>
  );
}

function Again({ log, can, act }) {
  const say = useWords();
  const sheet = useSheet();
  const [change, setChange] = useState({});
  // It may be refused: what was chosen stays until another take is there.
  useEffect(() => setChange({}), [log.takes]);
  const go = () => {
    sheet.close();
    act.again(log.track, change);
  };
  return (
    <>
      <button type="button" className="icon-button" onClick={sheet.open} aria-label={say("journey.again")} title={say("journey.again")} data-act="again">
        <Icon name="again" />
      </button>
      <Sheet sheet={sheet} label={say("journey.again")} wide>
        <div className="max-h-[80dvh] overflow-y-auto">
          <h2 className="pr-10 text-21">{say("journey.again")}</h2>
          <p className="mb-4 mt-1 text-13 text-quiet">{say("journey.again_about")}</p>
          <PlanFields id={`again-${log.id}`} plan={log.plan} change={change} onChange={setChange} can={can} />
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <button type="button" className="button button-plain" onClick={sheet.close}>
              {say("act.leave")}
            </button>
            <button type="button" className="button button-primary max-[479px]:[&>svg]:hidden" onClick={go} data-act="again-yes">
              <Icon name="music" /> {[say("journey.again_yes"), can.price > 0 && say("make.price", { n: can.price })].filter(Boolean).join(" · ")}
            </button>
          </div>
        </div>
      </Sheet>
    </>
  );
}

function Acts({ log, takes, can, act, onEdit }) {
  const say = useWords();
  return (
    <div className="-ml-3 mt-1 flex flex-wrap items-center">
      <button type="button" className="icon-button" onClick={onEdit} aria-label={say("journey.edit")} title={say("journey.edit")} data-act="edit">
        <Icon name="pencil" />
      </button>
      {(log.music === "completed" || log.music === "error") && <Again log={log} can={can} act={act} />}
      {log.takes > 1 && <Takes log={log} takes={takes} act={act} />}
      {log.kind !== "start" && (
        <Ask
          icon="trash"
          variant="icon"
          act="remove"
          label={say("journey.remove")}
          title={say("journey.remove_title", { version: log.version })}
          body={say("journey.remove_body")}
          yes={say("journey.remove_yes")}
          onYes={() => act.remove(log.id)}
        />
      )}
    </div>
  );
}

export function Log({ log, job, takes, can, pages, act }) {
  const say = useWords();
  const [editing, setEditing] = useState(false);
  const final = log.kind === FINAL;
  const save = (draft) => {
    setEditing(false);
    act.edit(log.id, draft);
  };
  const words = log.thoughts || log.quote;
  return (
    <li className="journey-log relative pb-12 pl-12 min-[640px]:pl-16" data-log={log.version} data-row>
      <span className="absolute left-0 top-0.5 bg-ground py-1">
        <Node log={log} job={job} />
      </span>
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h3 className={final ? "text-28 text-accent" : "text-21"}>{log.version}</h3>
        <p className="tabular flex flex-wrap gap-x-2 text-13 text-quiet">
          <span className="empty:hidden">{pagesWords(say, log.page_from, log.page_to)}</span>
          <Ago at={log.created} />
        </p>
      </header>
      {editing ? (
        <div className="card mt-3 max-w-[640px] p-5">
          <LogForm
            id={`edit-${log.id}`}
            // What was saved is not kept: its next draft begins with what the log says by then.
            name={`edit_${log.id}_${log.updated}`}
            first={draftOf(log)}
            pages={pages}
            titles={{ thoughts: say("journey.edit"), send: say("act.save"), send_plain: say("act.save") }}
            onSend={save}
            onLeave={() => setEditing(false)}
          />
        </div>
      ) : (
        <>
          {!words && log.kind === "start" && <p className="mt-2 text-17 text-quiet">{say("journey.began")}</p>}
          {!words && final && <p className="mt-2 text-17 text-quiet">{say("journey.ended")}</p>}
          <Quoted text={log.quote} />
          <Thoughts text={log.thoughts} />
          <Marks log={log} />
          <Music log={log} job={job} can={can} act={act} />
          <Acts log={log} takes={takes} can={can} act={act} onEdit={() => setEditing(true)} />
        </>
      )}
    </li>
  );
}
