// What plays: one audio element for the whole site, the queue behind it, and what everybody may do.
import { useSyncExternalStore } from "react";

const KEPT = "mw_player";
const NOTHING = { track: null, queue: [], at: 0, playing: false, time: 0, duration: 0, blocked: false };
const BEGINNING_S = 3;
const listeners = new Set();
let audio = null;
let ahead = null;
let retried = null;
let it = NOTHING;

export function set(change) {
  it = { ...it, ...change };
  document.documentElement.toggleAttribute("data-player", !!it.track);
  listeners.forEach((listener) => listener());
}

const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePlayer = () => useSyncExternalStore(subscribe, () => it, () => NOTHING);
export const playerNow = () => it;

// Something else on this page is heard: we are silent meanwhile, and nothing begins by itself.
let elsewhere = false;
export function hearElsewhere(on) {
  elsewhere = on;
  if (on) pause();
}
export const isHeard = () => it.playing || elsewhere;
// What others have shown comes with an address of its own.
export const address = (track) => track.src || `/api/assets/${track.id}/file`;

export function keep() {
  if (!it.track) return sessionStorage.removeItem(KEPT);
  const { queue, at, playing } = it;
  const time = audio?.currentTime ?? 0;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ queue, at, time, playing }));
  } catch {
    // Too long a list for this browser: the song alone, then.
    sessionStorage.setItem(KEPT, JSON.stringify({ queue: [it.track], at: 0, time, playing }));
  }
}

function putOn(queue, at) {
  const track = queue[at];
  retried = null;
  set({ track, queue, at, time: 0, duration: track.duration, blocked: false });
  audio.src = address(track);
  tellTheSystem(track);
}

async function begin() {
  try {
    await audio.play();
    set({ blocked: false });
    return true;
  } catch (refusal) {
    if (refusal.name === "NotAllowedError") set({ blocked: true, playing: false });
    return false;
  }
}

function again() {
  // Where it was may have been an address that has lapsed; ours never does.
  const { time } = it;
  audio.src = address(it.track);
  audio.currentTime = time;
}

// Put a track on, with what follows it. Resolves to false when the browser wants a click first.
export async function play(track, queue = null) {
  if (!audio) return false;
  const at = queue ? queue.findIndex((each) => each.id === track.id) : -1;
  if (track && it.track?.id !== track.id) putOn(at < 0 ? [track] : queue, Math.max(0, at));
  else {
    if (at >= 0) set({ queue, at });
    if (audio.error && it.track) again();
  }
  return begin();
}

export const pause = () => audio?.pause();
export const toggle = () => (it.playing ? pause() : play(it.track));

export function seek(to) {
  if (!audio || !it.track) return;
  const time = Math.max(0, Math.min(to, it.duration || 0));
  audio.currentTime = time;
  set({ time });
}

export const hasNext = () => it.at + 1 < it.queue.length;

export function jump(at) {
  if (!audio || !it.queue[at]) return;
  putOn(it.queue, at);
  begin();
}

export const next = () => hasNext() && jump(it.at + 1);
export const previous = () => (it.at > 0 && audio.currentTime < BEGINNING_S ? jump(it.at - 1) : seek(0));

// The list that plays was changed: what plays stays on, and what follows is what follows there now.
export function requeue(tracks) {
  const at = tracks.findIndex((each) => each.id === it.track?.id);
  if (at >= 0) set({ queue: tracks, at });
}

export function ended() {
  if (hasNext()) next();
  else set({ playing: false, time: 0 });
}

// An address may have lapsed: once more, and then whatever comes next.
export function stumbled() {
  if (!it.track) return;
  const wanted = it.playing;
  if (wanted && retried !== it.track) {
    retried = it.track;
    again();
    begin();
  } else if (wanted && hasNext()) next();
  else set({ playing: false });
}

// Once the song that plays is here, the one after it is fetched, so that there is hardly a gap.
export function prepare() {
  if (!hasNext() || navigator.connection?.saveData) return;
  ahead ??= Object.assign(new Audio(), { preload: "auto", muted: true });
  const to = new URL(address(it.queue[it.at + 1]), location.href).href;
  if (ahead.src !== to) ahead.src = to;
}

export function stop() {
  if (!audio) return;
  audio.pause();
  audio.removeAttribute("src");
  audio.load();
  set(NOTHING);
  keep();
}

function tellTheSystem(track) {
  const session = navigator.mediaSession;
  if (!session || !window.MediaMetadata) return;
  session.metadata = new MediaMetadata({
    title: track.title,
    artist: "Meanwhile",
    artwork: [{ src: "/icon-512.png", sizes: "512x512", type: "image/png" }],
  });
  const several = it.queue.length > 1;
  const acts = {
    play: () => play(it.track),
    pause,
    stop,
    nexttrack: several ? next : null,
    previoustrack: several ? previous : null,
    seekbackward: (d) => seek(it.time - (d.seekOffset ?? 10)),
    seekforward: (d) => seek(it.time + (d.seekOffset ?? 10)),
    seekto: (d) => seek(d.seekTime),
  };
  for (const [name, act] of Object.entries(acts)) {
    try {
      session.setActionHandler(name, act);
    } catch {
      // An older browser does not know this one.
    }
  }
}

// The audio element of the player, once it is on the page.
export const element = () => audio;
export const attach = (node) => (audio = node ?? audio);

// Put on what was on before the page was loaded again, at the same moment; it goes on by itself
// where it was playing and the browser allows that.
export function restore() {
  const saved = sessionStorage.getItem(KEPT);
  if (!saved || it.track) return;
  try {
    const { queue, at, time, playing } = JSON.parse(saved);
    putOn(queue, at);
    set({ time });
    audio.currentTime = time;
    if (playing) begin();
  } catch {
    sessionStorage.removeItem(KEPT);
  }
}
