// How the studio does: now, and in charts of the last hour, day and month.
import { lazy, Suspense, useEffect, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Room, Rows, State, took, useFilters, useRead } from "./operations.jsx";

const Charts = lazy(() => import("./operations_charts.jsx").then((m) => ({ default: m.Charts })));
const Spark = lazy(() => import("./operations_charts.jsx").then((m) => ({ default: m.Spark })));
const WINDOWS = ["hour", "day", "month"];
const LOOK_S = 5;
const KEPT = 60;

// What waits and what is made, look by look, while this page is open.
function useTrail(seen) {
  const [trail, setTrail] = useState([]);
  useEffect(() => {
    if (seen) setTrail((was) => [...was, { waiting: seen.waiting, running: seen.running }].slice(-KEPT));
  }, [seen]);
  return trail;
}

function Number({ name, value, values, to, alarm }) {
  const say = useWords();
  const label = say(`ops.now.${name}`);
  const body = (
    <>
      <span className="block text-13 text-quiet">{label}</span>
      <span className={`tabular block text-28 ${alarm ? "text-danger" : ""}`} data-now={name}>
        {value}
      </span>
      {values?.length > 1 && (
        <Suspense fallback={<div className="mt-2 h-8" />}>
          <Spark values={values} label={label} />
        </Suspense>
      )}
    </>
  );
  return to ? (
    <Link to={to} className="card block p-4 hover:bg-sunken">
      {body}
    </Link>
  ) : (
    <div className="card p-4">{body}</div>
  );
}

function Numbers({ seen, chart }) {
  const say = useWords();
  const trail = useTrail(seen);
  const ended = (state) => chart?.window === "hour" ? chart.steps.map((step) => step[state]) : [];
  return (
    <div className="mt-6 grid grid-cols-2 gap-3 min-[900px]:grid-cols-4">
      <Number name="running" value={seen.running} values={trail.map((t) => t.running)} to="/operations/jobs?state=generating" />
      <Number name="waiting" value={seen.waiting} values={trail.map((t) => t.waiting)} to="/operations/jobs?state=pending" />
      <Number name="completed" value={seen.completed} values={ended("completed")} />
      <Number name="failed" value={seen.failed} values={ended("failed")} to="/operations/failed" alarm={seen.failed > 0} />
      <Number name="oldest" value={took(say, seen.oldest_due_s)} alarm={(seen.oldest_due_s ?? 0) > 60} />
      <Number name="held" value={seen.held.toLocaleString(say.locale)} />
      <Number name="at_providers" value={seen.at_providers.toLocaleString(say.locale)} />
      <Number name="deliveries" value={seen.deliveries_due} to="/operations/deliveries?state=pending" />
    </div>
  );
}

export function OperationsOverview() {
  const say = useWords();
  const [{ window: chosen }, set] = useFilters(["window"]);
  const window_ = WINDOWS.includes(chosen) ? chosen : "hour";
  const read = useRead("/overview", LOOK_S);
  const { told: chart } = useRead(`/charts/${window_}`, window_ === "hour" ? 30 : 300);
  const seen = read.told;
  const paces = seen?.pace.map((pace) => ({ id: pace.provider, ...pace })) ?? [];
  const standing = seen?.standing.map((each) => ({ id: `${each.provider} ${each.state}`, ...each })) ?? [];
  return (
    <Room read={read}>
      {seen && (
        <>
          <p className={`mt-6 text-17 ${seen.ok ? "" : "text-danger"}`} role="status" data-health={seen.ok ? "well" : "ill"}>
            {seen.ok ? say("ops.well") : seen.problems.join(" ")}
          </p>
          <Numbers seen={seen} chart={chart} />
          <div className="mt-8 flex flex-wrap gap-2" role="group" aria-label={say("ops.window")}>
            {WINDOWS.map((each) => (
              <button key={each} type="button" className="chip" aria-pressed={window_ === each} onClick={() => set("window", each)}>
                {say(`ops.window.${each}`)}
              </button>
            ))}
          </div>
          <Suspense fallback={<div className="sheen mt-3 h-56" aria-hidden />}>{chart && <Charts chart={chart} />}</Suspense>
          <div className="grid gap-x-8 min-[900px]:grid-cols-2">
            <section className="mt-10">
              <h2 className="text-21">{say("ops.standing")}</h2>
              <Rows
                label={say("ops.standing")}
                empty="ops.standing_none"
                rows={standing}
                columns={[
                  ["ops.col.provider", (r) => r.provider],
                  ["ops.col.state", (r) => <State state={r.state} />],
                  ["ops.col.n", (r) => r.n],
                  ["ops.col.oldest", (r) => took(say, r.oldest_s)],
                ]}
              />
            </section>
            <section className="mt-10">
              <h2 className="text-21">{say("ops.reasons")}</h2>
              <Rows
                label={say("ops.reasons")}
                empty="ops.reasons_none"
                rows={seen.reasons.map((r) => ({ id: `${r.provider} ${r.code}`, ...r }))}
                columns={[
                  ["ops.col.reason", (r) => <Link className="text-link" to={`/operations/failed?provider=${r.provider}&code=${r.code}`}>{r.code}</Link>],
                  ["ops.col.provider", (r) => r.provider],
                  ["ops.col.n", (r) => r.n],
                ]}
              />
            </section>
          </div>
          <section className="mt-10">
            <h2 className="text-21">{say("ops.pace")}</h2>
            <Rows
              label={say("ops.pace")}
              empty="ops.pace_none"
              rows={paces}
              columns={[
                ["ops.col.provider", (r) => r.provider],
                ["ops.chart.waiting_s", (r) => `${took(say, r.waiting_s[0])} · ${took(say, r.waiting_s[1])}`],
                ["ops.chart.making_s", (r) => `${took(say, r.making_s[0])} · ${took(say, r.making_s[1])}`],
              ]}
            />
          </section>
        </>
      )}
    </Room>
  );
}
