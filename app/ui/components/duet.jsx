// Two songs at one moment: both play and one is heard. The silent one is kept in step, so that going
// over to it is nothing but a change of who is silent.
import { useEffect, useState, useSyncExternalStore } from "react";
import { address, hearElsewhere, usePlayer } from "./playing.jsx";

const LOOK_MS = 150;
// Who is further away than this is put in place; who is nearer catches up, unheard.
const FAR_S = 0.6;
const NEAR_S = 0.01;
const HASTE = 0.4;

class Duet {
  constructor(tracks) {
    this.listeners = new Set();
    this.it = { heard: 0, playing: false, time: 0, failed: false };
    this.voices = tracks.map((track, at) => {
      const voice = Object.assign(new Audio(address(track)), { preload: "auto", muted: at > 0 });
      voice.addEventListener("ended", () => at === this.it.heard && this.finish());
      voice.addEventListener("error", () => voice.getAttribute("src") && (this.pause(), this.set({ failed: true })));
      return voice;
    });
    this.lasts = tracks.map((track) => track.duration);
  }

  subscribe = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read = () => this.it;

  set(change) {
    this.it = { ...this.it, ...change };
    this.listeners.forEach((listener) => listener());
  }

  get lead() {
    return this.voices[this.it.heard];
  }

  isOver(at, time = this.it.time) {
    return time >= (this.voices[at].duration || this.lasts[at]) - NEAR_S;
  }

  // Both at once, as close to a click as a browser wants it.
  async play() {
    hearElsewhere(true);
    this.set({ playing: true, failed: false });
    this.watch();
    const begun = this.voices.map((voice, at) => (this.isOver(at) ? null : voice.play()));
    try {
      await begun[this.it.heard];
    } catch {
      this.pause();
    }
    // Whoever is silent may be refused; it is asked again once it is to be heard.
    begun.forEach((each) => each?.catch(() => {}));
  }

  pause = () => {
    clearInterval(this.timer);
    this.voices.forEach((voice) => voice.pause());
    hearElsewhere(false);
    this.set({ playing: false });
  };

  toggle = () => (this.it.playing ? this.pause() : this.play());

  finish() {
    this.pause();
    this.seek(0);
  }

  seek = (to) => {
    const time = Math.max(0, to);
    this.voices.forEach((voice, at) => (voice.currentTime = Math.min(time, voice.duration || this.lasts[at])));
    this.set({ time });
    if (this.it.playing) this.play();
  };

  // Go over to the other one, at the same moment; where that has ended already, both begin again.
  hear = (at) => {
    if (at === this.it.heard) return;
    const before = this.lead;
    const next = this.voices[at];
    const time = before.currentTime;
    next.playbackRate = 1;
    if (!this.it.playing) next.currentTime = time;
    next.muted = false;
    before.muted = true;
    this.set({ heard: at, time });
    if (this.isOver(at, time)) this.seek(0);
    else if (this.it.playing && next.paused) this.play();
  };

  watch() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.keepInStep(), LOOK_MS);
  }

  keepInStep() {
    const time = this.lead.currentTime;
    const silent = this.voices[1 - this.it.heard];
    this.set({ time });
    if (silent.paused || this.lead.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return;
    const behind = time - silent.currentTime;
    if (Math.abs(behind) > FAR_S) {
      silent.currentTime = time;
      silent.playbackRate = 1;
    } else silent.playbackRate = Math.abs(behind) < NEAR_S ? 1 : 1 + Math.max(-HASTE, Math.min(HASTE, behind * 3));
  }

  leave() {
    this.pause();
    this.voices.forEach((voice) => (voice.removeAttribute("src"), voice.load()));
  }
}

const NOTHING = { heard: 0, playing: false, time: 0, failed: false };

// The two tracks and what is heard of them; the player of the site is silent meanwhile.
export function useDuet(tracks) {
  const [duet, setDuet] = useState(null);
  const player = usePlayer();
  const which = tracks.map((track) => track.id).join(" ");
  useEffect(() => {
    const made = new Duet(tracks);
    setDuet(made);
    return () => made.leave();
  }, [which]);
  useEffect(() => {
    if (player.playing) duet?.pause();
  }, [player.playing, duet]);
  const it = useSyncExternalStore(duet?.subscribe ?? (() => () => {}), duet?.read ?? (() => NOTHING), () => NOTHING);
  return [it, duet];
}
