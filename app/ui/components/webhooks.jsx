// Addresses of people's own programs. All of it goes over the REST routes: a secret is shown once, by
// this page, and is never part of any page state.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Ask } from "./sheet.jsx";
import { Ago } from "./time.jsx";

const TOPICS = ["job.completed", "job.failed", "job.cancelled"];
const LOOKS = 12;
const LOOK_MS = 700;

async function ask(path = "", method = "GET", body = undefined) {
  let answer;
  try {
    answer = await fetch(`/api/webhooks${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    return { problem: { code: "offline", field: "", words: "" } };
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return { told };
  // Asked too often, which passes; a limit on how many there are does not.
  if (answer.headers.has("Retry-After")) return { problem: { code: "busy", field: "", words: "" } };
  const { code = "other", field = "", message = "" } = told.error ?? {};
  return { problem: { code, field, words: message } };
}

function Trouble({ problem, id }) {
  const say = useWords();
  if (!problem) return null;
  const keys = [`hooks.no.${problem.field}`, `hooks.no.${problem.code}`];
  const known = keys.find((key) => say.has(key));
  return (
    <p id={id} role="alert" className="text-13 text-danger">
      {known ? say(known) : problem.words || say("hooks.no.offline")}
    </p>
  );
}

// Shown once: what is not copied now is gone.
function Secret({ secret, onDone }) {
  const say = useWords();
  const [copied, setCopied] = useState(false);
  const node = useRef(null);
  useEffect(() => node.current?.focus(), [secret]);
  const mark = () => {
    node.current.select();
    // Its beginning stays in sight, so that people see what it is.
    requestAnimationFrame(() => node.current && (node.current.scrollLeft = 0));
  };
  const copy = async () => {
    await navigator.clipboard?.writeText(secret).catch(() => node.current.select());
    node.current.select();
    setCopied(true);
  };
  return (
    <div className="rounded-soft bg-wash p-4" data-secret>
      <label className="block font-medium" htmlFor="hook-secret">
        {say("hooks.secret")}
      </label>
      <p className="mb-3 mt-1 text-13">{say("hooks.secret_once")}</p>
      <input ref={node} id="hook-secret" className="field font-mono text-13" readOnly value={secret} onFocus={mark} />
      <div className="mt-3 flex flex-wrap gap-2" aria-live="polite">
        <button type="button" className="button button-primary" onClick={copy}>
          {say(copied ? "hooks.copied" : "hooks.copy")}
        </button>
        <button type="button" className="button button-plain" onClick={onDone}>
          {say("hooks.secret_kept")}
        </button>
      </div>
    </div>
  );
}

function Field({ name, label, hint, problem, ...rest }) {
  const wrong = problem?.field === name;
  return (
    <div>
      <label htmlFor={`hook-${name}`} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={`hook-${name}`}
        name={name}
        className="field"
        aria-invalid={wrong || undefined}
        aria-describedby={`hook-${name}-about`}
        {...rest}
      />
      <div className="mt-1">
        {wrong ? <Trouble problem={problem} id={`hook-${name}-about`} /> : (
          <p id={`hook-${name}-about`} className="text-13 text-quiet">{hint}</p>
        )}
      </div>
    </div>
  );
}

function AddForm({ onAdded }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const press = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    setProblem(null);
    const body = { url: data.get("url").trim(), description: data.get("description"), events: data.getAll("events") };
    const { told, problem: found } = await ask("", "POST", body);
    setBusy(false);
    if (found) {
      setProblem(found);
      return void form.querySelector(`[name="${found.field}"]`)?.focus();
    }
    form.reset();
    return onAdded(told);
  };
  const elsewhere = problem && !["url", "description", "events"].includes(problem.field);
  return (
    <form className="card flex flex-col gap-5 p-5" onSubmit={press} noValidate data-hook-form>
      <h2 className="text-21">{say("hooks.add_title")}</h2>
      <Field name="url" type="url" inputMode="url" required maxLength={2000} label={say("hooks.url")} hint={say("hooks.url_hint")} placeholder="https://" problem={problem} />
      <fieldset>
        <legend className="mb-1.5 font-medium">{say("hooks.events")}</legend>
        <div className="flex flex-wrap gap-2">
          {TOPICS.map((topic) => (
            <label key={topic} className="chip">
              <input type="checkbox" name="events" value={topic} defaultChecked className="sr-only" />
              {say(`hooks.topic.${topic}`)}
            </label>
          ))}
        </div>
        {problem?.field === "events" && <div className="mt-1"><Trouble problem={problem} /></div>}
      </fieldset>
      <Field name="description" maxLength={200} label={say("hooks.description")} hint={say("hooks.description_hint")} problem={problem} />
      {elsewhere && <Trouble problem={problem} />}
      <button type="submit" className="button button-primary self-start" disabled={busy}>
        {say("hooks.add")}
      </button>
    </form>
  );
}

function outcome(say, each) {
  if (each.state === "delivered") return say("hooks.went.delivered");
  if (each.state === "failed") return say(`hooks.why.${each.problem}`);
  return say(each.tries ? "hooks.went.again" : "hooks.went.pending");
}

function Delivery({ hook, each, onSent }) {
  const say = useWords();
  const again = async () => {
    await ask(`/${hook.id}/deliveries/${each.id}/redeliver`, "POST");
    onSent();
  };
  const status = each.answer_status ? ` · ${each.answer_status}` : "";
  const look = { delivered: "text-ink", failed: "text-danger", pending: "text-quiet" }[each.state];
  return (
    <li className="border-b border-line py-3" data-delivery={each.state}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{say(`hooks.topic.${each.topic}`)}</span>
        <Ago at={Date.parse(each.tried_at ?? each.created_at)} className="text-13 text-quiet" />
      </div>
      <p className={`text-13 ${look}`}>
        {outcome(say, each)}
        <span className="tabular">{status}</span>
        {each.tries > 1 && <span className="text-quiet"> · {say("hooks.tries", { n: each.tries })}</span>}
      </p>
      <details className="text-13 text-quiet">
        <summary className="quiet-link inline-block min-h-11 content-center">{say("hooks.details")}</summary>
        <p className="break-all font-mono">{each.id}</p>
        {each.answer_body && <pre className="mt-2 max-h-40 overflow-auto whitespace-pre-wrap break-all rounded-soft bg-sunken p-3">{each.answer_body}</pre>}
        {each.state !== "pending" && (
          <button type="button" className="button button-plain mt-3" onClick={again}>
            {say("hooks.redeliver")}
          </button>
        )}
      </details>
    </li>
  );
}

// Looks again for a while after something was sent, until it is known how that went.
function Log({ hook, sent, onSent }) {
  const say = useWords();
  const [items, setItems] = useState(null);
  useEffect(() => {
    let left = sent ? LOOKS : 1;
    let timer = 0;
    const look = async () => {
      const { told } = await ask(`/${hook.id}/deliveries?limit=20`);
      if (told) setItems(told.items);
      left -= 1;
      const open = told?.items.some((each) => each.state === "pending" && !each.tries);
      if (left > 0 && (open || !told)) timer = setTimeout(look, LOOK_MS);
    };
    look();
    return () => {
      left = 0;
      clearTimeout(timer);
    };
  }, [hook.id, sent]);
  if (!items) return <div className="sheen mt-4 h-16" aria-hidden />;
  if (!items.length) return <p className="mt-4 text-13 text-quiet">{say("hooks.log_empty")}</p>;
  return (
    <ul className="mt-4 border-t border-line" aria-label={say("hooks.log")} aria-live="polite">
      {items.map((each) => (
        <Delivery key={each.id} hook={hook} each={each} onSent={onSent} />
      ))}
    </ul>
  );
}

function standing(say, hook) {
  if (!hook.enabled) return say(`hooks.off.${hook.disabled_because}`);
  return say(hook.failing_since ? "hooks.failing" : "hooks.on");
}

function Hook({ hook, secret, onSecret, onChanged }) {
  const say = useWords();
  const [shown, setShown] = useState(false);
  const [sent, setSent] = useState(0);
  const [problem, setProblem] = useState(null);
  const act = async (path, method, body) => {
    const { told, problem: found } = await ask(`/${hook.id}${path}`, method, body);
    setProblem(found ?? null);
    if (!found) onChanged();
    return told;
  };
  const look = () => {
    setShown(true);
    setSent((n) => n + 1);
  };
  const test = async () => (await act("/test", "POST")) && look();
  const rotate = async () => {
    const told = await act("/rotate", "POST");
    if (told?.secret) onSecret(told);
  };
  const troubled = !hook.enabled || hook.failing_since;
  return (
    <li className="card p-5" data-hook={hook.id}>
      <h2 className="break-all font-sans text-15 font-medium">{hook.url}</h2>
      {hook.description && <p className="text-quiet">{hook.description}</p>}
      <p className="mt-1 text-13 text-quiet">{hook.events.map((topic) => say(`hooks.topic.${topic}`)).join(" · ")}</p>
      <p className={`mt-1 text-13 ${troubled && hook.disabled_because !== "person" ? "text-danger" : "text-quiet"}`}>{standing(say, hook)}</p>
      {secret && (
        <div className="mt-4">
          <Secret secret={secret} onDone={() => onSecret(null)} />
        </div>
      )}
      <div className="-ml-3 mt-3 flex flex-wrap">
        <button type="button" className="button button-quiet" data-act="test" onClick={test}>
          {say("hooks.test")}
        </button>
        <button type="button" className="button button-quiet" data-act="log" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {say("hooks.log")}
        </button>
        <button type="button" className="button button-quiet" data-act="switch" onClick={() => act("", "PATCH", { enabled: !hook.enabled })}>
          {say(hook.enabled ? "hooks.switch_off" : "hooks.switch_on")}
        </button>
        <Ask act="rotate" variant="quiet" danger={false} label={say("hooks.rotate")} title={say("hooks.rotate_title")} body={say("hooks.rotate_body")} yes={say("hooks.rotate")} no={say("act.leave")} onYes={rotate} />
        <Ask act="remove" variant="quiet" label={say("hooks.remove")} title={say("hooks.remove_title")} body={say("hooks.remove_body")} yes={say("hooks.remove")} onYes={() => act("", "DELETE")} />
      </div>
      <Trouble problem={problem} />
      {shown && <Log hook={hook} sent={sent} onSent={look} />}
    </li>
  );
}

export function WebhookDesk() {
  const say = useWords();
  const [hooks, setHooks] = useState(null);
  const [problem, setProblem] = useState(null);
  const [secret, setSecret] = useState(null);
  const read = useCallback(async () => {
    const { told, problem: found } = await ask();
    setProblem(found ?? null);
    if (told) setHooks(told.items);
  }, []);
  useEffect(() => void read(), [read]);
  const added = (hook) => {
    setSecret(hook);
    read();
  };
  return (
    <div className="flex flex-col gap-8">
      {problem && (
        <div>
          <Trouble problem={problem} />
          <button type="button" className="button button-plain mt-3" onClick={read}>
            <Icon name="again" />
            {say("act.retry")}
          </button>
        </div>
      )}
      {!hooks && !problem && <div className="sheen h-24" aria-hidden />}
      {hooks?.length === 0 && <p className="text-quiet">{say("hooks.empty")}</p>}
      {hooks?.length > 0 && (
        <ul className="flex flex-col gap-4" aria-label={say("hooks.title")}>
          {hooks.map((hook) => (
            <Hook
              key={hook.id}
              hook={hook}
              secret={secret?.id === hook.id ? secret.secret : ""}
              onSecret={setSecret}
              onChanged={read}
            />
          ))}
        </ul>
      )}
      <AddForm onAdded={added} />
    </div>
  );
}
