// Personal tokens. All of it goes over the REST routes: a token is shown once, by this page, and is
// never part of any page state.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Ask, Sheet, useSheet } from "./sheet.jsx";
import { Ago } from "./time.jsx";

const SCOPES = ["read", "make", "manage"];
const LIVES = [30, 90, 365, 0];

async function ask(path = "", method = "GET", body = undefined) {
  try {
    const answer = await fetch(`/api/auth/tokens${path}`, {
      method,
      credentials: "same-origin",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return { told };
    // Asked too often, which passes; a limit on how many there are does not.
    if (answer.headers.has("Retry-After")) return { problem: "busy" };
    return { problem: told.error?.code ?? "other" };
  } catch {
    return { problem: "offline" };
  }
}

function Trouble({ problem }) {
  const say = useWords();
  const key = `tokens.no.${problem}`;
  return (
    <p role="alert" className="text-danger">
      {say(say.has(key) ? key : "tokens.no.other")}
    </p>
  );
}

function Choice({ name, type, value, checked, children, about }) {
  return (
    <label className="chip">
      <input type={type} name={name} value={value} defaultChecked={checked} className="sr-only" aria-describedby={about} />
      {children}
    </label>
  );
}

function MakeForm({ onMade }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const press = async (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const form = event.currentTarget;
    if (!data.get("name").trim()) {
      form.elements.namedItem("name").focus();
      return setProblem("invalid");
    }
    const scopes = data.getAll("scopes");
    if (!scopes.length) return setProblem("scopes");
    setBusy(true);
    setProblem(null);
    const body = { name: data.get("name").trim(), scopes, days: Number(data.get("days")) || null };
    const { told, problem: found } = await ask("", "POST", body);
    setBusy(false);
    return found ? setProblem(found) : onMade(told);
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={press} noValidate>
      <h2 className="pr-10 text-21">{say("tokens.make_title")}</h2>
      <div>
        <label htmlFor="token-name" className="mb-1.5 block font-medium">
          {say("tokens.name")}
        </label>
        <input id="token-name" name="name" className="field" maxLength={80} required autoFocus autoComplete="off" aria-invalid={problem === "invalid"} placeholder={say("tokens.name_hint")} />
      </div>
      <fieldset>
        <legend className="mb-1.5 font-medium">{say("tokens.scopes")}</legend>
        <div className="flex flex-wrap gap-2">
          {SCOPES.map((scope) => (
            <Choice key={scope} name="scopes" type="checkbox" value={scope} checked={scope !== "manage"} about={`token-${scope}`}>
              {say(`tokens.scope.${scope}`)}
            </Choice>
          ))}
        </div>
        <ul className="mt-2 text-13 text-quiet">
          {SCOPES.map((scope) => (
            <li key={scope} id={`token-${scope}`}>
              {say(`tokens.scope_means.${scope}`)}
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 font-medium">{say("tokens.life")}</legend>
        <div className="flex flex-wrap gap-2">
          {LIVES.map((days) => (
            <Choice key={days} name="days" type="radio" value={days} checked={days === 90}>
              {days ? say("tokens.days", { n: days }) : say("tokens.for_ever")}
            </Choice>
          ))}
        </div>
      </fieldset>
      {problem && <Trouble problem={problem} />}
      <button type="submit" className="button button-primary" disabled={busy}>
        {say("tokens.make")}
      </button>
    </form>
  );
}

// Shown once: what is not copied now is gone.
function Fresh({ made, onDone }) {
  const say = useWords();
  const [copied, setCopied] = useState(false);
  const node = useRef(null);
  // From its end to its beginning, so that the beginning is in sight.
  const mark = () => {
    node.current.setSelectionRange(0, made.token.length, "backward");
    // Phones scroll to the end all the same.
    requestAnimationFrame(() => node.current && (node.current.scrollLeft = 0));
  };
  useEffect(() => node.current?.focus(), []);
  const copy = async () => {
    node.current.focus();
    mark();
    await navigator.clipboard?.writeText(made.token).catch(() => {});
    setCopied(true);
  };
  return (
    <div data-fresh>
      <h2 className="pr-10 text-21">{say("tokens.made_title")}</h2>
      <label htmlFor="token-fresh" className="mb-3 mt-2 block text-quiet">
        {say("tokens.made_body")}
      </label>
      <input ref={node} id="token-fresh" className="field font-mono text-13" readOnly value={made.token} onFocus={mark} />
      <div className="mt-5 flex flex-wrap justify-end gap-2" aria-live="polite">
        <button type="button" className="button button-plain" onClick={onDone}>
          {say("tokens.kept")}
        </button>
        <button type="button" className="button button-primary" onClick={copy}>
          {say(copied ? "tokens.copied" : "tokens.copy")}
        </button>
      </div>
    </div>
  );
}

function Ends({ token }) {
  const say = useWords();
  if (token.has_expired) return <span className="text-danger">{say("tokens.expired")}</span>;
  if (!token.expires_at) return say("tokens.ends_never");
  const form = new Intl.DateTimeFormat(say.locale, { dateStyle: "medium" });
  return say("tokens.ends", { day: form.format(new Date(token.expires_at)) });
}

function Line({ token, onRevoke }) {
  const say = useWords();
  return (
    <li className="flex items-start gap-3 border-t border-line py-3" data-token={token.id}>
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{token.name}</p>
        <p className="text-13 text-quiet">
          <code className="font-mono">{token.start}…</code> · {token.scopes.map((scope) => say(`tokens.scope.${scope}`)).join(", ")}
        </p>
        <p className="text-13 text-quiet">
          {token.used_at ? say("tokens.used") : say("tokens.unused")} {token.used_at && <Ago at={Date.parse(token.used_at)} />} · <Ends token={token} />
        </p>
      </div>
      <Ask
        act="revoke"
        icon="trash"
        variant="icon"
        label={say("tokens.revoke_named", { name: token.name })}
        title={say("tokens.revoke_title", { name: token.name })}
        body={say("tokens.revoke_body")}
        yes={say("tokens.revoke")}
        onYes={() => onRevoke(token.id)}
      />
    </li>
  );
}

export function TokenDesk() {
  const say = useWords();
  const sheet = useSheet();
  const [tokens, setTokens] = useState(null);
  const [problem, setProblem] = useState(null);
  const [made, setMade] = useState(null);
  const look = useCallback(async () => {
    const { told, problem: found } = await ask();
    setProblem(found ?? null);
    if (told) setTokens(told.items);
  }, []);
  useEffect(() => void look(), [look]);
  useEffect(() => void (sheet.opened || setMade(null)), [sheet.opened]);
  const revoke = async (id) => {
    const { problem: found } = await ask(`/${id}`, "DELETE");
    if (found && found !== "not_found") return setProblem(found);
    return look();
  };
  const keep = (told) => {
    setMade(told);
    look();
  };
  return (
    <div>
      {problem && (
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <Trouble problem={problem} />
          <button type="button" className="button button-plain" onClick={look}>
            {say("act.retry")}
          </button>
        </div>
      )}
      {tokens && tokens.length > 0 && (
        <ul className="mb-3 border-b border-line" aria-label={say("tokens.title")}>
          {tokens.map((token) => (
            <Line key={token.id} token={token} onRevoke={revoke} />
          ))}
        </ul>
      )}
      <button type="button" className="button button-plain" data-act="token" onClick={sheet.open}>
        <Icon name="make" /> {say("tokens.open")}
      </button>
      <Sheet sheet={sheet} label={say("tokens.make_title")} wide>
        {made ? <Fresh made={made} onDone={sheet.close} /> : <MakeForm onMade={keep} />}
      </Sheet>
    </div>
  );
}
