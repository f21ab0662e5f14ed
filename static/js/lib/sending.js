// One answer by fetch. A refusal is an outcome, an unreachable server is worth another try.

const MOST_BEHIND_A_PAGE = 60000; // browsers send no more than 64 KiB for a page that is being left

export async function sendAnswer(url, token, { seq, fields, seconds }, age) {
  const body = JSON.stringify({ seq, fields, seconds, age });
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body,
      keepalive: body.length < MOST_BEHIND_A_PAGE,
    });
    if (response.status >= 500 || response.status === 429) return { retry: true };
    const data = await response.json();
    if (response.status === 401) return { retry: true, message: data.message };
    return response.ok ? { ok: true, ...data } : { ...data };
  } catch {
    return { retry: true };
  }
}

// Where the attempt stands by the server's word; null where it cannot be asked.
export async function askState(url) {
  try {
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
