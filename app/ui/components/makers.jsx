// Who makes it: a choice when there are several, and how they are right now.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { clockTime, span } from "./time.jsx";

const short = (say, seconds) => span(say, seconds, seconds);

// One sentence about a provider that is not at its best; nothing when it is.
function skyWords(say, offer) {
  const name = offer.title;
  if (offer.sky === "slow") {
    return say("sky.slow", { name, now: short(say, offer.now_s), usual: short(say, offer.usual_s) });
  }
  if (!say.has(`sky.${offer.sky}`)) return "";
  const timed = offer.until > 0 && say.has(`sky.${offer.sky}_until`);
  return say(`sky.${offer.sky}${timed ? "_until" : ""}`, { name, time: timed ? clockTime(say, offer.until) : "" });
}

export function Sky({ offer, offers, className = "" }) {
  const say = useWords();
  const words = offer.id ? skyWords(say, offer) : "";
  const others = offers.filter((other) => other.id !== offer.id && other.sky === "fine").map((other) => other.title);
  const list = new Intl.ListFormat(say.locale, { type: "disjunction" });
  return (
    <p role="status" className={`text-13 text-quiet empty:hidden ${className}`} data-sky={offer.sky}>
      {words}
      {words && others.length > 0 && ` ${say("sky.others", { names: list.format(others) })}`}
    </p>
  );
}

export function Makers({ offers, chosen, onChoose }) {
  const say = useWords();
  const [mine, setMine] = useState(chosen);
  if (offers.length < 2) return null;
  const choose = (id) => {
    setMine(id);
    onChoose(id);
  };
  return (
    <fieldset>
      <legend className="mb-2.5 font-medium">{say("make.provider")}</legend>
      <div className="grid gap-2 min-[640px]:grid-cols-2">
        {offers.map((offer) => (
          <label
            key={offer.id}
            className="card relative flex min-h-16 flex-col justify-center px-4 py-3 hover:border-moon-rim has-[:checked]:border-accent has-[:checked]:bg-wash has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent"
          >
            <input
              type="radio"
              name="provider"
              value={offer.id}
              checked={(mine || offers[0].id) === offer.id}
              onChange={() => choose(offer.id)}
              className="sr-only"
            />
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate font-medium">{offer.title}</span>
              <span className="tabular flex-none text-13">
                {offer.price ? say("make.price", { n: offer.price }) : say("make.free")}
              </span>
            </span>
            <span className="tabular text-13 text-quiet">
              {[
                offer.medium === "song" && say(offer.sings ? "make.sings" : "make.plays"),
                offer.high > 0 && say("status.usually", { span: span(say, offer.low, offer.high) }),
                say(`sky.word.${offer.sky}`),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
