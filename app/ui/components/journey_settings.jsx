// What holds for all the music of a journey, and pieces that are prepared before they are asked for.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { LeaveOrSave, Sheet, useSheet, useWritten } from "./sheet.jsx";

const BUDGET = 20;
const OFF = -1;

function Line({ label, about, checked, onTurn, act }) {
  return (
    <label className="flex min-h-14 items-start gap-3 border-t border-line py-3">
      <input type="checkbox" className="mt-1 size-4 flex-none" checked={checked} onChange={(event) => onTurn(event.target.checked)} data-act={act} />
      <span>
        <span className="block font-medium">{label}</span>
        <span className="block text-13 text-quiet">{about}</span>
      </span>
    </label>
  );
}

export function Settings({ journey, spent, onSettle }) {
  const say = useWords();
  const sheet = useSheet();
  const [form, setForm] = useState({});
  const now = { on: journey.music_on, sung: journey.sung, ahead: journey.ahead, ...form };
  const put = (part) => setForm({ ...form, ...part });
  const written = useWritten(journey.music_on, journey.sung, journey.ahead);
  const open = () => {
    setForm(written.current ?? {});
    sheet.open();
  };
  const save = (event) => {
    event.preventDefault();
    written.current = form;
    sheet.close();
    onSettle(now);
  };
  return (
    <>
      <button type="button" className="icon-button" onClick={open} aria-label={say("journey.settings")} title={say("journey.settings")} data-act="settings">
        <Icon name="sliders" />
      </button>
      <Sheet sheet={sheet} label={say("journey.settings")}>
        <form onSubmit={save}>
          <h2 className="pb-4 pr-10 text-21">{say("journey.settings")}</h2>
          <Line label={say("journey.music_on")} about={say("journey.music_on_about")} checked={now.on} onTurn={(on) => put({ on })} act="music-on" />
          <Line label={say("journey.sung")} about={say("journey.sung_about")} checked={now.sung} onTurn={(sung) => put({ sung })} act="sung" />
          <Line
            label={say("journey.ahead")}
            about={say("journey.ahead_about")}
            checked={now.ahead > OFF}
            onTurn={(on) => put({ ahead: on ? BUDGET : OFF })}
            act="ahead"
          />
          {now.ahead > OFF && (
            <label className="flex flex-wrap items-center gap-3 pb-3 pl-7">
              <span className="text-13 text-quiet">{say("journey.budget")}</span>
              <input
                className="field tabular w-24"
                type="number"
                min={1}
                max={100000}
                value={now.ahead || ""}
                onChange={(event) => put({ ahead: Math.max(0, Number(event.target.value) || 0) })}
              />
              {spent > 0 && <span className="tabular text-13 text-quiet">{say("journey.ahead_spent", { n: spent })}</span>}
            </label>
          )}
          <LeaveOrSave sheet={sheet} className="mt-4" />
        </form>
      </Sheet>
    </>
  );
}
