// Lost and found: what providers made and nobody has, and what was decided about it.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { ask, Choose, Deed, Id, jobAt, More, personAt, queryOf, Room, Rows, State, useFilters, usePages, When } from "./operations.jsx";

const MARKS = ["adopted", "not_ours", "left", "removed"];
const DECIDED = ["adopted", "removed"];

function Look({ list }) {
  const say = useWords();
  const asked = list.listed ? "ops.lost.asked" : "ops.lost.asked_none";
  const told = list.at ? say(list.lists ? "ops.lost.listed" : asked, { n: list.listed }) : say("ops.lost.never");
  return (
    <li className="py-1.5" data-compared={list.provider}>
      <span className="font-medium">{list.title}</span>
      <span className="text-quiet">
        {" · "}
        {told}
        {list.at && (
          <>
            {" · "}
            <When at={list.at} />
          </>
        )}
      </span>
      {list.cut && <span className="block text-13 text-accent">{say("ops.lost.cut")}</span>}
      {list.problem && <span className="block text-13 text-danger [overflow-wrap:anywhere]">{list.problem}</span>}
    </li>
  );
}

function Looks({ lists, role, onDone }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const compare = async () => {
    setBusy(true);
    const { problem: found } = await ask("/lost/compare", "POST");
    await onDone();
    setProblem(found ?? null);
    setBusy(false);
  };
  return (
    <section className="mt-6" aria-label={say("ops.lost.lists")}>
      <p className="max-w-[60ch] text-quiet">{say("ops.lost.about")}</p>
      <ul className="mt-3 text-15">
        {lists.length === 0 && <li className="text-quiet">{say("ops.lost.nobody_lists")}</li>}
        {lists.map((list) => (
          <Look key={list.provider} list={list} />
        ))}
      </ul>
      {role === "operator" && lists.length > 0 && (
        <button type="button" className="button button-plain mt-3" data-act="compare" aria-disabled={busy} onClick={() => !busy && compare()}>
          {say(busy ? "ops.lost.comparing" : "ops.lost.compare")}
        </button>
      )}
      <p role="status" className="sr-only">
        {busy ? say("ops.lost.comparing") : ""}
      </p>
      {problem && (
        <p role="alert" className="mt-2 text-13 text-danger">
          {problem.words || say("ops.offline")}
        </p>
      )}
    </section>
  );
}

function Whose({ order, role }) {
  const say = useWords();
  const [words, setWords] = useState(null);
  const open = async () => {
    const { told, problem } = await ask(`/lost/${order.id}/open`, "POST");
    setWords(told?.words ?? problem.words);
  };
  if (order.job_id)
    return (
      <>
        <Id id={order.job_id} to={jobAt(order.job_id)} />
        {order.person_id && (
          <span className="block">
            <Id id={order.person_id} to={personAt(order.person_id)} />
          </span>
        )}
        <span className="block text-13 text-quiet">{say(`ops.lost.by.${order.known_by}`)}</span>
      </>
    );
  return (
    <>
      <span className="text-quiet">{say("ops.lost.by.nobody")}</span>
      {words && <span className="block max-w-72 text-13 [overflow-wrap:anywhere]">{words}</span>}
      {role === "operator" && !order.mark && !words && (
        <button type="button" className="text-link block text-13 max-[899px]:ml-auto" data-act="open" onClick={open}>
          {say("ops.lost.open")}
        </button>
      )}
    </>
  );
}

function Standing({ order }) {
  const say = useWords();
  return (
    <>
      <span className="font-medium">{say(order.mark ? `ops.lost.mark.${order.mark}` : `ops.lost.state.${order.state}`)}</span>
      {order.adopted_job_id && (
        <span className="block text-13">
          <Id id={order.adopted_job_id} to={jobAt(order.adopted_job_id)} /> {order.adopted_state && <State state={order.adopted_state} />}
        </span>
      )}
      {order.code && <span className="block text-13 text-quiet">{say("ops.lost.ended", { code: order.code })}</span>}
      {order.tried_again && <span className="block text-13 text-quiet">{say("ops.lost.again")}</span>}
    </>
  );
}

function Acts({ order, onDone }) {
  const say = useWords();
  const at = `/lost/${order.id}`;
  const send = async (path, method, body) => {
    const { problem } = await ask(`${at}${path}`, method, body);
    await onDone();
    return problem;
  };
  const mark = (word) => () => send("/mark", "PUT", { mark: word });
  if (DECIDED.includes(order.mark)) return null;
  if (order.mark) return <Deed act="reopen" label={say("ops.lost.do.reopen")} title={say("ops.lost.do.reopen_title")} onDo={mark(null)} />;
  const known = Boolean(order.job_id);
  const adopts = order.state === "made";
  const body = say(known ? (order.tried_again ? "ops.lost.do.adopt_beside" : "ops.lost.do.adopt_body") : "ops.lost.do.adopt_named");
  return (
    <div className="flex flex-wrap gap-1 max-[899px]:justify-end">
      {adopts && (
        <Deed
          act="adopt"
          label={say("ops.lost.do.adopt")}
          title={say("ops.lost.do.adopt_title")}
          body={body}
          field={known ? [] : [["email", "email"]]}
          onDo={(form) => send("/adopt", "POST", known ? {} : { email: form.get("email") })}
        />
      )}
      <Deed act="not_ours" label={say("ops.lost.do.not_ours")} title={say("ops.lost.do.not_ours_title")} body={say("ops.lost.do.mark_body")} onDo={mark("not_ours")} />
      <Deed act="left" label={say("ops.lost.do.left")} title={say("ops.lost.do.left_title")} body={say("ops.lost.do.mark_body")} onDo={mark("left")} />
    </div>
  );
}

export function OperationsLost({ role }) {
  const say = useWords();
  const [values, set] = useFilters(["mark", "provider"]);
  const pages = usePages(`/lost${queryOf(values)}`);
  const lists = pages.told?.compared ?? [];
  const columns = [
    ["ops.col.provider", (o) => <><span className="font-medium">{o.provider}</span><span className="block"><Id id={o.order_id} /></span>{o.model && <span className="block text-13 text-quiet">{o.model}</span>}</>],
    ["ops.col.begun", (o) => <When at={o.made_at} />],
    ["ops.lost.col.whose", (o) => <Whose order={o} role={role} />],
    ["ops.col.state", (o) => <Standing order={o} />],
  ];
  if (role === "operator") columns.push(["ops.col.acts", (o) => <Acts order={o} onDone={pages.read} />]);
  return (
    <Room read={pages}>
      <Looks lists={lists} role={role} onDone={pages.read} />
      <div className="mt-6 flex flex-wrap items-end gap-3">
        <Choose name="mark" value={values.mark} none="ops.lost.mark.open" options={MARKS} words={(m) => say(`ops.lost.mark.${m}`)} onChoose={set} />
        <Choose name="provider" value={values.provider} options={lists.map((list) => list.provider)} onChoose={set} />
      </div>
      {pages.items && <Rows label={say("ops.nav.lost")} empty={values.mark ? "ops.lost.none_marked" : lists.some((list) => list.at) ? "ops.lost.none" : "ops.lost.none_yet"} rows={pages.items} columns={columns} />}
      <More pages={pages} />
    </Room>
  );
}
