// How somebody wants to be told: this browser, other devices, what by which way, and when not.
import { useCallback, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { ask } from "./asked.jsx";
import { Icon } from "./icons.jsx";
import { canPush, needsInstalling, permission, subscription, turnOff, turnOn } from "./pushing.jsx";
import { Ago } from "./time.jsx";

const KINDS = ["song", "photo", "model3d", "journey", "studio"];
const LOOKS = 12;
const LOOK_MS = 900;
const NAMED = { "device.test": "tell.a_test", "mailbox.confirm": "tell.a_question" };
const NIGHT = { begins: "22:00", ends: "08:00" };

function Part({ title, about, children }) {
  return (
    <section>
      <h2 className="text-21">{title}</h2>
      {about && <p className="mt-1 text-13 text-quiet">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

function ThisDevice({ onChanged }) {
  const say = useWords();
  const [state, setState] = useState("");
  const [busy, setBusy] = useState(false);
  const look = useCallback(async () => {
    if (needsInstalling()) return setState("install");
    if (!canPush()) return setState("unsupported");
    if (permission() === "denied") return setState("denied");
    return setState(permission() === "granted" && (await subscription()) ? "on" : "off");
  }, []);
  useEffect(() => void look(), [look]);
  const act = async () => {
    setBusy(true);
    const came = state === "on" ? await turnOff() : await turnOn();
    setBusy(false);
    if (came === "unavailable") return setState("unavailable");
    await look();
    return onChanged();
  };
  const canAct = ["on", "off", "unavailable"].includes(state);
  return (
    <div className="card flex flex-wrap items-center gap-4 p-5" data-this-device={state}>
      <p className="min-w-0 flex-1 basis-56" role="status">
        {state && say(`tell.device_${state}`)}
      </p>
      {canAct && (
        <button type="button" className={`button ${state === "on" ? "button-plain" : "button-primary"}`} disabled={busy} onClick={act}>
          {say(state === "on" ? "tell.turn_off" : "tell.turn_on")}
        </button>
      )}
    </div>
  );
}

function Devices({ devices, onChanged, onSent }) {
  const say = useWords();
  const test = async (device) => {
    await ask(`/api/devices/${device.id}/test`, "POST");
    onSent();
  };
  const remove = async (device) => {
    await ask(`/api/devices/${device.id}`, "DELETE");
    onChanged();
  };
  if (!devices.length) return null;
  return (
    <ul className="mt-3 border-t border-line" aria-label={say("tell.devices")}>
      {devices.map((device) => (
        <li key={device.id} data-device={device.kind} className="flex flex-wrap items-center gap-x-3 border-b border-line py-2">
          <div className="min-w-0 flex-1 basis-40">
            <p className="truncate font-medium">{device.name || device.service || say("tell.a_phone")}</p>
            <p className={`text-13 ${device.failing_since ? "text-danger" : "text-quiet"}`}>
              {device.failing_since ? say("tell.failing") : <Ago at={Date.parse(device.seen_at)} />}
            </p>
          </div>
          <button type="button" className="button button-quiet" data-act="test" onClick={() => test(device)}>
            {say("tell.test")}
          </button>
          <button type="button" className="icon-button" aria-label={say("tell.remove", { name: device.name })} onClick={() => remove(device)}>
            <Icon name="x" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Kinds({ way, chosen, onChange }) {
  const say = useWords();
  const flip = (kind) => onChange(chosen.includes(kind) ? chosen.filter((each) => each !== kind) : [...chosen, kind]);
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{say(`tell.by_${way}`)}</legend>
      <div className="flex flex-wrap gap-2">
        {KINDS.map((kind) => (
          <label key={kind} className="chip">
            <input type="checkbox" name={`${way}-${kind}`} checked={chosen.includes(kind)} onChange={() => flip(kind)} className="sr-only" />
            {say(`tell.kind.${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

// Where e-mails go, and whether somebody said that they read them there.
function Mailbox({ ways, wanted, onAsked }) {
  const say = useWords();
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    const answer = await ask("/api/notices/mailbox", "POST");
    setBusy(false);
    if (answer.told) onAsked(answer.told);
    setTold(say(answer.told ? "tell.mailbox_sent" : answer.problem === "too_many" ? "tell.mailbox_soon" : "notice.unavailable"));
  };
  if (!ways.address) return <p className="-mt-3 text-13 text-quiet">{say("tell.no_address")}</p>;
  const waits = wanted && ways.mailbox !== "confirmed";
  return (
    <div className="-mt-3 text-13 text-quiet" data-mailbox={ways.mailbox}>
      <p className="flex items-center gap-1.5">
        {ways.mailbox === "confirmed" && <Icon name="check" size={14} />}
        {say(ways.mailbox === "confirmed" ? "tell.to_address_confirmed" : "tell.to_address", { address: ways.address })}
      </p>
      {waits && (
        <div className={`mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-soft border border-line bg-surface px-4 py-3 text-15 text-ink ${ways.mailbox === "unasked" ? "late-show" : ""}`}>
          <p className="min-w-0 flex-1 basis-64">{say(ways.mailbox === "asked" ? "tell.mailbox_asked" : "tell.mailbox_unasked", { address: ways.address })}</p>
          <button type="button" className="button button-plain" disabled={busy} onClick={again} data-act="ask-mailbox">
            {say(ways.mailbox === "asked" ? "tell.mailbox_again" : "tell.mailbox_send")}
          </button>
        </div>
      )}
      <p role="status" className={waits && told ? "mt-2" : "sr-only"}>
        {waits && told}
      </p>
    </div>
  );
}

function Quiet({ manners, onChange }) {
  const say = useWords();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const quiet = manners.quiet && { begins: manners.quiet.begins.slice(0, 5), ends: manners.quiet.ends.slice(0, 5) };
  const set = (change) => onChange({ quiet: { ...quiet, ...change }, timezone: here });
  const flip = () => onChange(quiet ? { quiet: null } : { quiet: NIGHT, timezone: here });
  return (
    <>
      <label className="chip">
        <input type="checkbox" name="quiet" checked={Boolean(quiet)} onChange={flip} className="sr-only" />
        {say("tell.quiet_on")}
      </label>
      {quiet && (
        <div className="mt-4 flex flex-wrap items-end gap-4">
          {["begins", "ends"].map((end) => (
            <label key={end} className="block">
              <span className="mb-1 block text-13 text-quiet">{say(`tell.quiet_${end}`)}</span>
              <input type="time" name={end} className="field w-36" value={quiet[end]} onChange={(event) => event.target.value && set({ [end]: event.target.value })} />
            </label>
          ))}
          <p className="pb-3 text-13 text-quiet">{manners.timezone}</p>
        </div>
      )}
    </>
  );
}

function outcome(say, each) {
  if (each.state === "delivered") return say("tell.went.delivered");
  if (each.problem && say.has(`tell.why.${each.problem}`)) return say(`tell.why.${each.problem}`);
  return say(each.tries ? "tell.went.again" : "tell.went.pending");
}

// Looks again for a while after something was sent, until it is known how that went.
function Log({ sent }) {
  const say = useWords();
  const [items, setItems] = useState(null);
  useEffect(() => {
    let left = sent ? LOOKS : 1;
    let timer = 0;
    const look = async () => {
      const { told } = await ask("/api/notices/sent?limit=12");
      if (told) setItems(told.items);
      left -= 1;
      if (left > 0 && (!told || told.items.some((each) => each.state === "pending" && !each.tries))) timer = setTimeout(look, LOOK_MS);
    };
    look();
    return () => {
      left = 0;
      clearTimeout(timer);
    };
  }, [sent]);
  if (!items) return <div className="sheen h-16" aria-hidden />;
  if (!items.length) return <p className="text-13 text-quiet">{say("tell.log_empty")}</p>;
  return (
    <ul className="border-t border-line" aria-live="polite" aria-label={say("tell.log")}>
      {items.map((each) => (
        <li key={each.id} data-sent={each.state} className="border-b border-line py-2">
          <div className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 truncate font-medium">{each.titles.join(", ") || say(NAMED[each.topic] ?? "tell.some_news")}</span>
            <Ago at={Date.parse(each.tried_at ?? each.created_at)} className="whitespace-nowrap text-13 text-quiet" />
          </div>
          <p className={`text-13 ${each.state === "failed" ? "text-danger" : "text-quiet"}`}>
            {say(`tell.way.${each.channel}`)}
            {each.to && ` · ${each.to}`} · {outcome(say, each)}
          </p>
        </li>
      ))}
    </ul>
  );
}

export function TellingDesk() {
  const say = useWords();
  const [manners, setManners] = useState(null);
  const [devices, setDevices] = useState([]);
  const [away, setAway] = useState(false);
  const [sent, setSent] = useState(0);
  const readDevices = useCallback(async () => {
    const { told } = await ask("/api/devices");
    if (told) setDevices(told.items);
  }, []);
  const read = useCallback(async () => {
    const { told, problem } = await ask("/api/notices/settings");
    setAway(Boolean(problem));
    if (told) setManners(told);
    await readDevices();
  }, [readDevices]);
  useEffect(() => void read(), [read]);
  const heard = () => setSent((n) => n + 1);
  const waiting = useRef({ line: Promise.resolve(), n: 0 }).current;
  const send = async (what) => {
    const { told } = await ask("/api/notices/settings", "PATCH", what);
    waiting.n -= 1;
    // Whoever wants letters is asked by one.
    if (told && what.email) heard();
    // What was chosen meanwhile stays as it is until its own answer comes.
    if (told && !waiting.n) setManners(told);
    if (told) return;
    dispatchEvent(new CustomEvent("mw:told", { detail: "notice.unavailable" }));
    read();
  };
  const change = (what) => {
    setManners((was) => ({ ...was, ...what }));
    waiting.n += 1;
    waiting.line = waiting.line.then(() => send(what));
  };
  if (!manners) {
    return away ? (
      <button type="button" className="button button-plain" onClick={read}>
        <Icon name="again" /> {say("act.retry")}
      </button>
    ) : (
      <div className="sheen h-40" aria-hidden />
    );
  }
  const { ways } = manners;
  return (
    <div className="flex flex-col gap-10">
      {ways.push && (
        <Part title={say("tell.this_device")} about={say("tell.this_device_about")}>
          <ThisDevice onChanged={readDevices} />
          <Devices devices={devices} onChanged={readDevices} onSent={heard} />
        </Part>
      )}
      <Part title={say("tell.what")} about={say("tell.what_about")}>
        <div className="flex flex-col gap-6">
          <Kinds way="push" chosen={manners.push} onChange={(push) => change({ push })} />
          {ways.email && ways.address && <Kinds way="email" chosen={manners.email} onChange={(email) => change({ email })} />}
          {ways.email && <Mailbox ways={ways} wanted={manners.email.length > 0} onAsked={(told) => (setManners(told), heard())} />}
        </div>
      </Part>
      <Part title={say("tell.quiet")} about={say("tell.quiet_about")}>
        <Quiet manners={manners} onChange={change} />
      </Part>
      <Part title={say("tell.log")} about={say("tell.log_about")}>
        <Log sent={sent} />
      </Part>
    </div>
  );
}

// Whoever came by the link in a letter says that the address is theirs. Looking says nothing: mailboxes look, too.
export function Confirm() {
  const say = useWords();
  const [state, setState] = useState("asks");
  const yes = async () => {
    const token = new URLSearchParams(location.search).get("t") ?? "";
    const { problem } = await ask(`/api/confirm?t=${encodeURIComponent(token)}`, "POST");
    setState(!problem ? "done" : problem === "not_found" ? "unknown" : "away");
  };
  return (
    <div data-confirm={state}>
      <p className="mb-6 mt-3 text-quiet" role="status">
        {say(`tell.confirm_${state}`)}
      </p>
      {(state === "asks" || state === "away") && (
        <button type="button" className="button button-primary" onClick={yes}>
          {say("tell.confirm_yes")}
        </button>
      )}
      {(state === "done" || state === "unknown") && (
        <Link to="/account/notices" className="button button-plain">
          {say("tell.open")}
        </Link>
      )}
    </div>
  );
}

// The way out of e-mails, for whoever came by a link in one. Looking ends nothing: mailboxes look, too.
export function Unsubscribe() {
  const say = useWords();
  const [state, setState] = useState("asks");
  const stop = async () => {
    const token = new URLSearchParams(location.search).get("t") ?? "";
    const { problem } = await ask(`/api/unsubscribe?t=${encodeURIComponent(token)}`, "POST");
    setState(problem ? "unknown" : "done");
  };
  return (
    <div data-unsubscribe={state}>
      <p className="mb-6 mt-3 text-quiet" role="status">
        {say(`tell.stop_${state}`)}
      </p>
      {state === "asks" && (
        <button type="button" className="button button-primary" onClick={stop}>
          {say("tell.stop_yes")}
        </button>
      )}
    </div>
  );
}
