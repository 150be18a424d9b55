// What plays: one audio element for the whole site, and what everybody may do with it.
import { useSyncExternalStore } from "react";

const KEPT = "mw_player";
const NOTHING = { track: null, playing: false, time: 0, duration: 0, blocked: false };
const listeners = new Set();
let audio = null;
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
export const address = (track) => `/api/assets/${track.id}/file`;

export function keep() {
  if (!it.track) return sessionStorage.removeItem(KEPT);
  sessionStorage.setItem(KEPT, JSON.stringify({ track: it.track, time: audio?.currentTime ?? 0 }));
}

// Put a track on. Resolves to false when the browser wants a click first.
export async function play(track) {
  if (!audio) return false;
  if (track && it.track?.id !== track.id) {
    set({ track, time: 0, duration: track.duration, blocked: false });
    audio.src = address(track);
    tellTheSystem(track);
  } else if (audio.error && it.track) {
    // Where it was may have been an address that has lapsed; ours never does.
    const { time } = it;
    audio.src = address(it.track);
    audio.currentTime = time;
  }
  try {
    await audio.play();
    set({ blocked: false });
    return true;
  } catch (refusal) {
    if (refusal.name === "NotAllowedError") set({ blocked: true, playing: false });
    return false;
  }
}

export const pause = () => audio?.pause();
export const toggle = () => (it.playing ? pause() : play(it.track));

export function seek(to) {
  if (!audio || !it.track) return;
  const time = Math.max(0, Math.min(to, it.duration || 0));
  audio.currentTime = time;
  set({ time });
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
  const acts = {
    play: () => play(it.track),
    pause,
    stop,
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

// Put on what was on before the page was loaded again, at the same moment, and silent.
export function restore() {
  const saved = sessionStorage.getItem(KEPT);
  if (!saved || it.track) return;
  try {
    const { track, time } = JSON.parse(saved);
    set({ track, time, duration: track.duration });
    audio.src = address(track);
    audio.currentTime = time;
    tellTheSystem(track);
  } catch {
    sessionStorage.removeItem(KEPT);
  }
}
