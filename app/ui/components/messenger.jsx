// Between the page and what comes from outside of it: it goes where a notification leads, plays what
// one asks for, and asks, once and in our own words, whether to tell when no page is open.
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useWords } from "../../words/words.js";
import { ask } from "./asked.jsx";
import { Icon } from "./icons.jsx";
import { play } from "./playing.jsx";
import { canPush, greet, needsInstalling, permission, turnOn } from "./pushing.jsx";
import { usePath } from "./shell.jsx";

const ASKED = "mw_asked";
// The page that asks the same by itself.
const DESK = "/account/notices";
const FIRST = 40;
const STEPS = 64;

const pack = (peaks) =>
  (peaks ?? []).map((peak) => String.fromCharCode(FIRST + Math.round((Math.max(0, Math.min(100, peak)) * STEPS) / 100))).join("");

const isOfNotices = (url) => typeof url === "string" && url.startsWith("/") && !url.startsWith("//");

async function playOf(job) {
  const { told } = await ask(`/api/jobs/${encodeURIComponent(job)}`);
  const song = told?.files?.find((file) => file.medium === "song");
  if (!song) return;
  await play({
    id: song.id,
    job: song.job_id,
    title: told.title,
    duration: song.meta.duration_s ?? 0,
    peaks: pack(song.meta.peaks),
    favourite: song.favourite,
  });
}

export function Messenger({ known, unseen }) {
  const navigate = useNavigate();
  const { pathname, search, hash } = useLocation();
  useEffect(() => {
    if (known) greet();
  }, [known]);
  useEffect(() => {
    const heard = ({ data, ports }) => {
      if (data?.type !== "go" || !isOfNotices(data.url)) return;
      navigate(data.url);
      ports[0]?.postMessage("goes");
    };
    navigator.serviceWorker?.addEventListener("message", heard);
    return () => navigator.serviceWorker?.removeEventListener("message", heard);
  }, [navigate]);
  useEffect(() => {
    const asked = new URLSearchParams(search);
    const job = asked.get("play");
    if (!job || !known) return;
    asked.delete("play");
    const rest = asked.toString();
    navigate(`${pathname}${rest ? `?${rest}` : ""}${hash}`, { replace: true });
    playOf(job);
  }, [search, known]);
  useEffect(() => {
    // On the icon of an installed app, where there is such a thing.
    if (known) navigator.setAppBadge?.(unseen).catch(() => undefined);
    else navigator.clearAppBadge?.().catch(() => undefined);
  }, [known, unseen]);
  return null;
}

// Only after something was started: before that there is nothing to be told.
export function AskToTell({ busy }) {
  const say = useWords();
  const [step, setStep] = useState("");
  const path = usePath();
  const wasBusy = useRef(busy);
  useEffect(() => {
    const begins = busy > wasBusy.current;
    wasBusy.current = busy;
    if (!begins || step || localStorage.getItem(ASKED)) return;
    if (canPush() && permission() === "default") setStep("ask");
    else if (needsInstalling()) setStep("install");
  }, [busy]);
  const done = () => {
    localStorage.setItem(ASKED, "1");
    setStep("");
  };
  const yes = async () => {
    const came = await turnOn();
    localStorage.setItem(ASKED, "1");
    setStep(came === "on" ? "on" : "off");
    setTimeout(() => setStep(""), 6000);
  };
  if (!step || path === DESK || (step === "ask" && permission() !== "default")) return null;
  return (
    <div
      role="group"
      aria-label={say("tell.ask_title")}
      data-ask={step}
      className="rise pointer-events-auto mb-2 rounded-card border border-line bg-surface p-4 shadow-float"
    >
      {step === "ask" && (
        <>
          <p className="font-medium">{say("tell.ask_title")}</p>
          <p className="mt-1 text-13 text-quiet">{say("tell.ask_body")}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            <button type="button" className="button button-primary" onClick={yes}>
              {say("tell.ask_yes")}
            </button>
            <button type="button" className="button button-quiet" onClick={done}>
              {say("tell.ask_no")}
            </button>
          </div>
        </>
      )}
      {step === "install" && (
        <>
          <p className="font-medium">{say("tell.install_title")}</p>
          <p className="mt-1 text-13 text-quiet">{say("tell.install_body")}</p>
          <button type="button" className="button button-quiet mt-2" onClick={done}>
            {say("act.close")}
          </button>
        </>
      )}
      {(step === "on" || step === "off") && (
        <p className="flex items-center gap-2">
          <Icon name={step === "on" ? "check" : "x"} size={18} /> {say(`tell.now_${step}`)}
        </p>
      )}
    </div>
  );
}
