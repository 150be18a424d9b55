// Charts, on their own: whoever does not run the studio never loads them.
import { Area, AreaChart, Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useWords } from "../../words/words.js";

const AXIS = { stroke: "var(--quiet)", fontSize: 12, tickLine: false, axisLine: false };
const BOX = { background: "var(--surface)", border: "1px solid var(--line)", borderRadius: 10, color: "var(--ink)" };

function useTicks(window_) {
  const say = useWords();
  const form = window_ === "month" ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit", hour12: false };
  const write = new Intl.DateTimeFormat(say.locale, form);
  return (at) => write.format(Date.parse(at));
}

function Frame({ title, keys, children }) {
  return (
    <figure className="card p-4">
      <figcaption className="mb-2 flex flex-wrap items-baseline gap-x-4 text-13 text-quiet">
        <span className="mr-auto">{title}</span>
        {keys.map(([name, colour]) => (
          <span key={name} className="whitespace-nowrap">
            <span aria-hidden className="mr-1.5 inline-block size-2 rounded-full" style={{ background: colour }} />
            {name}
          </span>
        ))}
      </figcaption>
      <div className="h-44">
        <ResponsiveContainer width="100%" height="100%">
          {children}
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

export function Charts({ chart }) {
  const say = useWords();
  const tick = useTicks(chart.window);
  const common = { data: chart.steps, margin: { top: 4, right: 4, left: -18, bottom: 0 } };
  const parts = [
    <CartesianGrid key="grid" stroke="var(--line)" vertical={false} />,
    <XAxis key="x" dataKey="at" tickFormatter={tick} minTickGap={40} {...AXIS} />,
    <Tooltip key="tip" labelFormatter={tick} contentStyle={BOX} isAnimationActive={false} cursor={{ fill: "var(--sunken)" }} />,
  ];
  const ends = [["completed", "var(--model)"], ["failed", "var(--danger)"], ["cancelled", "var(--moon-rim)"]];
  const times = [["waiting_s", "var(--photo)"], ["making_s", "var(--accent)"]];
  const named = (kind, keys) => keys.map(([name, colour]) => [say(`ops.${kind}.${name}`), colour]);
  const ended = ([state, colour]) => <Bar key={state} dataKey={state} name={say(`ops.state.${state}`)} stackId="ended" fill={colour} isAnimationActive={false} />;
  const line = ([name, colour]) => (
    <Line key={name} dataKey={name} name={say(`ops.chart.${name}`)} stroke={colour} strokeWidth={2} dot={{ r: 2 }} connectNulls unit=" s" isAnimationActive={false} />
  );
  const round = chart.steps.map((step) => ({ ...step, waiting_s: step.waiting_s?.toFixed(1), making_s: step.making_s?.toFixed(1) }));
  return (
    <div className="mt-3 grid gap-3 min-[900px]:grid-cols-2" data-charts>
      <Frame title={say("ops.chart.ended")} keys={named("state", ends)}>
        <BarChart {...common}>
          {parts}
          <YAxis allowDecimals={false} {...AXIS} />
          {ends.map(ended)}
        </BarChart>
      </Frame>
      <Frame title={say("ops.chart.times")} keys={named("chart", times)}>
        <LineChart {...common} data={round}>
          {parts}
          <YAxis {...AXIS} />
          {times.map(line)}
        </LineChart>
      </Frame>
    </div>
  );
}

export function Spark({ values, label }) {
  const data = values.map((n, at) => ({ at, n }));
  return (
    <div className="mt-2 h-8" role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={data} margin={{ top: 2, right: 0, left: 0, bottom: 0 }}>
          <Area dataKey="n" stroke="var(--accent)" fill="var(--wash)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}
