// The inbox: one line for everything that ended, new until it was looked at on any device.
import { useCallback, useEffect, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/words.js";
import { ask } from "./asked.jsx";
import { Icon } from "./icons.jsx";
import { Disc } from "./moon.jsx";
import { Ago } from "./time.jsx";

const PAGE = 24;
const LOOKS = { "job.completed": "ready", "job.failed": "failed", "job.cancelled": "cancelled" };

function Notice({ notice, onSee }) {
  const say = useWords();
  const words = notice.words[say.language];
  const look = LOOKS[notice.topic];
  return (
    <li className="row relative" data-notice={notice.topic} data-unseen={notice.is_seen ? undefined : true}>
      {look ? <Disc size={26} phase={1} state={look} /> : <Icon name="alert" size={22} className="text-quiet" />}
      <div className="min-w-0 flex-1">
        <Link
          to={notice.path}
          className={`block after:absolute after:inset-0 hover:underline ${notice.is_seen ? "" : "font-semibold"}`}
          onClick={() => notice.is_seen || onSee(notice)}
        >
          {words.title}
        </Link>
        <p className="line-clamp-2 break-words text-13 text-quiet">{words.body}</p>
      </div>
      <Ago at={Date.parse(notice.at)} className="whitespace-nowrap text-13 text-quiet" />
      <span
        role="img"
        aria-label={say(notice.is_seen ? "notices.seen" : "notices.new")}
        className={`h-2 w-2 rounded-full ${notice.is_seen ? "" : "bg-accent"}`}
      />
    </li>
  );
}

// `news` changes whenever something ends or is looked at elsewhere: then it reads again.
export function NoticeDesk({ news }) {
  const say = useWords();
  const [page, setPage] = useState(null);
  const [away, setAway] = useState(false);
  const read = useCallback(async (cursor) => {
    const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const { told, problem } = await ask(`/api/notices?limit=${PAGE}${after}`);
    setAway(Boolean(problem));
    if (told) setPage((was) => (cursor && was ? { ...told, items: [...was.items, ...told.items] } : told));
  }, []);
  const mark = news.map((job) => job.id).join();
  useEffect(() => void read(), [read, mark]);
  const see = (notice) => ask(`/api/notices/${notice.id}/seen`, "POST");
  const seeAll = async () => {
    await ask("/api/notices/seen-all", "POST");
    read();
  };
  if (!page) {
    return away ? (
      <button type="button" className="button button-plain" onClick={() => read()}>
        <Icon name="again" /> {say("act.retry")}
      </button>
    ) : (
      <div className="sheen h-32" aria-hidden />
    );
  }
  if (!page.items.length) return <p className="py-10 text-17 text-quiet">{say("notices.empty")}</p>;
  return (
    <>
      <div className="mb-3 flex min-h-11 items-center justify-between gap-4">
        <p className="text-13 text-quiet" role="status">
          {page.unseen ? say("notices.unseen", { n: page.unseen }) : say("notices.all_seen")}
        </p>
        {page.unseen > 0 && (
          <button type="button" className="button button-quiet" data-act="seen-all" onClick={seeAll}>
            {say("notices.see_all")}
          </button>
        )}
      </div>
      <ul aria-label={say("notices.title")}>
        {page.items.map((notice) => (
          <Notice key={notice.id} notice={notice} onSee={see} />
        ))}
      </ul>
      {page.next_cursor && (
        <button type="button" className="button button-plain mt-4" onClick={() => read(page.next_cursor)}>
          {say("act.more")}
        </button>
      )}
    </>
  );
}

const SPOKEN = [
  ["job.completed", "away.ready"],
  ["job.failed", "away.failed"],
  ["job.cancelled", "away.cancelled"],
];

// What ended since somebody last looked, in one calm line; it stays until they have looked.
export function Away({ news }) {
  const say = useWords();
  const [page, setPage] = useState(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let left = false;
    ask("/api/notices?unseen=true&limit=50").then(({ told }) => left || !told || setPage((was) => was ?? told));
    return () => {
      left = true;
    };
  }, []);
  if (!page?.items.length || gone) return null;
  const parts = SPOKEN.map(([topic, key]) => [key, page.items.filter((each) => each.topic === topic).length])
    .filter(([, n]) => n)
    .map(([key, n]) => say(key, { n }));
  const other = page.items.filter((each) => !each.topic.startsWith("job.")).length;
  if (other) parts.push(say("away.word", { n: other }));
  const [latest] = page.items;
  const clear = () => {
    setGone(true);
    ask("/api/notices/seen-all", "POST");
  };
  return (
    <aside
      data-away
      data-news={news.length}
      aria-label={say("away.title")}
      className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card bg-wash py-2 pl-5 pr-2"
    >
      <p className="min-w-0 flex-1 basis-60 py-2">
        <span className="font-medium">{say("away.title")}</span>{" "}
        <span>{parts.join(say("away.and"))}</span>
      </p>
      <div className="flex">
        <Link className="button button-quiet" to={page.items.length === 1 ? latest.path : "/notices"}>
          {say(page.items.length === 1 ? "act.open" : "away.look")}
        </Link>
        <button type="button" className="icon-button" aria-label={say("notices.see_all")} onClick={clear}>
          <Icon name="x" size={16} />
        </button>
      </div>
    </aside>
  );
}
