// Providers and processes: how they are, and what may be done about it.
import { useWords } from "../../words/words.js";
import { ask, Deed, Room, Rows, took, useRead, When } from "./operations.jsx";
import { bytes } from "./storage.jsx";

const LOOK_S = 5;

function Sky({ provider }) {
  const say = useWords();
  const ill = provider.sky !== "fine";
  const until = provider.open_until ?? provider.blocked_until;
  return (
    <>
      <span className={ill ? "font-medium text-danger" : "font-medium text-model"}>{say(`ops.sky.${provider.sky}`)}</span>
      {provider.paused_reason && <span className="block max-w-56 text-13 text-quiet">{provider.paused_reason}</span>}
      {provider.now_s && (
        <span className="block text-13 text-quiet">
          {took(say, provider.now_s)} · {say("ops.usually", { time: took(say, provider.usual_s) })}
        </span>
      )}
      {provider.failures > 0 && <span className="block text-13 text-quiet">{say("ops.in_a_row", { n: provider.failures })}</span>}
      {ill && until && <span className="block text-13 text-quiet"><When at={until} /></span>}
    </>
  );
}

function Acts({ provider, onDone }) {
  const say = useWords();
  const at = `/providers/${encodeURIComponent(provider.id)}`;
  const act = (path, method, of) => async (form) => {
    const { problem } = await ask(`${at}${path}`, method, of?.(form));
    await onDone();
    return problem;
  };
  return (
    <div className="flex flex-wrap gap-1 max-[899px]:justify-end">
      <Deed act="slots" label={say("ops.do.slots")} title={say("ops.do.slots_title", { name: provider.title })} body={say("ops.do.slots_body")} field={[["slots", "number"]]} initial={provider.slots} onDo={act("/slots", "PUT", (form) => ({ slots: Number(form.get("slots")) }))} />
      {(provider.paused || provider.failures > 0) && (
        <Deed act="resume" label={say("ops.do.resume")} title={say("ops.do.resume_title", { name: provider.title })} onDo={act("/resume", "POST")} />
      )}
      {!provider.paused && (
        <Deed act="pause" danger label={say("ops.do.pause")} title={say("ops.do.pause_title", { name: provider.title })} body={say("ops.do.pause_body")} field={[["why"]]} onDo={act("/pause", "POST", (form) => ({ why: form.get("why") }))} />
      )}
    </div>
  );
}

export function OperationsProviders({ role }) {
  const say = useWords();
  const read = useRead("/providers", LOOK_S);
  const columns = [
    ["ops.col.provider", (p) => <><span className="font-medium">{p.title}</span><span className="block font-mono text-13 text-quiet">{p.id}</span></>],
    ["ops.col.weather", (p) => <Sky provider={p} />],
    ["ops.col.slots", (p) => <><span className="tabular" data-slots={p.slots}>{p.in_use} / {p.slots}</span>{p.configured_slots !== null && p.configured_slots !== p.slots && <span className="block text-13 text-quiet">{say("ops.configured", { n: p.configured_slots })}</span>}</>],
    ["ops.state.pending", (p) => p.waiting],
    ["ops.col.prices", (p) => Object.entries(p.prices).map(([model, price]) => <span key={model} className="block text-13">{model}: {say("nav.credits", { n: price })}</span>)],
  ];
  if (role === "operator") columns.push(["ops.col.acts", (p) => <Acts provider={p} onDone={read.read} />]);
  return (
    <Room read={read}>
      <Rows label={say("ops.nav.providers")} empty="ops.providers_none" rows={read.told?.items ?? []} columns={columns} />
    </Room>
  );
}

function Drain({ process, onDone }) {
  const say = useWords();
  if (process.kind !== "worker") return null;
  const turn = async () => {
    const { problem } = await ask(`/processes/${encodeURIComponent(process.id)}/drain`, "POST", { drains: !process.drains });
    await onDone();
    return problem;
  };
  const name = process.drains ? "work" : "drain";
  return <Deed act={name} label={say(`ops.do.${name}`)} title={say(`ops.do.${name}_title`, { name: `${process.host} · ${process.pid}` })} body={say(`ops.do.${name}_body`)} onDo={turn} />;
}

export function OperationsProcesses({ role }) {
  const say = useWords();
  const read = useRead("/processes", LOOK_S);
  const columns = [
    ["ops.col.process", (p) => <><span className="font-medium">{say(`ops.process.${p.kind}`)}{p.leads ? ` · ${say("ops.leads")}` : ""}</span><span className="block text-13 text-quiet">{p.host} · {p.pid}</span></>],
    ["ops.col.version", (p) => <>{p.version}<span className="block text-13 text-quiet">{p.queues}</span></>],
    ["ops.col.threads", (p) => p.threads],
    ["ops.col.memory", (p) => bytes(say, p.memory)],
    ["ops.col.holds", (p) => p.holds],
    ["ops.col.up", (p) => <When at={p.started_at} />],
    ["ops.col.sign", (p) => <span className={p.is_silent ? "text-danger" : ""}>{say("ops.ago", { time: took(say, p.age_s) })}{p.drains && <span className="block text-13 text-accent">{say("ops.drains")}</span>}</span>],
  ];
  if (role === "operator") columns.push(["ops.col.acts", (p) => <Drain process={p} onDone={read.read} />]);
  return (
    <Room read={read}>
      <Rows label={say("ops.nav.processes")} empty="ops.processes_none" rows={read.told?.items ?? []} columns={columns} />
    </Room>
  );
}
