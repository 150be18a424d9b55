// What failed, by reason and provider, and acts on all that matches: first a look at what it would do.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { Filters } from "./operations_jobs.jsx";
import { ask, queryOf, Room, Rows, useFilters, useRead, When } from "./operations.jsx";
import { Sheet, useSheet } from "./sheet.jsx";

const FILTERS = ["medium", "provider", "code", "tier", "person_id", "newer_s", "older_s", "words"];
const ACTS = ["retry", "cancel", "release"];
const SECONDS = ["newer_s", "older_s"];

// What is said in the address, in the types of the routes.
const matchOf = (values) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value)
      .map(([name, value]) => [name, SECONDS.includes(name) ? Number(value) : value]),
  );

function Preview({ act, seen }) {
  const say = useWords();
  const line = (key, n) => <li key={key}>{say(`ops.preview.${act}.${key}`, { n })}</li>;
  const keys = act === "retry" ? ["never_reached", "bought_again", "retried"] : act === "cancel" ? ["never_reached", "bought_again"] : [];
  return (
    <div data-preview>
      <p className="mt-3 text-17">{say(`ops.preview.${act}`, { n: seen.matching })}</p>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-quiet">
        {keys.filter((key) => seen[key] > 0).map((key) => line(key, seen[key]))}
        <li>{say("ops.preview.people", { n: seen.people })}</li>
        {act !== "release" && <li>{say(`ops.preview.${act}.credits`, { n: seen.credits })}</li>}
      </ul>
    </div>
  );
}

function Progress({ going }) {
  const say = useWords();
  const left = Object.entries(going.skipped);
  return (
    <div className="mt-3" role="status" data-acted={going.over ? going.done : undefined}>
      <p className="text-17">{say(going.over ? "ops.acted" : "ops.acting", { n: going.done })}</p>
      {left.map(([why, n]) => (
        <p key={why} className="text-13 text-quiet">
          {say.has(`ops.skipped.${why}`) ? say(`ops.skipped.${why}`) : why}: {n}
        </p>
      ))}
    </div>
  );
}

// One act on everything that matches. The server does a hundred a round; this shows how far it is.
function ActOnAll({ act, values, onDone }) {
  const say = useWords();
  const sheet = useSheet();
  const [seen, setSeen] = useState(null);
  const [going, setGoing] = useState(null);
  const [problem, setProblem] = useState(null);
  const match = matchOf(values);
  const look = async () => {
    setSeen(null);
    setGoing(null);
    sheet.open();
    const got = await ask("/preview", "POST", { act, match });
    setSeen(got.told ?? null);
    setProblem(got.problem ?? null);
  };
  const press = async (event) => {
    event.preventDefault();
    const also = new FormData(event.currentTarget).has("also");
    let [cursor, done, skipped] = [null, 0, {}];
    do {
      const { told, problem: found } = await ask("/act", "POST", { act, match, until: seen.until, also_retried: also, cursor });
      if (found) return setProblem(found);
      done += told.done;
      for (const [why, n] of Object.entries(told.skipped)) skipped = { ...skipped, [why]: (skipped[why] ?? 0) + n };
      cursor = told.cursor;
      setGoing({ done, skipped, over: !cursor });
    } while (cursor);
    return onDone();
  };
  const label = say(`ops.act.${act}`);
  return (
    <>
      <button type="button" className="button button-plain" data-act={act} onClick={look}>
        {label}
      </button>
      <Sheet sheet={sheet} label={label} wide>
        <form onSubmit={press}>
          <h2 className="pr-10 text-21">{label}</h2>
          {!seen && !problem && <div className="sheen mt-4 h-24" aria-hidden />}
          {seen && !going && <Preview act={act} seen={seen} />}
          {seen?.retried > 0 && !going && (
            <label className="mt-4 flex items-center gap-2">
              <input type="checkbox" name="also" />
              {say("ops.also_retried")}
            </label>
          )}
          {going && <Progress going={going} />}
          {problem && <p role="alert" className="mt-3 text-danger">{problem.status === 404 ? say("ops.readers_only_look") : problem.words || say("ops.offline")}</p>}
          <div className="mt-6 flex justify-end gap-2">
            <button type="button" className="button button-plain" onClick={sheet.close}>
              {say(going?.over ? "act.close" : "act.leave")}
            </button>
            {!going && <button className={`button ${act === "cancel" ? "button-danger" : "button-primary"}`} disabled={!seen?.matching} data-yes={act}>{label}</button>}
          </div>
        </form>
      </Sheet>
    </>
  );
}

export function OperationsFailed({ role }) {
  const say = useWords();
  const [values, set, put] = useFilters(FILTERS);
  const read = useRead(`/failed${queryOf(values)}`, 15);
  const groups = read.told?.items.map((group) => ({ id: `${group.provider} ${group.code}`, ...group })) ?? [];
  const narrow = (group) => put({ provider: group.provider, code: group.code });
  return (
    <Room read={read}>
      <Filters values={values} set={set} names={FILTERS} />
      {role === "operator" && (
        <div className="mt-5 flex flex-wrap items-center gap-2" role="group" aria-label={say("ops.on_all")}>
          <span className="mr-1 text-13 text-quiet">{say("ops.on_all")}</span>
          {ACTS.map((act) => (
            <ActOnAll key={act} act={act} values={values} onDone={read.read} />
          ))}
        </div>
      )}
      <Rows
        label={say("ops.nav.failed")}
        empty="ops.failed_none"
        rows={groups}
        columns={[
          ["ops.col.reason", (g) => <><button type="button" className="text-link text-left" onClick={() => narrow(g)}>{g.code}</button><span className="block max-w-md text-13 text-quiet [overflow-wrap:anywhere]">{g.detail ?? g.reason}</span></>],
          ["ops.col.provider", (g) => g.provider],
          ["ops.col.n", (g) => g.n],
          ["ops.col.people", (g) => g.people],
          ["ops.col.credits", (g) => g.credits],
          ["ops.col.last", (g) => <When at={g.last_at} />],
        ]}
      />
    </Room>
  );
}
