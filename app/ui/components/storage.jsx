// How much room one's files take, in the reader's language. It is asked for over REST.
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";

const UNITS = [
  [1e9, "gigabyte"],
  [1e6, "megabyte"],
  [0, "kilobyte"],
];

export function bytes(say, size) {
  const [step, unit] = UNITS.find(([least]) => size >= least);
  const form = new Intl.NumberFormat(say.locale, { style: "unit", unit, maximumFractionDigits: step ? 1 : 0 });
  return form.format(step ? size / step : Math.ceil(size / 1e3));
}

export function onDay(say, at) {
  const sameYear = new Date(at).getFullYear() === new Date().getFullYear();
  const form = { day: "numeric", month: "long", year: sameYear ? undefined : "numeric" };
  return new Intl.DateTimeFormat(say.locale, form).format(at);
}

export async function ask(path, method = "GET", body = undefined) {
  try {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    // A refusal is read to its end too: what nobody reads keeps its connection busy.
    const told = await answer.json().catch(() => ({}));
    return answer.ok ? told : null;
  } catch {
    return null;
  }
}

function useWeight(...changes) {
  const [weight, setWeight] = useState(null);
  useEffect(() => {
    let here = true;
    ask("/api/storage").then((told) => here && told && setWeight(told));
    return () => {
      here = false;
    };
  }, changes);
  return weight;
}

const told = (say, weight) =>
  weight.limit
    ? say("storage.of", { size: bytes(say, weight.bytes), limit: bytes(say, weight.limit) })
    : bytes(say, weight.bytes);

function Bar({ weight }) {
  const say = useWords();
  if (!weight.limit) return null;
  const share = Math.min(1, weight.bytes / weight.limit);
  return (
    <div
      role="meter"
      aria-label={say("storage.title")}
      aria-valuemin={0}
      aria-valuemax={weight.limit}
      aria-valuenow={Math.min(weight.bytes, weight.limit)}
      aria-valuetext={told(say, weight)}
      className="mt-3 h-2 overflow-hidden rounded-full bg-sunken"
    >
      <div className={`h-full rounded-full ${share < 1 ? "bg-song" : "bg-danger"}`} style={{ width: `${share * 100}%` }} />
    </div>
  );
}

// On the account page: by medium, with what could be let go.
export function StorageMeter() {
  const say = useWords();
  const weight = useWeight();
  if (!weight) return <div className="sheen h-20" aria-hidden />;
  return (
    <div data-meter>
      <p className="tabular font-serif text-28">{told(say, weight)}</p>
      <Bar weight={weight} />
      {weight.limit && weight.bytes >= weight.limit && <p className="mt-3 text-danger">{say("storage.full")}</p>}
      <ul className="mt-3">
        {weight.media.map((each) => (
          <li key={each.medium} className="flex items-baseline justify-between gap-4 border-b border-line py-2.5">
            <span>
              <span className="block">{say(`storage.medium.${each.medium}`, { n: each.things })}</span>
              {each.formats > 0 && (
                <span className="text-13 text-quiet">{say("storage.formats", { n: each.formats })}</span>
              )}
            </span>
            <span className="tabular flex-none">{bytes(say, each.bytes)}</span>
          </li>
        ))}
        <li className="flex items-baseline justify-between gap-4 border-b border-line py-2.5">
          <Link to="/trash" className="text-link">
            {say("trash.title")}
          </Link>
          <span className="tabular flex-none text-quiet">{bytes(say, weight.in_trash)}</span>
        </li>
      </ul>
    </div>
  );
}

// In the library: one quiet line, weighed anew when something was made or let go.
export function StorageLine({ running, things }) {
  const say = useWords();
  const weight = useWeight(running, things);
  return (
    <p className="tabular flex min-h-11 flex-wrap items-center gap-x-3 text-13 text-quiet" data-storage-line>
      <Link to="/account#storage" className="underline-offset-3 hover:underline">
        {weight ? told(say, weight) : say("storage.title")}
      </Link>
      <Link to="/trash" className="underline-offset-3 hover:underline">
        {say("trash.title")}
      </Link>
    </p>
  );
}
