import assert from "node:assert/strict";
import test from "node:test";

import { AnswerQueue } from "../../static/js/lib/answers.js";

class Memory {
  entries = [];
  save(entries) {
    this.entries = structuredClone(entries);
  }
}

// A server that keeps the greatest number for each question; `outage` makes it unreachable.
function server() {
  const kept = new Map();
  return {
    kept,
    outage: false,
    log: [],
    async send({ position, seq, fields }) {
      await Promise.resolve();
      this.log.push([position, seq]);
      if (this.outage) return { retry: true };
      if (this.refusal) return this.refusal;
      if ((kept.get(position)?.seq ?? 0) < seq) kept.set(position, { seq, fields });
      return { ok: true, position, seq, saved_at: "14:03", answered: true };
    },
  };
}

function queue(far, { store = new Memory(), ...options } = {}) {
  const news = [];
  const timers = [];
  const wait = (call, delay) => timers.push({ call, delay });
  const made = new AnswerQueue({ send: (entry) => far.send(entry), store, tell: (each) => news.push(each), wait, ...options });
  return { queue: made, news, timers, store };
}

const chosen = (value) => [["", value]];

test("a change is sent at once and acknowledged", async () => {
  const far = server();
  const { queue: answers, news } = queue(far);
  answers.put(1, chosen("0"));
  assert.equal(await answers.flush(), true);
  assert.deepEqual(far.kept.get(1), { seq: 1, fields: chosen("0") });
  assert.deepEqual(news.map((each) => [each.kind, each.saved_at, each.count]), [["saved", "14:03", 0]]);
});

test("numbers grow from what the server is known to have", async () => {
  const far = server();
  const { queue: answers } = queue(far);
  answers.know(1, 7);
  answers.put(1, chosen("0"));
  await answers.flush();
  answers.put(1, chosen("1"));
  await answers.flush();
  assert.deepEqual(far.log, [[1, 8], [1, 9]]);
});

test("without a network answers wait, then arrive in order, once, newest only", async () => {
  const far = server();
  far.outage = true;
  const { queue: answers, news, timers } = queue(far);
  answers.put(1, chosen("0"));
  answers.put(2, chosen("0"));
  answers.put(1, chosen("1"));
  assert.equal(await answers.flush(), false);
  assert.equal(news.at(-1).kind, "waiting");
  assert.equal(answers.waiting.length, 2);
  far.outage = false;
  far.log.length = 0;
  timers.at(-1).call();
  await answers.flush();
  assert.deepEqual(far.log, [[2, 1], [1, 2]]);
  assert.deepEqual(far.kept.get(1).fields, chosen("1"));
  assert.equal(answers.waiting.length, 0);
});

test("it waits longer after each failure, up to a limit", async () => {
  const far = server();
  far.outage = true;
  const { queue: answers, timers } = queue(far, { delays: [1, 2] });
  answers.put(1, chosen("0"));
  for (let i = 0; i < 4; i++) await answers.flush();
  assert.deepEqual([...new Set(timers.map((each) => each.delay))], [1, 2]);
});

test("an answer changed while it is on its way is not forgotten", async () => {
  const far = server();
  const { queue: answers } = queue(far);
  answers.put(1, chosen("0"));
  answers.put(1, chosen("1")); // the first is being sent
  await answers.flush();
  assert.deepEqual(far.kept.get(1), { seq: 2, fields: chosen("1") });
});

test("what waits survives a reload", async () => {
  const far = server();
  far.outage = true;
  const first = queue(far);
  first.queue.put(3, chosen("2"));
  await first.queue.flush();
  far.outage = false;
  const second = queue(far, { store: first.store, entries: first.store.entries });
  assert.equal(await second.queue.flush(), true);
  assert.deepEqual(far.kept.get(3).fields, chosen("2"));
  assert.ok(first.store.entries.every((entry) => entry.acknowledged));
});

for (const reason of ["held", "finished", "over"]) {
  test(`after “${reason}” nothing more is sent`, async () => {
    const far = server();
    far.refusal = { reason, message: "No." };
    const { queue: answers, news } = queue(far);
    answers.put(1, chosen("0"));
    answers.put(2, chosen("0"));
    await answers.flush();
    answers.put(1, chosen("1"));
    await answers.flush();
    assert.equal(far.log.length, 1);
    assert.equal(answers.closed, true);
    assert.deepEqual([news.at(-1).kind, news.at(-1).reason], ["refused", reason]);
  });
}

test("an answer overtaken in another window is dropped, the others go on", async () => {
  const far = server();
  const { queue: answers } = queue(far);
  far.refusal = { reason: "stale", message: "Newer." };
  answers.put(1, chosen("0"));
  await answers.flush();
  far.refusal = null;
  answers.put(2, chosen("0"));
  assert.equal(await answers.flush(), true);
  assert.deepEqual([...far.kept.keys()], [2]);
});

test("an entry says how long it waited", async () => {
  const far = server();
  const ages = [];
  let now = 1000;
  const answers = new AnswerQueue({
    send: (entry, age) => ages.push(age) && far.send(entry),
    store: new Memory(),
    tell: () => {},
    wait: () => {},
    clock: () => now,
  });
  far.outage = true;
  answers.put(1, chosen("0"));
  await answers.flush();
  now = 6000;
  far.outage = false;
  await answers.flush();
  assert.deepEqual(ages, [0, 5000]);
});

test("a page that was made before an acknowledgement learns of it, once", async () => {
  const far = server();
  const first = queue(far);
  first.queue.put(4, chosen("1"));
  await first.queue.flush();
  const older = queue(far, { store: first.store, entries: first.store.entries });
  assert.equal(older.queue.know(4, 0).seq, 1);
  older.queue.put(4, chosen("2"));
  await older.queue.flush();
  assert.deepEqual(far.kept.get(4), { seq: 2, fields: chosen("2") });
  const newer = queue(far, { store: first.store, entries: first.store.entries });
  assert.equal(newer.queue.know(4, 2), undefined);
});
