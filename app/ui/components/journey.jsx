// The page of one journey: its book, what it has become, the form, and the story from v0 to vFinal.
import { useEffect, useMemo, useRef } from "react";
import { useWords } from "../../words/words.js";
import { BookCover } from "./covers.jsx";
import { More } from "./forms.jsx";
import { Icon } from "./icons.jsx";
import { BookFacts } from "./journey_book.jsx";
import { LogForm } from "./journey_form.jsx";
import { Log } from "./journey_log.jsx";
import { askForMusic, Stars } from "./journey_parts.jsx";
import { Settings } from "./journey_settings.jsx";
import { Disc } from "./moon.jsx";
import { pause, play, usePlayer } from "./playing.jsx";
import { ShareButton } from "./shares.jsx";
import { Ask, Sheet, useSheet } from "./sheet.jsx";
import { Ago, minutes } from "./time.jsx";

const tell = (key) => dispatchEvent(new CustomEvent("mw:told", { detail: key }));

function useTrigger(logs) {
  const asked = useRef(new Set());
  useEffect(() => {
    for (const log of logs) {
      if (log.music !== "pending" || asked.current.has(log.track)) continue;
      asked.current.add(log.track);
      askForMusic(log.track);
    }
  }, [logs]);
}

function Listen({ listening }) {
  const say = useWords();
  const player = usePlayer();
  if (!listening.length) return null;
  const ids = new Set(listening.map((each) => each.id));
  const on = player.playing && ids.has(player.track?.id) && (player.queue.length > 1 || listening.length === 1);
  const length = listening.reduce((sum, each) => sum + each.duration, 0);
  const press = () => {
    if (on) return pause();
    const mine = ids.has(player.track?.id) && player.queue.length === listening.length;
    return play(mine ? player.track : listening[0], listening);
  };
  return (
    <div className="flex items-center gap-3">
      <button type="button" className="button button-primary" onClick={press} data-act="play-journey">
        <Icon name={on ? "pause" : "play"} /> {say(on ? "player.pause" : "journey.play")}
      </button>
      <span className="tabular text-13 text-quiet">
        {say("journey.songs", { n: listening.length })} · {minutes(length)}
      </span>
    </div>
  );
}

function Progress({ journey }) {
  const say = useWords();
  if (!journey.page) return null;
  const share = journey.pages ? Math.min(1, journey.page / journey.pages) : 0;
  const words = journey.pages ? say("journey.progress", { n: journey.page, of: journey.pages }) : say("journey.page", { n: journey.page });
  return (
    <div className="mt-4 max-w-80">
      {share > 0 && (
        <div className="h-1 overflow-hidden rounded-full bg-line" aria-hidden>
          <div className="h-full rounded-full bg-moon-lit" style={{ width: `${share * 100}%` }} />
        </div>
      )}
      <p className="tabular mt-1.5 text-13 text-quiet">{words}</p>
    </div>
  );
}

function Finish({ journey, preview, written, wrong, can, act }) {
  const say = useWords();
  const sheet = useSheet();
  const seen = useRef(written);
  useEffect(() => {
    if (written !== seen.current) sheet.close();
    seen.current = written;
  }, [written]);
  return (
    <>
      <button type="button" className="button button-plain" onClick={sheet.open} data-act="finish">
        <Icon name="bookmark" size={16} /> {say("journey.finish")}
      </button>
      <Sheet sheet={sheet} label={say("journey.finish_title")} wide>
        <div className="-mx-1 max-h-[82dvh] overflow-y-auto px-1 pb-1">
          <div className="flex flex-col items-center pb-6 pt-4 text-center">
            <Disc phase={1} state="ready" size={112} className="waxing" />
            <h2 className="mt-6 text-28">{say("journey.finish_title")}</h2>
            <p className="mt-2 max-w-[36ch] text-quiet">{say("journey.finish_body", { title: journey.title, n: journey.logs })}</p>
          </div>
          <LogForm
            id="finish"
            name={`finish_${journey.id}`}
            ends
            pages={journey.pages}
            preview={preview}
            written={written}
            wrong={wrong}
            can={can}
            titles={{ thoughts: say("journey.last_thoughts"), send: say("journey.finish_yes"), send_plain: say("journey.finish_plain") }}
            onForesee={act.foresee}
            onSend={act.finish}
          />
        </div>
      </Sheet>
    </>
  );
}

function Head({ journey, listening, aheadSpent, act, children }) {
  const say = useWords();
  const { status } = journey;
  return (
    <header className="mt-4 flex flex-col gap-6 min-[640px]:flex-row min-[640px]:gap-10 min-[900px]:mt-8">
      <BookCover title={journey.title} author={journey.author} src={journey.cover} className="journey-book w-32 self-start min-[640px]:w-44 min-[900px]:w-52" />
      <div className="flex min-w-0 flex-1 flex-col items-start min-[640px]:pt-2">
        <p className="flex flex-wrap items-center gap-x-2 text-13 text-quiet">
          {status === "finished" && <Disc phase={1} state="ready" size={16} />}
          <span className="font-medium text-accent">{say(`journey.status.${status}`)}</span>
          <span aria-hidden>·</span>
          <Ago at={journey.finished || journey.created} />
        </p>
        <div className="mt-2 flex max-w-full items-start gap-1">
          <h1 tabIndex={-1} className="line-clamp-4 min-w-0 wrap-anywhere font-said text-28 min-[900px]:text-40">
            {journey.title}
          </h1>
          <span className="-mt-1 flex-none min-[900px]:mt-0.5">
            <BookFacts journey={journey} onCorrect={act.correct} />
          </span>
        </div>
        <p className="mt-2 line-clamp-2 text-17 text-quiet empty:hidden">{[journey.author, journey.publisher, journey.year || ""].filter(Boolean).join(" · ")}</p>
        {status === "finished" ? <Stars rating={journey.rating} className="mt-3" /> : <Progress journey={journey} />}
        <div className="mt-6 flex flex-wrap items-center gap-x-3 gap-y-3">
          <Listen listening={listening} />
        </div>
        <div className="-ml-3 mt-3 flex flex-wrap items-center gap-x-1 gap-y-2 [&>.button-plain]:ml-3 max-[479px]:gap-x-0 max-[479px]:[&>.button-plain]:px-3">
          {children}
          {status !== "reading" && (
            <button type="button" className="button button-quiet" onClick={() => act.resume()} data-act="resume">
              <Icon name="book" size={16} /> {say("journey.resume")}
            </button>
          )}
          {status === "reading" && (
            <button type="button" className="button button-quiet" onClick={() => act.setAside()} data-act="set-aside">
              <Icon name="crescent" size={16} /> {say("journey.set_aside")}
            </button>
          )}
          {status === "finished" && <ShareButton kind="journey" target={journey.id} title={journey.title} />}
          <Settings journey={journey} spent={aheadSpent} onSettle={act.settle} />
          <Ask
            icon="trash"
            variant="icon"
            act="delete-journey"
            label={say("journey.delete")}
            title={say("journey.delete_title", { title: journey.title })}
            body={say("journey.delete_body")}
            yes={say("journey.delete_yes")}
            onYes={() => act.delete()}
          />
        </div>
      </div>
    </header>
  );
}

function Story({ logs, running, takes, takesOf, can, pages, act }) {
  const jobs = useMemo(() => new Map(running.map((job) => [job.id, job])), [running]);
  return (
    <ol className="journey-story relative">
      {logs.map((log) => (
        <Log key={log.id} log={log} job={jobs.get(log.job)} takes={takesOf === log.id ? takes : []} can={can} pages={pages} act={act} />
      ))}
    </ol>
  );
}

export function JourneyPage({ journey, logs, listening, running, fromStart, more, preview, endPreview, written, wrong, takes, takesOf, sings, helps, aheadSpent, price, ...on }) {
  const say = useWords();
  const seen = useRef(written);
  useTrigger(logs);
  useEffect(() => {
    if (written !== seen.current && written) tell("journey.written");
    seen.current = written;
  }, [written]);
  const act = {
    foresee: on.onForesee,
    write: on.onWrite,
    finish: on.onFinish,
    edit: on.onEdit,
    remove: on.onRemove,
    retry: on.onRetry,
    stop: on.onStop,
    again: on.onAgain,
    showTakes: on.onTakes,
    lead: on.onLead,
    setAside: on.onSetAside,
    resume: on.onResume,
    settle: on.onSettle,
    correct: on.onCorrect,
    delete: on.onDelete,
  };
  const can = { sings, helps, price };
  const form = { pages: journey.pages, written, wrong, can };
  const first = { page_from: journey.page ? journey.page + 1 : "", music_on: journey.music_on };
  return (
    <>
      <Head journey={journey} listening={listening} aheadSpent={aheadSpent} act={act}>
        {journey.status !== "finished" && <Finish journey={journey} {...form} preview={endPreview} act={act} />}
      </Head>
      {journey.status !== "finished" && (
        <section className="card mt-10 p-5 min-[640px]:p-7" aria-label={say("journey.form")}>
          <LogForm
            id="log"
            name={journey.id}
            first={first}
            open={false}
            preview={preview}
            {...form}
            titles={{ thoughts: say("journey.thoughts"), send: say("journey.send"), send_plain: say("journey.send_plain") }}
            onForesee={act.foresee}
            onSend={act.write}
          />
        </section>
      )}
      <section className="mt-12">
        <div className="mb-8 flex items-center justify-between gap-3">
          <h2 className="text-21">{say("journey.story")}</h2>
          {journey.logs > 1 && (
            <button type="button" className="button button-quiet" onClick={() => on.onTurn()} data-act="turn">
              <Icon name="swap" size={16} /> {say(fromStart ? "journey.from_start" : "journey.newest_first")}
            </button>
          )}
        </div>
        <Story logs={logs} running={running} takes={takes} takesOf={takesOf} can={can} pages={journey.pages} act={act} />
        {more && <More label={say("act.more")} onReach={on.onFurther} />}
      </section>
    </>
  );
}
