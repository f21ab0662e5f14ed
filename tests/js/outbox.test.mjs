import assert from "node:assert/strict";
import test from "node:test";

import { newKey, Outbox } from "../../static/js/lib/outbox.js";

const PRESENT = { marked: "10:03", holds: true };

const room = (answers, kept = []) => {
  const heard = { sent: [], told: [], waits: [], clock: 100000, kept };
  const outbox = new Outbox({
    store: { read: () => heard.kept, write: (marks) => (heard.kept = marks) },
    send: async (mark, age) => (heard.sent.push([mark.url, mark.key, age]), answers.shift() ?? PRESENT),
    tell: (mark, answer) => heard.told.push([mark.url, answer]),
    now: () => heard.clock,
    wait: (again, delay) => void heard.waits.push([again, delay]),
  });
  return { outbox, heard };
};

test("a mark goes to the server and is kept no longer", async () => {
  const { outbox, heard } = room([]);
  await outbox.put({ url: "/1", reason: "" });
  assert.deepEqual(heard.told, [["/1", PRESENT]]);
  assert.deepEqual(heard.kept, []);
});

test("without a network it waits, and goes later with the same key and its age", async () => {
  const { outbox, heard } = room([{ retry: true }]);
  await outbox.put({ url: "/1", reason: "" });
  assert.equal(heard.kept.length, 1);
  const [[again, delay]] = heard.waits;
  assert.equal(delay, 2000);
  heard.clock += 90500;
  await again();
  const [first, second] = heard.sent;
  assert.equal(first[1], second[1]);
  assert.deepEqual([first[2], second[2]], [0, 90]);
  assert.deepEqual(heard.kept, []);
});

test("what a closed page kept goes when the page is opened again, in its order", async () => {
  const kept = [
    { url: "/1", key: "a", made: 40000 },
    { url: "/2", key: "b", made: 70000 },
  ];
  const { outbox, heard } = room([], kept);
  await outbox.flush();
  assert.deepEqual(heard.sent, [["/1", "a", 60], ["/2", "b", 30]]);
});

test("a refusal is told and waits no more", async () => {
  const { outbox, heard } = room([{ refused: "A late mark needs a reason." }]);
  await outbox.put({ url: "/1", reason: "" });
  assert.deepEqual(heard.kept, []);
  assert.equal(heard.told[0][1].refused, "A late mark needs a reason.");
});

test("what is marked while another is on its way goes after it", async () => {
  const { outbox, heard } = room([]);
  await Promise.all([outbox.put({ url: "/1", reason: "" }), outbox.put({ url: "/2", reason: "" })]);
  assert.deepEqual(heard.sent.map(([url]) => url), ["/1", "/2"]);
  assert.deepEqual(heard.kept, []);
});

test("pressing twice without a network keeps one mark of a person", async () => {
  const { outbox, heard } = room([{ retry: true }, { retry: true }]);
  await outbox.put({ url: "/1", reason: "" });
  await outbox.put({ url: "/1", reason: "the bus" });
  assert.deepEqual(heard.kept.map(({ reason }) => reason), ["the bus"]);
});

test("a key is a random UUID", () => {
  assert.match(newKey(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newKey(), newKey());
});
