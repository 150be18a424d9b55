// Sends a picture in pieces and waits until a worker has looked at it. What breaks goes on where it
// was: the server knows how much it has.
const LOOK_MS = 500;
const TRIES = 6;
export const KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";

export class Refused extends Error {}

async function told(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.error?.message ?? "");
  return body;
}

// `fetch` does not say how much of a body has left.
function send(path, offset, piece, onSent, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", path);
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.setRequestHeader("Upload-Offset", String(offset));
    request.upload.onprogress = (event) => onSent(offset + event.loaded);
    request.onload = () => {
      const body = JSON.parse(request.responseText || "{}");
      if (request.status < 300) resolve(body);
      else reject(new Refused(body.error?.message ?? ""));
    };
    request.onerror = () => reject(new Error("offline"));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(piece);
  });
}

const pause = (signal, ms = LOOK_MS) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(new DOMException("", "AbortError"))));
  });

// A connection that breaks is waited for, and what the server has is not sent again.
async function sendAll(path, begun, file, onShare, signal) {
  let now = begun;
  let tries = 0;
  while (now.state === "receiving" && now.offset < file.size) {
    try {
      const piece = file.slice(now.offset, now.offset + now.piece);
      now = await send(path, now.offset, piece, (sent) => onShare(sent / file.size), signal);
      tries = 0;
    } catch (problem) {
      tries += 1;
      if (problem instanceof Refused || problem.name === "AbortError" || tries > TRIES) throw problem;
      await pause(signal, LOOK_MS * 2 ** tries);
      const look = fetch(path, { credentials: "same-origin", signal });
      now = await look.then(told).catch(() => now);
    }
  }
  return now;
}

export async function upload(file, onShare, signal) {
  const body = JSON.stringify({ name: file.name || "picture", size: file.size });
  const headers = { "Content-Type": "application/json" };
  let now = await told(await fetch("/api/uploads", { method: "POST", credentials: "same-origin", headers, body, signal }));
  const path = `/api/uploads/${now.id}`;
  now = await sendAll(path, now, file, onShare, signal);
  onShare(1);
  while (now.state !== "ready" && now.state !== "refused") {
    await pause(signal);
    now = await told(await fetch(path, { credentials: "same-origin", signal }));
  }
  if (now.state === "refused") throw new Refused(now.refusal?.reason ?? "");
  return now;
}

const isImage = (file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

export const imagesIn = (list) => [...(list ?? [])].filter(isImage);
