// Credits in words: what can be spent, what is set aside, what stands against a start, and the lines
// of a statement. What is set aside is never shown as spent.
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Ago } from "./time.jsx";

export const againstWords = (say, { code, n, words }) =>
  say.has(`against.${code}.other`) || say.has(`against.${code}`) ? say(`against.${code}`, { n }) : words;

export function Balance({ available, held, className = "" }) {
  const say = useWords();
  const all = say("nav.credits", { n: available });
  if (!held) return <span className={`tabular ${className}`}>{all}</span>;
  return (
    <span className={`tabular ${className}`} title={say("credits.held_means", { n: held })}>
      {all} <span className="whitespace-nowrap">· {say("credits.held", { n: held })}</span>
    </span>
  );
}

// Everything that stands against a start; before it is pressed, only what is sure: too few credits.
export function AgainstList({ problems, price, available }) {
  const say = useWords();
  const short = price > available ? [{ code: "credits", n: price - available, words: "" }] : [];
  const shown = problems.length ? problems : short;
  return (
    <ul role="alert" className="against text-13 text-danger empty:hidden">
      {shown.map((each, i) => (
        <li key={i} className="mt-2">
          {againstWords(say, each)}
        </li>
      ))}
    </ul>
  );
}

// Only what a person gains or pays has a sign; what is set aside and comes back is theirs all along.
const SIGNS = { grant: "+", settle: "−" };

function Amount({ entry }) {
  const say = useWords();
  const moved = entry.kind in SIGNS;
  return (
    <span className={`tabular flex-none ${moved ? "font-medium" : "text-quiet"}`}>
      {moved ? `${entry.amount ? SIGNS[entry.kind] : ""}${entry.amount}` : say(`line.${entry.kind}.amount`, { n: entry.amount })}
    </span>
  );
}

export function Entries({ entries, titled = false, className = "" }) {
  const say = useWords();
  return (
    <ul className={className} data-entries>
      {entries.map((entry) => (
        <li key={entry.id} className="flex items-baseline justify-between gap-4 border-b border-line py-2.5">
          <span className="min-w-0">
            <span className="block">{say(`line.${entry.kind}`)}</span>
            <span className="flex min-w-0 gap-x-2 text-13 text-quiet">
              {titled && entry.page && (
                <Link to={entry.page} className="truncate underline-offset-3 hover:underline">
                  {entry.title}
                </Link>
              )}
              {titled && entry.kind === "grant" && say.has(`grant.${entry.title}`) && (
                <span className="truncate">{say(`grant.${entry.title}`)}</span>
              )}
              <Ago at={entry.at} className="flex-none" />
            </span>
          </span>
          <Amount entry={entry} />
        </li>
      ))}
    </ul>
  );
}
