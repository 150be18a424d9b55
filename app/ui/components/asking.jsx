// Questions to the REST routes, and what a list of songs from there is to the player.
export async function ask(path, method = "GET", body = undefined) {
  try {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({}));
    return answer.ok ? { told } : { problem: told.error?.code ?? "other" };
  } catch {
    return { problem: "offline" };
  }
}

const packed = (peaks) => String.fromCharCode(...(peaks ?? []).map((p) => 40 + Math.round((p * 64) / 100)));

// `more`: where the bytes are, for what others have shown.
export const toTrack = (song, more = {}) => ({
  id: song.asset_id ?? song.id,
  job: song.job_id ?? "",
  page: song.page ?? "",
  title: song.title,
  duration: song.duration_s ?? song.meta?.duration_s ?? 0,
  peaks: packed(song.peaks ?? song.meta?.peaks),
  ...more,
});

// Tell everybody who looks or listens: words of the catalogue, said as a toast.
export const announce = (key) => dispatchEvent(new CustomEvent("mw:told", { detail: key }));

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
