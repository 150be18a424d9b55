// Letting go, and what was let go: restorable for a while. It speaks to the REST routes.
import { useCallback, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Ask } from "./sheet.jsx";
import { ask, bytes, onDay } from "./storage.jsx";
import { useNow } from "./time.jsx";

const DAY_MS = 86400000;

// Asks before it lets go, and says until when it can be restored.
export function LetGo({ title, days, onYes }) {
  const say = useWords();
  const now = useNow(60000);
  const body = days > 0 && now ? say("song.trash_body", { date: onDay(say, now + days * DAY_MS) }) : say("song.delete_body");
  return (
    <Ask
      act="delete"
      icon="trash"
      variant="icon"
      label={say("song.delete")}
      title={say("song.delete_title", { title })}
      body={body}
      yes={say("song.delete_yes")}
      onYes={onYes}
    />
  );
}

function Trashed({ each, onRestore, onRemove }) {
  const say = useWords();
  const until = say("trash.until", { date: onDay(say, Date.parse(each.restorable_until)) });
  return (
    <li className="row flex-wrap" data-trashed={each.id}>
      <div className="min-w-0 flex-1 basis-44">
        <p className="truncate text-17 font-medium">{each.title}</p>
        <p className="text-13 text-quiet">
          {until}
          {each.size > 0 && <span className="tabular whitespace-nowrap"> · {bytes(say, each.size)}</span>}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <button type="button" className="button button-plain" data-act="restore" onClick={() => onRestore(each)}>
          {say("trash.restore")}
        </button>
        <Ask
          act="remove"
          icon="x"
          variant="icon"
          label={say("trash.remove")}
          title={say("trash.remove_title", { title: each.title })}
          body={say("trash.remove_body")}
          yes={say("trash.remove")}
          onYes={() => onRemove(each)}
        />
      </div>
    </li>
  );
}

// Journeys and albums come back whole, with the songs and pictures that went with them.
const WHOLE = {
  journeys: (say, each) => say("trash.logs", { n: each.logs }),
  albums: (say, each) => say("albums.pictures", { n: each.pictures }),
};

function LetGone({ kind, gone, onRestored }) {
  const say = useWords();
  const restore = async (each) => {
    const told = await ask(`/api/trash/${kind}/${each.id}/restore`, "POST");
    await onRestored(told ? { title: each.title, to: `/${kind}/${each.id}` } : null);
  };
  if (!gone.length) return null;
  return (
    <section className="mt-6" aria-labelledby={`${kind}-let-go`}>
      <h2 id={`${kind}-let-go`} className="text-21">
        {say(`nav.${kind}`)}
      </h2>
      <ul className="mt-2">
        {gone.map((each) => (
          <li key={each.id} className="row flex-wrap" data-trashed={each.id}>
            <div className="min-w-0 flex-1 basis-44">
              <p className="truncate text-17 font-medium">{each.title}</p>
              <p className="text-13 text-quiet">
                {say("trash.until", { date: onDay(say, Date.parse(each.restorable_until)) })} · {WHOLE[kind](say, each)}
              </p>
            </div>
            <button type="button" className="button button-plain" data-act="restore-whole" onClick={() => restore(each)}>
              {say("trash.restore")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TrashDesk() {
  const say = useWords();
  const [trash, setTrash] = useState(null);
  const [whole, setWhole] = useState({ journeys: [], albums: [] });
  const [failed, setFailed] = useState(false);
  const [restored, setRestored] = useState(null);
  const heard = useRef(null);
  const read = useCallback(async (cursor = "") => {
    const told = await ask(`/api/trash?limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    setFailed(!told);
    if (!cursor) {
      const kinds = Object.keys(WHOLE);
      const found = await Promise.all(kinds.map((kind) => ask(`/api/trash/${kind}`)));
      setWhole(Object.fromEntries(kinds.map((kind, at) => [kind, found[at]?.items ?? []])));
    }
    if (told) setTrash((was) => (cursor && was ? { ...told, items: [...was.items, ...told.items] } : told));
  }, []);
  useEffect(() => void read(), [read]);
  const act = async (path, method) => {
    const told = await ask(`/api/trash${path}`, method);
    setFailed(!told);
    await read();
    return told;
  };
  const tell = async (what) => {
    await read();
    setFailed(!what);
    setRestored(what);
    heard.current?.focus();
  };
  const restore = async (each) => {
    const told = await ask(`/api/trash/${each.id}/restore`, "POST");
    await tell(told ? { title: each.title, to: each.page } : null);
  };
  return (
    <div>
      <p ref={heard} tabIndex={-1} aria-live="polite" className="outline-none empty:hidden">
        {failed && <span className="text-danger">{say("trash.trouble")}</span>}
        {!failed && restored && (
          <span data-restored>
            {say("trash.restored", { title: restored.title })}{" "}
            <Link to={restored.to} className="text-link">
              {say("trash.open")}
            </Link>
          </span>
        )}
      </p>
      {!trash && !failed && <div className="sheen mt-4 h-24" aria-hidden />}
      {trash?.days > 0 && <p className="mt-3 max-w-[560px] text-quiet">{say("trash.about", { n: trash.days })}</p>}
      {Object.keys(WHOLE).map((kind) => (
        <LetGone key={kind} kind={kind} gone={whole[kind]} onRestored={tell} />
      ))}
      {trash?.items.length === 0 && !Object.values(whole).some((some) => some.length) && <p className="mt-8 font-serif text-21">{say("trash.empty")}</p>}
      {trash?.items.length > 0 && (
        <>
          <ul className="mt-4" aria-label={say("trash.title")}>
            {trash.items.map((each) => (
              <Trashed key={each.id} each={each} onRestore={restore} onRemove={() => act(`/${each.id}`, "DELETE")} />
            ))}
          </ul>
          <div className="mt-6 flex flex-wrap gap-2">
            {trash.next_cursor && (
              <button type="button" className="button button-quiet" onClick={() => read(trash.next_cursor)}>
                {say("act.more")}
              </button>
            )}
            <Ask
              act="empty"
              label={say("trash.clear")}
              title={say("trash.clear_title")}
              body={say("trash.clear_body")}
              yes={say("trash.clear")}
              onYes={() => act("", "DELETE")}
            />
          </div>
        </>
      )}
      {failed && (
        <button type="button" className="button button-plain mt-3" onClick={() => read()}>
          <Icon name="again" />
          {say("act.retry")}
        </button>
      )}
    </div>
  );
}
