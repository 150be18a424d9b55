// Messages to the outside, and what operators did.
import { useWords } from "../../words/words.js";
import { Choose, Id, jobAt, More, personAt, queryOf, Room, Rows, State, useFilters, usePages, When, Write } from "./operations.jsx";

export function OperationsDeliveries() {
  const say = useWords();
  const [values, set] = useFilters(["state", "channel", "person_id"]);
  const pages = usePages(`/deliveries${queryOf(values)}`);
  return (
    <Room read={pages}>
      <div className="mt-6 flex flex-wrap items-end gap-3">
        <Choose name="state" value={values.state} options={["pending", "delivered", "skipped", "failed"]} words={(s) => say(`ops.state.${s}`)} onChoose={set} />
        <Choose name="channel" value={values.channel} options={["push", "fcm", "email", "webhook"]} words={(way) => say(`tell.way.${way}`)} onChoose={set} />
        <Write name="person_id" value={values.person_id} onWrite={set} />
      </div>
      {pages.items && (
        <Rows
          label={say("ops.nav.deliveries")}
          empty="ops.deliveries_none"
          rows={pages.items}
          columns={[
            ["ops.col.topic", (d) => <>{d.topic}<span className="block text-13 text-quiet">{say(`tell.way.${d.channel}`)}</span></>],
            ["ops.col.state", (d) => <><State state={d.state} />{d.problem && <span className="block text-13 text-quiet">{d.problem}</span>}</>],
            ["ops.col.answer", (d) => (d.answer_status ? `${d.answer_status} · ${d.answer_ms ?? "–"} ms` : "–")],
            ["ops.col.try", (d) => d.tries],
            ["ops.col.job", (d) => (d.job_id ? <Id id={d.job_id} to={jobAt(d.job_id)} /> : "–")],
            ["ops.col.person", (d) => <Id id={d.person_id} to={personAt(d.person_id)} />],
            ["ops.col.begun", (d) => <When at={d.created_at} />],
          ]}
        />
      )}
      <More pages={pages} />
    </Room>
  );
}

const target = (id) => (id.startsWith("job_") ? jobAt(id) : id.startsWith("person_") ? personAt(id) : undefined);
const worded = (value) => (Array.isArray(value) ? value.join(", ") : typeof value === "object" && value ? JSON.stringify(value) : (value ?? "–"));
const told = (values) => Object.entries(values).map(([name, value]) => `${name}: ${worded(value)}`).join(" · ");

export function OperationsAudit() {
  const say = useWords();
  const [values, set] = useFilters(["who", "act", "target"]);
  const pages = usePages(`/audit${queryOf(values)}`);
  return (
    <Room read={pages}>
      <div className="mt-6 flex flex-wrap items-end gap-3">
        {["who", "act", "target"].map((name) => (
          <Write key={name} name={name} value={values[name]} onWrite={set} />
        ))}
      </div>
      {pages.items && (
        <Rows
          label={say("ops.nav.audit")}
          empty="ops.audit_none"
          rows={pages.items}
          columns={[
            ["ops.col.begun", (a) => <When at={a.at} />],
            ["ops.filter.act", (a) => a.act],
            ["ops.filter.target", (a) => <Id id={a.target} to={target(a.target)} />],
            ["ops.filter.who", (a) => <Id id={a.who} to={target(a.who)} />],
            ["ops.col.more", (a) => <span className="text-13 text-quiet [overflow-wrap:anywhere]">{[told(a.data), told(a.before), told(a.after)].filter(Boolean).join(" → ")}</span>],
          ]}
        />
      )}
      <More pages={pages} />
    </Room>
  );
}
