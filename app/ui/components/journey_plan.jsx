// What the music of a log will be and why, before it is sent; all of it may be changed, or left out.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { GENRES, MOODS } from "./journey_parts.jsx";
import { LyricsHelp } from "./lyrics.jsx";

const PROMPT_MOST = 2000;
const LYRICS_MOST = 3000;

export function Why({ why, most = 9, className = "" }) {
  const say = useWords();
  if (!why?.length) return null;
  return (
    <ul className={`flex flex-col gap-0.5 ${className}`} data-why>
      {why.slice(0, most).map((each) => (
        <li key={each.en}>{each[say.language]}</li>
      ))}
    </ul>
  );
}

function Choice({ label, value, names, family, onPick }) {
  const say = useWords();
  return (
    <label className="flex min-w-32 flex-1 flex-col gap-1.5">
      <span className="text-13 text-quiet">{label}</span>
      <select className="field" value={value} onChange={(event) => onPick(event.target.value)}>
        {!names.includes(value) && <option value={value}>{value}</option>}
        {names.map((each) => (
          <option key={each} value={each}>
            {say(`${family}.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

// Names with commas between; a comma that was just typed stays until its name comes.
function Instruments({ id, names, own, onPut }) {
  const say = useWords();
  const [text, setText] = useState("");
  const typed = (value) => {
    setText(value);
    onPut(value.split(/[,、，]/).map((each) => each.trim()).filter(Boolean));
  };
  return (
    <label className="flex flex-col gap-1.5">
      <span className="text-13 text-quiet">{say("journey.plan.instruments")}</span>
      <input id={`${id}-instruments`} className="field" autoComplete="off" value={own ? text || own.join(", ") : names} onChange={(event) => typed(event.target.value)} />
    </label>
  );
}

// Everything of a plan as fields. `change` holds only what is to be otherwise than the rules say.
export function PlanFields({ id, plan, change, onChange, can }) {
  const say = useWords();
  const now = { ...plan, ...change };
  const put = (part) => onChange({ ...change, ...part });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <Choice label={say("journey.plan.mood")} value={now.mood} names={MOODS} family="journey.mood" onPick={(mood) => put({ mood })} />
        <Choice label={say("journey.plan.genre")} value={now.genre} names={GENRES} family="genre" onPick={(genre) => put({ genre })} />
        <label className="flex w-28 flex-col gap-1.5">
          <span className="text-13 text-quiet">{say("journey.plan.tempo")}</span>
          <input className="field tabular" type="number" min={40} max={220} value={now.tempo || ""} onChange={(event) => put({ tempo: Number(event.target.value) || undefined })} />
        </label>
      </div>
      <Instruments id={id} names={plan.played[say.language]} own={change.instruments} onPut={(instruments) => put({ instruments })} />
      <label className="flex flex-col gap-1.5">
        <span className="text-13 text-quiet">{say("journey.plan.prompt")}</span>
        <textarea
          id={`${id}-prompt`}
          className="field leading-relaxed"
          rows={4}
          maxLength={PROMPT_MOST}
          value={change.prompt ?? plan.prompt}
          onChange={(event) => put({ prompt: event.target.value })}
        />
      </label>
      {can.sings && (
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" className="size-4" checked={Boolean(now.sung)} onChange={(event) => put({ sung: event.target.checked })} />
          {say("journey.plan.sung")}
        </label>
      )}
      {can.sings && now.sung && (
        <div>
          <label htmlFor={`${id}-lyrics`} className="mb-1.5 block text-13 text-quiet">
            {say("journey.plan.lyrics")}
          </label>
          <textarea
            id={`${id}-lyrics`}
            className="field leading-relaxed"
            rows={4}
            maxLength={LYRICS_MOST}
            value={change.lyrics ?? plan.lyrics}
            placeholder={say("journey.plan.lyrics_hint")}
            onChange={(event) => put({ lyrics: event.target.value })}
          />
          {can.helps && <LyricsHelp field={`${id}-lyrics`} about={`${id}-prompt`} value={change.lyrics ?? plan.lyrics} />}
        </div>
      )}
    </div>
  );
}

function Switch({ on, label, onTurn }) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      onClick={() => onTurn(!on)}
      className="grid h-11 w-14 flex-none place-items-center"
      data-act="music-switch"
    >
      <span className={`flex h-6 w-11 items-center rounded-full p-0.5 transition-colors ${on ? "justify-end bg-accent" : "justify-start bg-moon-rim"}`}>
        <span className="size-5 rounded-full bg-surface" />
      </span>
    </button>
  );
}

function Price({ preview }) {
  const say = useWords();
  if (preview.problem) return <p className="text-13 text-danger">{say("journey.plan.cannot")}</p>;
  if (!preview.priced) return null;
  return (
    <p className="tabular text-13 text-quiet">
      {preview.price ? say("make.price", { n: preview.price }) : say("make.free")} · {preview.maker}
    </p>
  );
}

// The card below the fields of a log.
export function PlanPanel({ id, draft, change, preview, can }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const { plan } = preview;
  const own = Object.keys(draft.plan).length > 0;
  return (
    <section className="rounded-card bg-sunken px-5 py-4" aria-label={say("journey.plan.title")} data-plan>
      <div className="flex items-center gap-3">
        <Icon name="music" className="text-accent" />
        <h3 className="min-w-0 flex-1 text-17">{say(draft.music_on ? "journey.plan.title" : "journey.plan.off")}</h3>
        <Switch on={draft.music_on} label={say("journey.plan.switch")} onTurn={(music_on) => change({ music_on })} />
      </div>
      {draft.music_on && (
        <div className="mt-1 min-h-16" aria-live="polite">
          {preview.ready ? (
            <>
              <p className="font-medium first-letter:uppercase">
                {plan.how[say.language]}
                {plan.tempo > 0 && <span className="tabular whitespace-nowrap"> · {plan.tempo} BPM</span>}
              </p>
              <Why why={plan.why} most={open ? 9 : 2} className="mt-1.5 text-13 text-quiet" />
            </>
          ) : (
            <p className="text-quiet">{say("journey.plan.waits")}</p>
          )}
        </div>
      )}
      {draft.music_on && preview.ready && (
        <>
          <div className="mt-2 flex flex-wrap items-center gap-x-4">
            <button type="button" className="button button-quiet -ml-3" aria-expanded={open} onClick={() => setOpen(!open)} data-act="change-plan">
              <Icon name="sliders" size={16} /> {say(open ? "journey.plan.close" : "journey.plan.change")}
            </button>
            {own && (
              <button type="button" className="button button-quiet" onClick={() => change({ plan: {} })}>
                {say("journey.plan.reset")}
              </button>
            )}
            <span className="flex-1" />
            <Price preview={preview} />
          </div>
          {open && (
            <div className="pb-2 pt-3">
              <PlanFields id={id} plan={plan} change={draft.plan} onChange={(next) => change({ plan: next })} can={can} />
            </div>
          )}
        </>
      )}
    </section>
  );
}
