// What every desk of the notices asks the site for, over its REST routes.
export async function ask(path, method = "GET", body = undefined) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    return { problem: "offline" };
  }
  const told = await answer.json().catch(() => ({}));
  return answer.ok ? { told } : { problem: told.error?.code ?? "other" };
}
