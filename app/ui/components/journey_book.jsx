// The facts of a book, corrected by its reader: catalogues err, and so does who types by hand.
import { useRef } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { LeaveOrSave, Sheet, useSheet, useWritten } from "./sheet.jsx";

// As long as the services let them be.
const FIELDS = [
  ["title", { required: true, maxLength: 300 }],
  ["author", { maxLength: 2000 }],
  ["publisher", { maxLength: 200 }],
  ["year", { type: "number", min: -3000, max: 3000 }],
  ["pages", { type: "number", min: 1, max: 100000 }],
];

const NUMBERS = ["year", "pages"];

function Field({ name, value, about, rules, wide }) {
  const say = useWords();
  return (
    <label className={wide ? "col-span-2 block" : "block"}>
      <span className="mb-1 block text-13 text-quiet">{say(`books.hand.${name}`)}</span>
      <input className={`field w-full ${wide ? "" : "tabular"}`} name={name} defaultValue={value || ""} autoComplete="off" {...rules} />
      {about && <span className="mt-1 block text-13 text-quiet">{about}</span>}
    </label>
  );
}

export function BookFacts({ journey, onCorrect }) {
  const say = useWords();
  const sheet = useSheet();
  const title = useRef(null);
  const written = useWritten(...FIELDS.map(([name]) => journey[name]));
  const save = (event) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    if (!said.get("title").trim()) return title.current.querySelector("input").focus();
    written.current = Object.fromEntries(said);
    sheet.close();
    // What was left alone is not sent: it may be more than a field can say, as a name with a comma.
    const changed = [...said].filter(([name, value]) => value !== String(journey[name] || ""));
    return onCorrect(Object.fromEntries(changed.map(([name, value]) => [name, NUMBERS.includes(name) ? Number(value) : value])));
  };
  return (
    <>
      <button type="button" className="icon-button" onClick={sheet.open} aria-label={say("journey.correct")} title={say("journey.correct")} data-act="correct">
        <Icon name="pencil" size={16} />
      </button>
      <Sheet sheet={sheet} label={say("journey.correct")}>
        <form onSubmit={save}>
          <h2 className="pr-10 text-21">{say("journey.correct")}</h2>
          <p className="mt-2 text-13 text-quiet">{say("journey.correct_about")}</p>
          <div ref={title} className="mt-4 grid grid-cols-2 gap-4">
            {FIELDS.map(([name, rules]) => (
              <Field key={name} name={name} value={written.current?.[name] ?? journey[name]} rules={rules} wide={rules.type !== "number"} about={name === "author" ? say("books.hand.authors") : ""} />
            ))}
          </div>
          <LeaveOrSave sheet={sheet} />
        </form>
      </Sheet>
    </>
  );
}
