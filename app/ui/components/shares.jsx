// Showing things to others by a link: make it, say what it shows, hand it on, withdraw it.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Trouble } from "./addto.jsx";
import { ask, copy } from "./asking.jsx";
import { Icon } from "./icons.jsx";
import { Ask, Sheet, useSheet } from "./sheet.jsx";
import { Ago } from "./time.jsx";

// What an owner may add, by kind. A new kind of thing is a line here and a component in shared.jsx.
const OPTIONS = { photo: ["name", "downloads"], album: ["name", "downloads"], song: ["name", "prompt", "lyrics", "downloads"], model: ["name", "prompt", "downloads"], playlist: ["name", "downloads"], journey: ["name", "downloads"] };
const LIVES = [0, 7, 30, 365];

const whole = (share) => location.origin + share.path;

function Lasts({ share }) {
  const say = useWords();
  if (share.has_expired) return say("shares.expired");
  if (!share.expires_at) return say("shares.open");
  const form = new Intl.DateTimeFormat(say.locale, { dateStyle: "medium" });
  return say("shares.until", { day: form.format(new Date(share.expires_at)) });
}

function Withdraw({ share, title, variant, onWithdrawn }) {
  const say = useWords();
  return (
    <Ask
      act="withdraw"
      icon="x"
      variant={variant}
      label={say(variant === "icon" ? "shares.withdraw_named" : "shares.withdraw", { title })}
      title={say("shares.withdraw_title", { title })}
      body={say("shares.withdraw_body")}
      yes={say("shares.withdraw")}
      onYes={async () => onWithdrawn((await ask(`/api/shares/${share.id}`, "DELETE")).problem)}
    />
  );
}

function Hand({ share, title }) {
  const say = useWords();
  const field = useRef(null);
  const [copied, setCopied] = useState(false);
  const [native, setNative] = useState(false);
  useEffect(() => setNative(!!navigator.share), []);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  const press = async () => {
    field.current.select();
    setCopied((await copy(whole(share))) || document.execCommand("copy"));
  };
  const send = () => navigator.share({ title, url: whole(share) }).catch(() => {});
  return (
    <div className="mt-5">
      <label>
        <span className="mb-1.5 block font-medium">{say("shares.link")}</span>
        <input ref={field} className="field font-mono text-13" readOnly value={whole(share)} onFocus={(e) => e.target.select()} data-link />
      </label>
      <div className="mt-3 flex flex-wrap gap-2" aria-live="polite">
        <button type="button" className="button button-primary grow" onClick={press} data-act="copy">
          <Icon name={copied ? "check" : "link"} /> {say(copied ? "shares.copied" : "shares.copy")}
        </button>
        {native && (
          <button type="button" className="button button-plain grow" onClick={send} data-act="send">
            <Icon name="share" /> {say("shares.send")}
          </button>
        )}
      </div>
    </div>
  );
}

function Shown({ kind, chosen, onChange }) {
  const say = useWords();
  return (
    <fieldset className="mt-5">
      <legend className="mb-1 font-medium">{say("shares.shows")}</legend>
      <p className="mb-1 text-13 text-quiet">{say(`shares.always.${kind}`)}</p>
      {OPTIONS[kind].map((option) => (
        <label key={option} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 flex-none"
            name={option}
            checked={chosen.includes(option)}
            onChange={(event) => onChange(option, event.target.checked)}
          />
          {say(`shares.option.${option}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Sharing({ kind, target, title }) {
  const say = useWords();
  const [share, setShare] = useState(undefined);
  const [options, setOptions] = useState([]);
  const [days, setDays] = useState(0);
  const [problem, setProblem] = useState(null);
  const query = new URLSearchParams({ kind, target_id: target });
  useEffect(() => {
    ask(`/api/shares?${query}`).then(({ told, problem: found }) => {
      const open = told?.items.find((each) => !each.has_expired) ?? null;
      setProblem(found);
      setShare(open);
      if (open) setOptions(open.options);
    });
  }, [kind, target]);
  const save = async (shown, lasting) => {
    const body = { kind, target_id: target, options: shown, days: lasting || null };
    const { told, problem: found } = await ask("/api/shares", "POST", body);
    setProblem(found);
    if (told) setShare(told);
  };
  // Of a link that is there, what it shows changes at once, and how long it stays open does not.
  const left = () => share?.expires_at && Math.max(1, Math.ceil((Date.parse(share.expires_at) - Date.now()) / 86400000));
  const change = (option, on) => {
    const shown = on ? [...options, option] : options.filter((each) => each !== option);
    setOptions(shown);
    if (share) save(shown, left());
  };
  const gone = (found) => {
    setProblem(found === "not_found" ? null : found);
    if (!found || found === "not_found") setShare(null);
  };
  if (share === undefined && !problem) return <div aria-hidden className="sheen mt-5 h-40" />;
  return (
    <>
      <p className="mt-2 text-quiet">{say("shares.means")}</p>
      <Shown kind={kind} chosen={options} onChange={change} />
      <Trouble problem={problem} family="shares" />
      {share ? (
        <>
          <Hand share={share} title={title} />
          <div className="mt-4 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
            <p className="text-13 text-quiet">
              {say("shares.views", { n: share.views })} · <Lasts share={share} />
            </p>
            <Withdraw share={share} title={title} variant="quiet" onWithdrawn={gone} />
          </div>
        </>
      ) : (
        <div className="mt-5 flex flex-wrap items-end gap-3">
          <label className="grow">
            <span className="mb-1.5 block font-medium">{say("shares.life")}</span>
            <select className="field" value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {LIVES.map((each) => (
                <option key={each} value={each}>
                  {each ? say("shares.days", { n: each }) : say("shares.for_ever")}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button button-primary grow" onClick={() => save(options, days)} data-act="make-link">
            <Icon name="link" /> {say("shares.make")}
          </button>
        </div>
      )}
    </>
  );
}

export function ShareButton({ kind, target, title, icon = false, className = "" }) {
  const say = useWords();
  const sheet = useSheet();
  if (!target) return null;
  return (
    <>
      {icon ? (
        <button type="button" className={`icon-button ${className}`} onClick={sheet.open} aria-label={say("shares.share")} title={say("shares.share")} data-act="share">
          <Icon name="share" />
        </button>
      ) : (
        <button type="button" className={`button button-plain max-[639px]:px-3 max-[389px]:[&>svg]:hidden ${className}`} onClick={sheet.open} data-act="share">
          <Icon name="share" /> {say("shares.share")}
        </button>
      )}
      <Sheet sheet={sheet} label={say("shares.title", { title })}>
        <h2 className="pr-10 text-21">{say("shares.title", { title })}</h2>
        <Sharing kind={kind} target={target} title={title} />
      </Sheet>
    </>
  );
}

function Line({ share, onChanged }) {
  const say = useWords();
  const title = share.title ?? say("shares.not_there");
  const [copied, setCopied] = useState(false);
  const press = async () => {
    const done = await copy(whole(share));
    setCopied(done);
    if (!done) window.prompt(say("shares.link"), whole(share));
  };
  return (
    <li className="flex items-start gap-2 border-t border-line py-3" data-share={share.id}>
      <div className="min-w-0 flex-1">
        <p className={`break-words ${share.title ? "font-medium" : "text-quiet"}`}>{title}</p>
        <p className="text-13 text-quiet">
          {say(`shares.kind.${share.kind}`)} · {say("shares.views", { n: share.views })} · <Ago at={Date.parse(share.created_at)} />
        </p>
        <p className="text-13 text-quiet" aria-live="polite">
          {copied ? say("shares.copied") : <Lasts share={share} />}
        </p>
      </div>
      {!share.has_expired && share.title && (
        <button type="button" className="icon-button" onClick={press} aria-label={say("shares.copy_named", { title })} title={say("shares.copy_named", { title })} data-act="copy">
          <Icon name={copied ? "check" : "link"} />
        </button>
      )}
      <Withdraw share={share} title={title} variant="icon" onWithdrawn={onChanged} />
    </li>
  );
}

// Every link of the person, on the account page.
export function ShareDesk() {
  const say = useWords();
  const [shares, setShares] = useState(null);
  const [problem, setProblem] = useState(null);
  const look = useCallback(async () => {
    const { told, problem: found } = await ask("/api/shares");
    setProblem(found);
    if (told) setShares(told.items);
  }, []);
  useEffect(() => void look(), [look]);
  return (
    <div>
      <Trouble problem={problem} family="shares" />
      {shares?.length === 0 && <p className="text-quiet">{say("shares.none")}</p>}
      {shares?.length > 0 && (
        <ul className="border-b border-line" aria-label={say("shares.yours")}>
          {shares.map((share) => (
            <Line key={share.id} share={share} onChanged={look} />
          ))}
        </ul>
      )}
    </div>
  );
}
