// What is announced to leave by its age: said calmly on home and library, decided on its own page.
import { useCallback, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Ask } from "./sheet.jsx";
import { ask, bytes, onDay } from "./storage.jsx";

// What was said last is there at once on the next page; the truth follows.
let last = null;

const said = (say, told) => {
  const [first, ...rest] = told.departures;
  const later = rest.reduce((n, each) => n + each.songs, 0);
  const words = say("leaving.banner", { n: first.songs, date: onDay(say, Date.parse(first.at)) });
  return later ? `${words} ${say("leaving.later", { n: later })}` : words;
};

function useLeaving(limit) {
  const [told, setTold] = useState(limit ? null : last);
  const [failed, setFailed] = useState(false);
  const read = useCallback(async () => {
    const now = await ask(`/api/leaving?limit=${limit}`);
    setFailed(!now);
    if (!now) return;
    last = { ...now, items: [] };
    setTold(now);
  }, [limit]);
  useEffect(() => void read(), [read]);
  return { told, failed, read };
}

export function LeavingBanner() {
  const say = useWords();
  const { told, read } = useLeaving(0);
  if (!told?.songs) return null;
  const keep = async () => {
    await ask("/api/leaving/keep", "POST", {});
    read();
  };
  return (
    <section className="card mt-6 flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3" aria-label={say("leaving.title")} data-leaving>
      <p className="min-w-0 flex-1 basis-64 py-2">{said(say, told)}</p>
      <div className="-mx-3 flex flex-wrap">
        <button type="button" className="button button-quiet" data-act="keep-all" onClick={keep}>
          {say("leaving.keep_all")}
        </button>
        <Link to="/leaving" className="button button-quiet" data-act="look">
          {say("leaving.look")}
        </Link>
      </div>
    </section>
  );
}

function Song({ each, onKeep, onLetGo }) {
  const say = useWords();
  return (
    <li className="row flex-wrap" data-song={each.job_id}>
      <div className="min-w-0 flex-1 basis-36">
        <Link to={each.page} className="block truncate text-17 font-medium hover:underline">
          {each.title}
        </Link>
        <p className="tabular text-13 text-quiet">
          {say("leaving.on", { date: onDay(say, Date.parse(each.leaves_at)) })}
          {each.takes > 1 && ` · ${say("library.takes", { n: each.takes })}`}
          <span className="whitespace-nowrap"> · {bytes(say, each.size)}</span>
        </p>
      </div>
      <div className="flex gap-1">
        <button type="button" className="button button-plain" data-act="keep" onClick={onKeep} aria-label={`${say("leaving.keep")}: ${each.title}`}>
          {say("leaving.keep")}
        </button>
        <button type="button" className="button button-quiet" data-act="let-go" onClick={onLetGo} aria-label={`${say("leaving.let_go")}: ${each.title}`}>
          {say("leaving.let_go")}
        </button>
      </div>
    </li>
  );
}

function All({ onKeep, onLetGo }) {
  const say = useWords();
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      <button type="button" className="button button-primary" data-act="keep-all" onClick={onKeep}>
        {say("leaving.keep_all")}
      </button>
      <a href="/api/leaving/download" download className="button button-plain" data-act="download">
        <Icon name="download" />
        {say("leaving.download")}
      </a>
      <Ask
        act="let-go-all"
        variant="quiet"
        label={say("leaving.let_go_all")}
        title={say("leaving.let_go_title")}
        body={say("leaving.let_go_body")}
        yes={say("leaving.let_go_all")}
        onYes={onLetGo}
      />
    </div>
  );
}

export function LeavingDesk() {
  const say = useWords();
  const { told, failed, read } = useLeaving(500);
  const [done, setDone] = useState("");
  const heard = useRef(null);
  const act = async (what, words, jobs = null) => {
    const went = await ask(`/api/leaving/${what}`, "POST", { job_ids: jobs });
    await read();
    setDone(went ? words : say("trash.trouble"));
    heard.current?.focus();
  };
  return (
    <div>
      <p ref={heard} tabIndex={-1} aria-live="polite" className="text-quiet outline-none empty:hidden" data-done>
        {failed ? say("trash.trouble") : done}
      </p>
      {!told && !failed && <div className="sheen mt-4 h-24" aria-hidden />}
      {told?.songs === 0 && <p className="mt-8 font-serif text-21">{say("leaving.none")}</p>}
      {told?.songs > 0 && (
        <>
          <p className="mt-6 font-serif text-21">{said(say, told)}</p>
          <p className="mt-2 max-w-[60ch] text-quiet">{say("leaving.about")}</p>
          <All
            onKeep={() => act("keep", say("leaving.all_kept"))}
            onLetGo={() => act("let-go", say("leaving.all_gone"))}
          />
          <ul className="mt-6" aria-label={say("leaving.title")}>
            {told.items.map((each) => (
              <Song
                key={each.job_id}
                each={each}
                onKeep={() => act("keep", say("leaving.kept", { title: each.title }), [each.job_id])}
                onLetGo={() => act("let-go", say("leaving.gone", { title: each.title }), [each.job_id])}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
