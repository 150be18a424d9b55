// The whole story of one job on one line of time: click, states, tries, calls with their answers, money,
// files, messages, and what operators did.
import { useState } from "react";
import { useParams } from "react-router";
import { useWords } from "../../words/words.js";
import { ask, Id, personAt, Room, Rows, State, took, useRead, When } from "./operations.jsx";

const DOTS = { event: "bg-accent", money: "bg-model", file: "bg-photo", delivery: "bg-quiet", audit: "bg-danger" };
const KINDS = Object.keys(DOTS);
const LOOK_S = 5;

const words = (value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : String(value));

function Line({ line, from, tasks }) {
  const say = useWords();
  const at = Date.parse(line.at);
  const clock = new Intl.DateTimeFormat(say.locale, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false });
  const after = (at - from) / 1000;
  const key = `ops.line.${line.kind}.${line.what}`;
  const name = say.has(key) ? say(key) : line.what;
  const told = Object.entries(line.data).filter(([, value]) => value !== null && value !== "");
  return (
    <li className="relative pb-4 pl-6" data-line={`${line.kind} ${line.what}`}>
      <span className={`absolute left-0 top-1.5 size-2.5 rounded-full ${DOTS[line.kind]}`} aria-hidden />
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{name}</span>
        <span className="text-13 text-quiet">{say(`ops.kind.${line.kind}`)}</span>
        {line.task_id && tasks.length > 1 && <span className="text-13 text-quiet">{say("ops.task", { n: tasks.indexOf(line.task_id) + 1 })}</span>}
        <span className="tabular ml-auto text-13 text-quiet" title={line.at}>
          {clock.format(at)} · +{after < 10 ? after.toFixed(2) : Math.round(after)} s
        </span>
      </p>
      {told.length > 0 && (
        <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 font-mono text-13 text-quiet [overflow-wrap:anywhere]">
          {told.map(([name_, value]) => (
            <div key={name_} className="flex gap-1.5">
              <dt className="flex-none">{name_}</dt>
              <dd className="text-ink">{words(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

// What its owner wrote stays closed until somebody opens it on purpose.
function Opened({ id, role }) {
  const say = useWords();
  const [seen, setSeen] = useState(null);
  const [problem, setProblem] = useState(null);
  if (role !== "operator") return <p className="mt-6 text-13 text-quiet">{say("ops.closed_reader")}</p>;
  const open = async () => {
    const got = await ask(`/jobs/${id}/open`, "POST");
    setSeen(got.told ?? null);
    setProblem(got.problem ?? null);
  };
  return (
    <div className="card mt-6 p-4" data-opened={seen ? true : undefined}>
      {!seen && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-13 text-quiet">{say("ops.closed")}</p>
          <button type="button" className="button button-plain" data-act="open" onClick={open}>
            {say("ops.open")}
          </button>
        </div>
      )}
      {problem && <p role="alert" className="text-13 text-danger">{problem.words || say("ops.offline")}</p>}
      {seen && (
        <>
          <p className="font-medium">{seen.title}</p>
          <pre className="mt-2 whitespace-pre-wrap font-mono text-13 [overflow-wrap:anywhere]">{JSON.stringify(seen.params, null, 2)}</pre>
          <p className="mt-2 font-mono text-13 text-quiet">{seen.files.join(" · ")}</p>
        </>
      )}
    </div>
  );
}

function Task({ task }) {
  const say = useWords();
  const facts = [
    [say("ops.col.remote"), task.remote_id],
    [say("ops.col.try"), task.attempt],
    [say("ops.col.crashes"), task.crashes || null],
    [say("ops.col.holder"), task.lease_owner],
    [say("ops.col.detail"), task.detail],
    [say("ops.col.trace"), task.trace],
  ].filter(([, value]) => value !== null && value !== undefined);
  return (
    <dl className="mt-1 font-mono text-13 text-quiet [overflow-wrap:anywhere]">
      {facts.map(([name, value]) => (
        <div key={name} className="flex gap-1.5 max-[899px]:justify-end">
          <dt className="flex-none">{name}</dt>
          <dd className="text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const between = (a, b) => (a && b ? (Date.parse(b) - Date.parse(a)) / 1000 : null);

export function OperationsStory({ role }) {
  const say = useWords();
  const { job_id: id = "" } = useParams();
  const read = useRead(`/jobs/${id}`, LOOK_S);
  const [shown, setShown] = useState(KINDS);
  const story = read.told;
  const ids = story?.tasks.map((task) => task.id) ?? [];
  const turn = (kind) => setShown((was) => (was.includes(kind) ? was.filter((k) => k !== kind) : [...was, kind]));
  return (
    <Room read={read}>
      {story && (
        <>
          <p className="mt-6 flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <span className="font-mono text-15 [overflow-wrap:anywhere]">{id}</span>
            <State state={story.case.status} />
            <span>{say(`ops.medium.${story.case.medium}`)} · {story.case.provider} · {story.case.model}</span>
            <Id id={story.case.person_id} to={personAt(story.case.person_id)} />
            <span className="text-quiet"><When at={story.case.created_at} /></span>
          </p>
          <Opened id={id} role={role} />
          <section className="mt-10">
            <h2 className="text-21">{say("ops.tasks")}</h2>
            <Rows
              label={say("ops.tasks")}
              empty="ops.jobs_none"
              rows={story.tasks}
              columns={[
                ["ops.col.task", (t) => <><Id id={t.id} />{t.retry_of && <span className="block text-13 text-quiet">{say("ops.again_of", { n: ids.indexOf(t.retry_of) + 1 })}</span>}</>],
                ["ops.col.state", (t) => <><State state={t.state} />{t.code && <span className="block text-13 text-quiet">{t.code}</span>}</>],
                ["ops.col.credits", (t) => t.price],
                ["ops.chart.waiting_s", (t) => took(say, between(t.created_at, t.started_at))],
                ["ops.chart.making_s", (t) => took(say, between(t.started_at, t.ended_at))],
                ["ops.col.more", (t) => <Task task={t} />],
              ]}
            />
          </section>
          <section className="mt-10">
            <h2 className="text-21">{say("ops.story")}</h2>
            <div className="mb-4 mt-3 flex flex-wrap gap-2" role="group" aria-label={say("ops.story")}>
              {KINDS.map((kind) => (
                <button key={kind} type="button" className="chip" aria-pressed={shown.includes(kind)} onClick={() => turn(kind)}>
                  {say(`ops.kind.${kind}`)}
                </button>
              ))}
            </div>
            <ol className="max-w-[760px] border-l border-line pl-0 [&>li>span]:-translate-x-[5.5px]" aria-label={say("ops.story")} data-story>
              {story.lines.filter((line) => shown.includes(line.kind)).map((line, at) => (
                <Line key={`${line.at} ${line.kind} ${line.what} ${at}`} line={line} from={Date.parse(story.case.created_at)} tasks={ids} />
              ))}
            </ol>
          </section>
        </>
      )}
    </Room>
  );
}
