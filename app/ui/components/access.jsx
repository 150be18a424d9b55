// Coming in, going out, and what the account knows. These talk to the REST routes, which set the
// cookie; a full page load follows, because an open connection belongs to whoever opened it.
import { useState } from "react";
import { sayNow, useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { turnOff } from "./pushing.jsx";
import { stop } from "./playing.jsx";

async function send(path, body = {}, method = "POST") {
  let answer;
  try {
    answer = await fetch(`/api/auth/${path}`, {
      method,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { code: "offline" };
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return null;
  return {
    code: told.error?.code ?? "other",
    field: told.error?.field ?? "",
    minutes: Math.max(1, Math.ceil((Number(answer.headers.get("Retry-After")) || 60) / 60)),
    words: told.error?.message ?? "",
  };
}

// Only ever to a page of ours.
function onward() {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

function problemWords(say, way, problem) {
  const keys = [`access.${way}.${problem.code}`, `access.field.${problem.field}`, `access.${problem.code}`];
  const known = keys.find((key) => say.has(key));
  return say(known ?? "access.other", { n: problem.minutes, words: problem.words });
}

// What the server kept for this tab was a stranger's: without a new token, the page would wake up with
// it and show the door again for a moment.
function enter(to) {
  localStorage.setItem("mw_known", "1");
  sessionStorage.removeItem("token");
  location.assign(to);
}

function leave() {
  stop();
  localStorage.removeItem("mw_known");
  localStorage.removeItem("musicJobId");
  sessionStorage.clear();
  location.assign("/");
}

export function GuestButton({ label, variant = "primary", to = "/make" }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const begin = async () => {
    setBusy(true);
    const found = await send("guest", { language: say.language });
    if (!found) return enter(to);
    setBusy(false);
    setProblem(found);
    return undefined;
  };
  return (
    <span className="inline-flex flex-col gap-2">
      <button type="button" className={`button button-${variant}`} onClick={begin} disabled={busy}>
        {label}
      </button>
      {problem && (
        <span role="alert" className="text-13 text-danger">
          {problemWords(say, "guest", problem)}
        </span>
      )}
    </span>
  );
}

function Field({ name, way, label, hint = "", problem, ...rest }) {
  const say = useWords();
  const wrong = problem?.field === name ? problemWords(say, way, problem) : "";
  const id = `${way}-${name}`;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={id}
        className="field"
        name={name}
        aria-invalid={!!wrong || undefined}
        aria-describedby={wrong || hint ? `${id}-about` : undefined}
        {...rest}
      />
      {(wrong || hint) && (
        <p id={`${id}-about`} role={wrong ? "alert" : undefined} className={`mt-1 text-13 ${wrong ? "text-danger" : "text-quiet"}`}>
          {wrong || hint}
        </p>
      )}
    </div>
  );
}

// Sends what is written; shows what was refused beside its field, or above the button.
function Form({ way, path, method, fields, submit, look = "primary", extra, onDone, children }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const press = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setProblem(null);
    const found = await send(path, { ...Object.fromEntries(new FormData(form)), ...extra }, method);
    if (!found) return onDone(form, () => setBusy(false));
    setBusy(false);
    setProblem(found);
    return undefined;
  };
  const elsewhere = problem && !fields.some((field) => field.name === problem.field);
  return (
    <form className="flex flex-col gap-5" onSubmit={press}>
      {children}
      {fields.map((field) => (
        <Field key={field.name} way={way} problem={problem} {...field} />
      ))}
      {elsewhere && (
        <p role="alert" className="text-danger">
          {problemWords(say, way, problem)}
        </p>
      )}
      <button type="submit" className={`button button-${look}`} disabled={busy}>
        {submit}
      </button>
    </form>
  );
}

export function AccessForm({ way, staysHere = false }) {
  const say = useWords();
  const up = way === "sign-up";
  const name = { name: "name", label: say("access.name"), autoComplete: "name", maxLength: 80 };
  const email = { name: "email", type: "email", label: say("access.email"), autoComplete: "email", required: true };
  const password = {
    name: "password",
    type: "password",
    label: say("access.password"),
    hint: up ? say("access.password_hint") : "",
    autoComplete: up ? "new-password" : "current-password",
    minLength: up ? 8 : undefined,
    required: true,
  };
  return (
    <Form
      way={way}
      path={way}
      fields={up ? [name, email, password] : [email, password]}
      extra={up ? { language: say.language } : {}}
      submit={say(up ? "access.sign_up" : "access.sign_in")}
      onDone={() => enter(staysHere ? location.pathname : onward())}
    />
  );
}

const saved = () => dispatchEvent(new CustomEvent("mw:told", { detail: "notice.saved" }));

export function NameForm({ name, onSaved }) {
  const say = useWords();
  const field = {
    name: "name",
    label: say("account.name"),
    hint: say("account.name_hint"),
    defaultValue: name,
    autoComplete: "name",
    maxLength: 80,
  };
  const done = (_, free) => (free(), onSaved(), saved());
  return <Form way="name" path="me" method="PATCH" look="plain" fields={[field]} submit={say("act.save")} onDone={done} />;
}

export function PasswordForm() {
  const say = useWords();
  const old = { name: "old", type: "password", label: say("account.old"), autoComplete: "current-password", required: true };
  const fresh = {
    name: "new",
    type: "password",
    label: say("account.new"),
    hint: say("access.password_hint"),
    autoComplete: "new-password",
    minLength: 8,
    required: true,
  };
  const done = (form, free) => (form.reset(), free(), saved());
  return (
    <Form way="change" path="change-password" look="plain" fields={[old, fresh]} submit={say("account.change")} onDone={done} />
  );
}

export function LeaveForm({ guest }) {
  const say = useWords();
  const password = {
    name: "password",
    type: "password",
    label: say("account.leave_password"),
    autoComplete: "current-password",
    required: true,
  };
  return (
    <Form
      way="leave"
      path="account"
      method="DELETE"
      look="danger"
      fields={guest ? [] : [password]}
      submit={say("account.leave_yes")}
      onDone={leave}
    >
      <p>{say("account.leave_body")}</p>
    </Form>
  );
}

// Kept on the person as well, so other devices speak it too.
export const keepLanguage = (language) => send("me", { language }, "PATCH");

export function SignOut({ warn }) {
  const say = useWords();
  const out = async () => {
    if (warn && !window.confirm(sayNow("account.guest_leaving"))) return;
    await turnOff();
    const problem = await send("sign-out");
    if (problem) dispatchEvent(new CustomEvent("mw:told", { detail: "notice.unavailable" }));
    else leave();
  };
  return (
    <button type="button" className="button button-plain" onClick={out}>
      <Icon name="open" /> {say("account.sign_out")}
    </button>
  );
}
