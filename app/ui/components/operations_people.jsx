// People, without names and addresses until somebody opens them on purpose.
import { useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { ask, Choose, Deed, Id, More, queryOf, Room, Rows, useFilters, usePages, When, Write } from "./operations.jsx";

const FILTERS = ["q", "kind", "tier", "role", "blocked"];
const ROLES = ["person", "reader", "operator"];
const TIERS = ["free", "paid"];

function Who({ person, role }) {
  const say = useWords();
  const [seen, setSeen] = useState(null);
  const open = async () => setSeen((await ask(`/people/${person.id}/open`, "POST")).told ?? null);
  return (
    <>
      <Id id={person.id} />
      <span className="block text-13 text-quiet">
        {seen ? [seen.name, seen.email].filter(Boolean).join(" · ") || say("nav.guest") : person.masked || say(`ops.person.${person.kind}`)}
      </span>
      {role === "operator" && !seen && (
        <button type="button" className="text-link text-13" data-act="open" onClick={open}>
          {say("ops.open")}
        </button>
      )}
    </>
  );
}

function Pick({ name, value, options, onPick }) {
  const say = useWords();
  return (
    <label className="block text-13 text-quiet">
      <span className="sr-only">{say(`ops.filter.${name}`)}</span>
      <select className="field" value={value} onChange={(event) => onPick(event.target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {say(`ops.${name}.${option}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Acts({ person, onDone, onProblem }) {
  const say = useWords();
  const send = async (path, method, body) => {
    const { problem } = await ask(`/people/${person.id}${path}`, method, body);
    await onDone();
    return problem;
  };
  const put = async (path, body) => onProblem(await send(path, "PUT", body));
  return (
    <div className="flex flex-wrap items-center gap-1 max-[899px]:justify-end">
      <Pick name="tier" value={person.tier} options={TIERS} onPick={(tier) => put("/tier", { tier })} />
      {person.kind === "member" && <Pick name="role" value={person.role} options={ROLES} onPick={(role) => put("/role", { role })} />}
      <Deed
        act="grant"
        label={say("ops.do.grant")}
        title={say("ops.do.grant_title")}
        field={[["credits", "number"], ["why"]]}
        initial={10}
        onDo={(form) => send("/grant", "POST", { credits: Number(form.get("credits")), why: form.get("why") })}
      />
      {person.blocked_at ? (
        <Deed act="unblock" label={say("ops.do.unblock")} title={say("ops.do.unblock_title")} onDo={() => send("/unblock", "POST")} />
      ) : (
        <Deed act="block" danger label={say("ops.do.block")} title={say("ops.do.block_title")} body={say("ops.do.block_body")} field={[["why"]]} onDo={(form) => send("/block", "POST", { why: form.get("why") })} />
      )}
    </div>
  );
}

export function OperationsPeople({ role }) {
  const say = useWords();
  const [values, set] = useFilters(FILTERS);
  const [problem, setProblem] = useState(null);
  const pages = usePages(`/people${queryOf(values)}`);
  const columns = [
    ["ops.col.person", (p) => <Who person={p} role={role} />],
    ["ops.filter.tier", (p) => <>{say(`ops.tier.${p.tier}`)}{p.role !== "person" && <span className="block text-13 text-accent">{say(`ops.role.${p.role}`)}</span>}</>],
    ["ops.col.credits", (p) => <>{p.available}{p.held > 0 && <span className="block text-13 text-quiet">{say("ops.held", { n: p.held })}</span>}</>],
    ["ops.col.running", (p) => <Link className="text-link" to={`/operations/jobs?person_id=${p.id}`}>{p.running}</Link>],
    ["ops.col.seen", (p) => <><When at={p.seen_at} />{p.blocked_at && <span className="block text-13 text-danger">{say("ops.blocked")}</span>}</>],
  ];
  if (role === "operator") columns.push(["ops.col.acts", (p) => <Acts person={p} onDone={pages.read} onProblem={setProblem} />]);
  return (
    <Room read={pages}>
      <div className="mt-6 flex flex-wrap items-end gap-3">
        <Write name="q" value={values.q} onWrite={set} />
        <Choose name="kind" value={values.kind} options={["guest", "member", "external"]} words={(k) => say(`ops.person.${k}`)} onChoose={set} />
        <Choose name="tier" value={values.tier} options={TIERS} words={(t) => say(`ops.tier.${t}`)} onChoose={set} />
        <Choose name="role" value={values.role} options={ROLES} words={(r) => say(`ops.role.${r}`)} onChoose={set} />
        <Choose name="blocked" value={values.blocked} options={["true"]} words={() => say("ops.blocked")} onChoose={set} />
      </div>
      {problem && <p role="alert" className="mt-3 text-danger">{problem.words || say("ops.offline")}</p>}
      {pages.items && <Rows label={say("ops.nav.people")} empty="ops.people_none" rows={pages.items} columns={columns} />}
      <More pages={pages} />
    </Room>
  );
}
