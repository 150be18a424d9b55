// This browser as something that can be told things: what it can do, and its subscription.
import { ask } from "./asked.jsx";

const REGISTERED = "mw_device";

export const canPush = () =>
  typeof window !== "undefined" && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const isApple = () => /iPad|iPhone|iPod/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

// On an iPhone only what was put on the home screen may be told things.
export const needsInstalling = () => !canPush() && isApple() && !isInstalled();
export const permission = () => (canPush() ? Notification.permission : "unsupported");

const BROWSERS = [
  ["Edg/", "Edge"],
  ["SamsungBrowser/", "Samsung Internet"],
  ["Firefox/", "Firefox"],
  ["OPR/", "Opera"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
];
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Mac OS", "macOS"],
  ["Windows", "Windows"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
];

function deviceName() {
  const found = (list) => list.find(([mark]) => navigator.userAgent.includes(mark))?.[1];
  return [found(BROWSERS), found(SYSTEMS)].filter(Boolean).join(" · ");
}

const bytes = (key) => {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (each) => each.charCodeAt(0));
};
const isFor = (subscription, key) => {
  const had = new Uint8Array(subscription.options?.applicationServerKey ?? new ArrayBuffer(0));
  const now = bytes(key);
  return had.length === now.length && had.every((each, n) => each === now[n]);
};

const worker = async () => {
  await navigator.serviceWorker.register("/sw.js");
  return navigator.serviceWorker.ready;
};

export async function subscription() {
  if (!canPush()) return null;
  const there = await navigator.serviceWorker.getRegistration("/");
  return (await there?.pushManager.getSubscription()) ?? null;
}

// Asks the browser, and so the person; returns what came of it.
export async function turnOn() {
  if (!canPush()) return "unsupported";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const { told } = await ask("/api/notices/settings");
  if (!told?.ways.push_key) return "unavailable";
  try {
    const { pushManager } = await worker();
    let mine = await pushManager.getSubscription();
    if (mine && !isFor(mine, told.ways.push_key)) {
      await mine.unsubscribe();
      mine = null;
    }
    mine ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(told.ways.push_key) });
    const { problem } = await ask("/api/devices", "POST", { ...mine.toJSON(), name: deviceName() });
    if (!problem) sessionStorage.setItem(REGISTERED, "1");
    return problem ? "unavailable" : "on";
  } catch {
    return "unavailable";
  }
}

export async function turnOff() {
  sessionStorage.removeItem(REGISTERED);
  const mine = await subscription();
  if (!mine) return;
  await ask("/api/devices", "DELETE", { token: mine.endpoint });
  await mine.unsubscribe().catch(() => undefined);
}

// Once in each tab: the site hears that this browser is still there, and whose it is now.
export async function greet() {
  if (permission() !== "granted" || sessionStorage.getItem(REGISTERED)) return;
  if (await subscription()) await turnOn();
}

// A page that is open but hidden shows it itself, where no push service does.
export async function showHidden(words, path) {
  if (permission() !== "granted" || (await subscription())) return;
  const there = await worker();
  await there.showNotification(words.title, {
    body: words.body,
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    tag: path,
    data: { url: path, subjects: [], actions: [] },
  });
}
