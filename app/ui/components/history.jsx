// What happened to each try of a job, and what is known of a song, in the reader's own words.
import { useWords } from "../../words/words.js";
import { failureWords } from "./status.jsx";
import { Moment } from "./time.jsx";

// "try 2", "song.mp3", "3 credits set aside": what goes with an event.
function notes(say, line) {
  const found = [];
  if (line.n > 1 || (line.n && line.kind === "poll_failed")) found.push(say("event.attempt", { n: line.n }));
  if (line.files) found.push(line.files);
  if (line.money) found.push(say(`event.money.${line.money}`, { n: line.amount }));
  return found.join(" · ");
}

function Event({ line, medium }) {
  const say = useWords();
  const words = say.has(`event.${line.kind}`) ? say.of(medium, `event.${line.kind}`) : line.kind;
  const why = line.kind === "failed" && line.code;
  const more = notes(say, line);
  return (
    <li className="relative border-l border-line py-1.5 pl-5 before:absolute before:-left-[4px] before:top-[13px] before:size-[7px] before:rounded-full before:bg-moon-rim">
      <span className="flex flex-wrap justify-between gap-x-4">
        <span>{words}</span>
        <Moment at={line.at} className="tabular text-13 text-quiet" />
      </span>
      {why && (
        <span className="block text-13 text-quiet">
          {failureWords(say, { medium, failure_code: line.code, failure_reason: line.reason })}
        </span>
      )}
      {more && <span className="tabular block text-13 text-quiet">{more}</span>}
    </li>
  );
}

export function History({ tries, medium = "song" }) {
  const say = useWords();
  const takes = Math.max(...tries.map((each) => each.take), 1);
  const retried = tries.some((each) => each.number > 1);
  return tries.map((each) => (
    <section key={each.id} id={each.id} className="mt-3">
      {(takes > 1 || retried) && (
        <h3 className="mb-1 font-sans text-13 font-medium text-quiet">
          {takes > 1 && say("history.take", { n: each.take })}
          {takes > 1 && retried && " · "}
          {retried && say("history.try", { n: each.number })}
          {each.number > 1 && ` · ${say("history.continues", { n: each.number - 1 })}`}
        </h3>
      )}
      <ol className="ml-1">
        {each.lines.map((line, i) => (
          <Event key={i} line={line} medium={medium} />
        ))}
      </ol>
    </section>
  ));
}

// "Db minor" as musicians write it here.
function keyWords(say, value) {
  const [, note, mode] = value.match(/^([A-G][b#]?)\s+(.+)$/) ?? [];
  if (!note) return value;
  const sharp = note.replace("b", "♭").replace("#", "♯");
  return `${sharp} ${say.has(`mode.${mode}`) ? say(`mode.${mode}`) : mode}`;
}

const NUMBERS = new Set(["triangles", "vertices", "materials"]);
const decimal = (say, value) => new Intl.NumberFormat(say.locale, { maximumFractionDigits: 1 }).format(Number(value));

// A fact about a thing; what has no words of ours is shown as it came.
export function valueOf(say, name, value) {
  if (name === "key") return keyWords(say, value);
  if (name === "size_cm") return `${value.split(", ").map((each) => decimal(say, each)).join(" × ")} cm`;
  if (NUMBERS.has(name)) return decimal(say, value);
  if (value === "True" || value === "False") return say(value === "True" ? "fact.yes" : "fact.no");
  if (name === "length_s") return say("span.s", { n: value, many: value });
  if (name === "instruments") {
    const known = (word) => (say.has(`instrument.${word}`) ? say(`instrument.${word}`) : word);
    return value.split(", ").map(known).join(", ");
  }
  return say.has(`${name}.${value}`) ? say(`${name}.${value}`) : value;
}

export function Value({ name, value }) {
  return valueOf(useWords(), name, value);
}
