// Dialogs on the browser's own <dialog>: it traps focus, closes on Escape and gives focus back.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { undoable } from "./status.jsx";
import { useNow } from "./time.jsx";

export function useSheet() {
  const node = useRef(null);
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => {
    setOpened(true);
    requestAnimationFrame(() => node.current && !node.current.open && node.current.showModal());
  }, []);
  const close = useCallback(() => node.current?.close(), []);
  const closed = useCallback(() => setOpened(false), []);
  return useMemo(() => ({ node, opened, open, close, closed }), [opened, open, close, closed]);
}

export function Sheet({ sheet, label, wide = false, children }) {
  const say = useWords();
  if (!sheet.opened) return null;
  const outside = (event) => event.target === sheet.node.current && sheet.close();
  return (
    <dialog
      ref={sheet.node}
      aria-label={label}
      // React lets this event rise from a sheet above this one.
      onClose={(event) => event.target === sheet.node.current && sheet.closed()}
      onClick={outside}
      className={`rise w-[calc(100vw-24px)] ${wide ? "max-w-[520px]" : "max-w-[440px]"} max-[899px]:mb-3`}
    >
      <div className="relative rounded-card border border-line bg-surface p-6 shadow-float max-[899px]:p-5">
        <button type="button" className="icon-button absolute right-3 top-3" onClick={sheet.close} aria-label={say("act.close")}>
          <Icon name="x" />
        </button>
        {children}
      </div>
    </dialog>
  );
}

// What was sent from a form, kept for its next opening: it may have been refused. It is forgotten once
// what it was to change has changed.
export function useWritten(...facts) {
  const written = useRef(null);
  useEffect(() => void (written.current = null), facts);
  return written;
}

// A button that asks once more, and says first what will be true afterwards; `ready` once it knows.
export function Ask({ label, icon, title, body, yes, no, danger = true, variant = "plain", act, disabled = false, ready = true, onOpen, onYes }) {
  const say = useWords();
  const sheet = useSheet();
  const sure = () => {
    sheet.close();
    onYes();
  };
  const open = () => {
    onOpen?.();
    sheet.open();
  };
  const small = variant === "icon";
  return (
    <>
      <button
        type="button"
        data-act={act}
        className={small ? "icon-button" : `button button-${variant}`}
        aria-label={small ? label : undefined}
        title={small ? label : undefined}
        disabled={disabled}
        onClick={open}
      >
        {icon && <Icon name={icon} />}
        {!small && label}
      </button>
      <Sheet sheet={sheet} label={title}>
        <h2 className="pr-10 text-21">{title}</h2>
        <p className="mt-2 text-quiet">{body}</p>
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <button type="button" className="button button-plain" onClick={sheet.close} autoFocus>
            {no || say("act.keep")}
          </button>
          <button type="button" className={`button ${danger ? "button-danger" : "button-primary"}`} disabled={!ready} onClick={sure}>
            {yes}
          </button>
        </div>
      </Sheet>
    </>
  );
}

// What cancelling now would do, in words: what stops, what is kept, what comes back.
function cancelTruth(say, job) {
  const { price, cancel_frees: back } = job;
  if (back <= 0) return say("cancel.bought");
  if (back < price) return say("cancel.part", { n: back, price });
  return say(job.status === "pending" ? "cancel.waiting" : "cancel.stops", { n: back });
}

// Cancel, with its truth told first. While nothing has been sent there is nothing to ask: one tap.
export function Cancel({ job, variant = "plain", onCancel }) {
  const say = useWords();
  const now = useNow(job.sends ? 500 : 0);
  if (undoable(job, now)) {
    return (
      <button type="button" className="button button-plain" data-act="undo" onClick={() => onCancel(job.id)}>
        {say("act.undo")}
      </button>
    );
  }
  return (
    <Ask
      act="cancel"
      icon={variant === "icon" ? "x" : undefined}
      variant={variant}
      label={say("act.cancel")}
      title={say("cancel.title", { title: job.title })}
      body={cancelTruth(say, job)}
      yes={say("cancel.yes")}
      no={say("cancel.no")}
      onYes={() => onCancel(job.id)}
    />
  );
}

// How a form in a sheet ends.
export function LeaveOrSave({ sheet, className = "mt-6" }) {
  const say = useWords();
  return (
    <div className={`${className} flex justify-end gap-2`}>
      <button type="button" className="button button-plain" onClick={sheet.close}>
        {say("act.leave")}
      </button>
      <button type="submit" className="button button-primary">
        {say("act.save")}
      </button>
    </div>
  );
}

// Give something another name.
export function Rename({ name, label, title, onName, max = 120 }) {
  const sheet = useSheet();
  const written = useWritten(name);
  const save = (event) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get("name").toString().trim();
    written.current = value;
    sheet.close();
    if (value && value !== name) onName(value);
  };
  return (
    <>
      <button type="button" className="icon-button" onClick={sheet.open} aria-label={label} title={label}>
        <Icon name="pencil" />
      </button>
      <Sheet sheet={sheet} label={title}>
        <h2 className="text-21">{title}</h2>
        <form className="mt-4" onSubmit={save}>
          <label>
            <span className="sr-only">{label}</span>
            <input className="field" name="name" defaultValue={written.current ?? name} maxLength={max} autoFocus required />
          </label>
          <LeaveOrSave sheet={sheet} />
        </form>
      </Sheet>
    </>
  );
}
