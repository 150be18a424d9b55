// Shows what comes while no page is open, and opens the thing itself. It keeps no page and answers no
// request: what a browser sees always comes from the site.
const INBOX = "/notices";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// How long a page may take to say that it goes where it was told to, in milliseconds.
const PATIENCE = 1500;

const pages = () => clients.matchAll({ type: "window", includeUncontrolled: true });

addEventListener("push", (event) => event.waitUntil(tell(event.data)));

async function tell(data) {
  let told;
  try {
    told = data.json();
  } catch {
    return undefined;
  }
  const open = await pages();
  // Whoever looks at a page of ours sees it there. A test is what it says.
  if (told.type !== "test" && open.some((page) => page.visibilityState === "visible")) {
    open.forEach((page) => page.postMessage({ type: "told", subjects: told.subjects ?? [] }));
    return undefined;
  }
  return registration.showNotification(told.title, {
    body: told.body,
    lang: told.lang,
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    image: told.image || undefined,
    // A message that comes twice is shown once.
    tag: told.id,
    data: { url: told.url, subjects: told.subjects ?? [], actions: told.actions ?? [] },
    actions: (told.actions ?? []).map(({ action, title }) => ({ action, title })),
  });
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(follow(event.notification.data ?? {}, event.action));
});

async function follow({ url, subjects, actions }, chosen) {
  const to = actions?.find((each) => each.action === chosen)?.url ?? url ?? INBOX;
  const [page] = await pages();
  if (page) {
    const goes = isHeard(page, { type: "go", url: to });
    await page.focus?.().catch(() => undefined);
    // The page goes there by itself, so that what plays goes on. One that is not awake yet is led there.
    if (!(await goes)) await page.navigate(to).catch(() => clients.openWindow(to).catch(() => undefined));
  } else {
    await clients.openWindow(to).catch(() => undefined);
  }
  if (subjects?.length) await post("/api/notices/seen", { subjects });
}

// Whether the page answers a message: what comes before it listens is lost without a word.
function isHeard(page, message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), PATIENCE);
    page.postMessage(message, [port2]);
  });
}

// The push service gave this browser another address: tell the site, and nothing is missed.
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription, newSubscription }) {
  const now = newSubscription ?? (oldSubscription && (await registration.pushManager.subscribe(oldSubscription.options)));
  if (now) await post("/api/devices", now.toJSON());
}

const post = (path, body) =>
  fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => undefined);
