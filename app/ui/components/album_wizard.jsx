// What pictures are to be taken: styles, who is in them, how many, by whom; and always the sum.
import { useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { nameOf } from "./albums.jsx";
import { Icon } from "./icons.jsx";
import { Makers, Sky } from "./makers.jsx";
import { againstWords } from "./money.jsx";
import { span } from "./time.jsx";

const COUNTS = [5, 10, 20];
const OWN = "OWN";
const MOST = 100;

function Style({ style, on, onToggle }) {
  const say = useWords();
  return (
    <label className="relative block overflow-hidden rounded-soft border border-line bg-surface hover:border-moon-rim has-[:checked]:border-accent has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent" data-style={style.word}>
      <input type="checkbox" className="peer sr-only" checked={on} onChange={onToggle} />
      <img src={`/styles/${style.word.toLowerCase()}.webp`} alt="" loading="lazy" width="240" height="320" className="aspect-[3/4] w-full bg-sunken object-cover" onError={(event) => (event.currentTarget.style.visibility = "hidden")} />
      <span className="absolute right-2 top-2 hidden size-6 place-items-center rounded-full bg-accent text-on-accent peer-checked:grid">
        <Icon name="check" size={14} />
      </span>
      <span className="block truncate px-2.5 py-2 text-13 peer-checked:font-medium peer-checked:text-accent">{nameOf(say, style)}</span>
    </label>
  );
}

function Styles({ styles, chosen, onToggle, own, onOwn }) {
  const say = useWords();
  const groups = useMemo(() => [...new Set(styles.map((style) => style.group))], [styles]);
  const [group, setGroup] = useState("");
  const shown = styles.filter((style) => !group || style.group === group);
  return (
    <fieldset>
      <legend className="mb-2.5 font-medium">{say("albums.styles")}</legend>
      <div role="group" aria-label={say("albums.groups")} className="mb-3 flex flex-wrap gap-2">
        {["", ...groups].map((each) => (
          <button key={each} type="button" className="chip min-h-11" aria-pressed={group === each} onClick={() => setGroup(each)} data-group={each}>
            {say(`albums.group.${each || "ALL"}`)}
          </button>
        ))}
      </div>
      <div className="grid max-h-[480px] grid-cols-3 gap-2 overflow-y-auto p-0.5 min-[640px]:grid-cols-5 min-[900px]:grid-cols-6">
        {shown.map((style) => (
          <Style key={style.word} style={style} on={chosen.includes(style.word)} onToggle={() => onToggle(style.word)} />
        ))}
      </div>
      <label className="mt-4 block">
        <span className="mb-1.5 block font-medium">{say("albums.own")}</span>
        <textarea className="field block resize-none" rows={2} maxLength={1800} value={own} onChange={(event) => onOwn(event.target.value)} placeholder={say("albums.own_hint")} data-own />
      </label>
    </fieldset>
  );
}

function Roles({ roles, ready, chosen, onToggle }) {
  const say = useWords();
  return (
    <fieldset>
      <legend className="mb-2.5 font-medium">{say("albums.roles")}</legend>
      <div className="flex flex-wrap gap-2">
        {roles.map((role) => (
          <label key={role.word} className="chip relative min-h-11 has-[:disabled]:opacity-55">
            <input type="checkbox" className="sr-only" disabled={!ready.has(role.word)} checked={chosen.includes(role.word)} onChange={() => onToggle(role.word)} data-role={role.word} />
            {nameOf(say, role)}
          </label>
        ))}
      </div>
      {roles.some((role) => !ready.has(role.word)) && <p className="mt-2 text-13 text-quiet">{say("albums.roles_hint")}</p>}
    </fieldset>
  );
}

function Amount({ mode, count, onMode, onCount }) {
  const say = useWords();
  const own = !COUNTS.includes(count);
  return (
    <fieldset>
      <legend className="mb-2.5 font-medium">{say("albums.amount")}</legend>
      <div className="flex flex-wrap gap-2">
        {["SINGLE", "BATCH"].map((each) => (
          <label key={each} className="chip relative min-h-11">
            <input type="radio" name="mode" value={each} className="sr-only" checked={mode === each} onChange={() => onMode(each)} />
            {say(`albums.mode.${each}`)}
          </label>
        ))}
      </div>
      {mode === "BATCH" && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {COUNTS.map((each) => (
            <label key={each} className="chip relative min-h-11">
              <input type="radio" name="count" value={each} className="sr-only" checked={count === each} onChange={() => onCount(each)} />
              <span className="tabular">{say("albums.pictures", { n: each })}</span>
            </label>
          ))}
          <label className="flex items-center gap-2">
            <span className="text-13 text-quiet">{say("albums.count_own")}</span>
            <input type="number" className={`field tabular w-24 ${own ? "border-accent" : ""}`} min={1} max={MOST} value={count || ""} onChange={(event) => onCount(Math.min(MOST, Math.max(0, Math.floor(event.target.valueAsNumber || 0))))} data-count />
          </label>
        </div>
      )}
    </fieldset>
  );
}

// "4 styles × 2 roles (groom, bride) = 8 pictures · 8 credits"
export function sumWords(say, { mode, styles, roles, names, count, credits }) {
  const parts = { styles: say("albums.n_styles", { n: styles }), roles: say("albums.n_roles", { n: roles }), names: names.join(", "), pictures: say("albums.pictures", { n: count }), credits: say("make.price", { n: credits }) };
  return say(mode === "SINGLE" ? "albums.sum" : "albums.sum_batch", parts);
}

export function Wizard({ album, catalogue, roles, offers, offer, against, started, told, onChoose, onStart }) {
  const say = useWords();
  const ready = useMemo(() => new Set(album.people.filter((photo) => photo.upload.state === "ready").map((photo) => photo.role)), [album]);
  const [styles, setStyles] = useState([]);
  const [own, setOwn] = useState("");
  const [left, setLeft] = useState([]);
  const [mode, setMode] = useState("SINGLE");
  const [count, setCount] = useState(5);
  const [aspect, setAspect] = useState("3:4");
  const key = useRef(crypto.randomUUID());
  const [waits, setWaits] = useState(false);
  useEffect(() => setWaits(false), [told, against, started]);
  useEffect(() => {
    if (!started) return;
    key.current = crypto.randomUUID();
    setStyles([]);
    setOwn("");
    document.querySelector(`[data-set="${started}"]`)?.scrollIntoView({ block: "center" });
  }, [started]);
  const flip = (set) => (word) => set((was) => (was.includes(word) ? was.filter((each) => each !== word) : [...was, word]));
  const chosen = roles.filter((role) => ready.has(role.word) && !left.includes(role.word));
  const looks = own.trim() ? [...styles, OWN] : styles;
  const pictures = mode === "SINGLE" ? looks.length * chosen.length : looks.length && chosen.length ? count : 0;
  const credits = pictures * (offer?.price ?? 0);
  const many = pictures > MOST;
  // Not everybody gives every shape.
  const shape = !offer.aspects?.length || offer.aspects.includes(aspect) ? aspect : offer.aspects[0];
  const can = pictures > 0 && !many && offer?.id;
  const start = (event) => {
    event.preventDefault();
    if (!can || waits) return;
    setWaits(true);
    onStart({ key: key.current, album: album.id, mode, styles, roles: chosen.map((role) => role.word), total: mode === "BATCH" ? count : null, prompt: own, aspect: shape, maker: offer.id });
  };
  return (
    <form className="card mt-10 flex flex-col gap-7 p-5 min-[640px]:p-7" onSubmit={start} aria-label={say("albums.shoot")} id="shoot-form">
      <h2 className="text-21">{say("albums.shoot")}</h2>
      <Styles styles={catalogue.styles} chosen={styles} onToggle={flip(setStyles)} own={own} onOwn={setOwn} />
      <div className="grid gap-7 min-[900px]:grid-cols-2">
        <Roles roles={roles} ready={ready} chosen={chosen.map((role) => role.word)} onToggle={flip(setLeft)} />
        <Amount mode={mode} count={count} onMode={setMode} onCount={setCount} />
      </div>
      <fieldset>
        <legend className="mb-2.5 font-medium">{say("albums.shape")}</legend>
        <div className="flex flex-wrap gap-2">
          {(offer.aspects ?? []).map((each) => (
            <label key={each} className="chip tabular relative min-h-11">
              <input type="radio" name="aspect" value={each} className="sr-only" checked={shape === each} onChange={() => setAspect(each)} />
              {each}
            </label>
          ))}
        </div>
      </fieldset>
      <Makers offers={offers} chosen={offer.id} onChoose={onChoose} />
      <div className="border-t border-line pt-5">
        <p className="tabular text-balance text-17 font-medium" aria-live="polite" data-sum={pictures}>
          {many ? say("albums.too_many", { n: MOST }) : pictures > 0 ? sumWords(say, { mode, styles: looks.length, roles: chosen.length, names: chosen.map((role) => nameOf(say, role)), count: pictures, credits }) : say(ready.size ? "albums.choose_styles" : "albums.choose_photos")}
        </p>
        {pictures > 0 && offer.high > 0 && <p className="mt-1 text-13 text-quiet">{say("albums.each_takes", { span: span(say, offer.low, offer.high) })}</p>}
        <Sky offer={offer} offers={offers} className="mt-1" />
        {against.map((each) => (
          <p key={each.code} role="alert" className="mt-2 text-danger" data-against={each.code}>
            {againstWords(say, each)}
          </p>
        ))}
        <button type="submit" className="button button-primary mt-4 w-full min-[640px]:w-auto" disabled={!can || waits} data-act="shoot">
          <Icon name="camera" /> {pictures > 0 ? say("albums.start", { n: pictures }) : say("albums.start_plain")}
        </button>
      </div>
    </form>
  );
}
