// Jobs of everybody: filters that combine and live in the address, and a field that any id can be
// pasted into.
import { useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { ask, Choose, Id, jobAt, More, personAt, queryOf, Room, Rows, State, useFilters, usePages, When, Write } from "./operations.jsx";

const FILTERS = ["state", "medium", "provider", "tier", "code", "person_id", "newer_s", "older_s", "words"];
const STATES = ["pending", "generating", "cancelling", "completed", "failed", "cancelled"];
const MEDIA = ["song", "photo", "model3d"];
export const AGES = ["300", "3600", "86400", "604800"];

function Paste() {
  const say = useWords();
  const go = useNavigate();
  const [lost, setLost] = useState(false);
  const press = async (event) => {
    event.preventDefault();
    const id = new FormData(event.currentTarget).get("id").trim();
    const { told } = id ? await ask(`/find?q=${encodeURIComponent(id)}`) : {};
    setLost(!told);
    if (told) go(told.kind === "person" ? personAt(told.id) : jobAt(told.id));
  };
  return (
    <form onSubmit={press} className="mt-6 flex items-end gap-2" data-paste>
      <label className="min-w-0 flex-1 text-13 text-quiet">
        {say("ops.paste")}
        <input name="id" type="search" className="field mt-1 block w-full font-mono" maxLength={300} autoComplete="off" spellCheck={false} aria-invalid={lost || undefined} />
      </label>
      <button className="button button-plain">{say("act.open")}</button>
      <span role="status" className={lost ? "self-center text-13 text-danger" : "sr-only"}>
        {lost ? say("ops.paste_lost") : ""}
      </span>
    </form>
  );
}

export function Filters({ values, set, names }) {
  const say = useWords();
  const age = (seconds) => say(`ops.age.${seconds}`);
  const parts = {
    state: <Choose key="state" name="state" value={values.state} options={STATES} words={(s) => say(`ops.state.${s}`)} onChoose={set} />,
    medium: <Choose key="medium" name="medium" value={values.medium} options={MEDIA} words={(m) => say(`ops.medium.${m}`)} onChoose={set} />,
    tier: <Choose key="tier" name="tier" value={values.tier} options={["free", "paid"]} words={(t) => say(`ops.tier.${t}`)} onChoose={set} />,
    newer_s: <Choose key="newer_s" name="newer_s" value={values.newer_s} options={AGES} words={age} onChoose={set} />,
    older_s: <Choose key="older_s" name="older_s" value={values.older_s} options={AGES} words={age} onChoose={set} />,
  };
  return (
    <div className="mt-4 flex flex-wrap items-end gap-3">
      {names.map((name) => parts[name] ?? <Write key={name} name={name} value={values[name]} onWrite={set} />)}
    </div>
  );
}

export function OperationsJobs() {
  const say = useWords();
  const [values, set] = useFilters(FILTERS);
  const pages = usePages(`/jobs${queryOf(values)}`);
  return (
    <Room read={pages}>
      <Paste />
      <Filters values={values} set={set} names={FILTERS} />
      <p className="mt-2 text-13 text-quiet">{say("ops.words_about")}</p>
      {pages.items && (
        <Rows
          label={say("ops.nav.jobs")}
          empty="ops.jobs_none"
          rows={pages.items}
          columns={[
            ["ops.col.job", (r) => <Id id={r.id} to={jobAt(r.id)} />],
            ["ops.col.state", (r) => <><State state={r.status} />{r.in_trash && <span className="text-13 text-quiet"> · {say("ops.in_trash")}</span>}{r.code && <span className="block text-13 text-quiet">{r.code}</span>}</>],
            ["ops.col.provider", (r) => <>{r.provider}<span className="block text-13 text-quiet">{r.model}</span></>],
            ["ops.col.parts", (r) => `${r.completed}/${r.total}`],
            ["ops.col.credits", (r) => r.price],
            ["ops.col.person", (r) => <Id id={r.person_id} to={personAt(r.person_id)} />],
            ["ops.col.begun", (r) => <When at={r.created_at} />],
          ]}
        />
      )}
      <More pages={pages} />
    </Room>
  );
}
