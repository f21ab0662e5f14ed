import assert from "node:assert/strict";
import test from "node:test";

import { Keeper, post } from "../../static/js/lib/keeper.js";
import { secondsSeen } from "../../static/js/lib/watching.js";

const heard = (outcomes, waits = []) => {
  const sent = [];
  const told = [];
  const keeper = new Keeper({
    send: async (fields) => (sent.push(fields), outcomes.shift() ?? { saved: "14:03" }),
    tell: (outcome) => told.push(outcome),
    wait: (again, delay) => void waits.push([again, delay]),
  });
  return { keeper, sent, told, waits };
};

test("what is put is sent, and the time it was saved is told", async () => {
  const { keeper, sent, told } = heard([{ saved: "14:03" }]);
  await keeper.put("ticks");
  assert.deepEqual(sent, ["ticks"]);
  assert.deepEqual(told, [{ saved: "14:03" }]);
  assert.equal(keeper.waiting, false);
});

test("of what comes while one is on its way only the newest goes", async () => {
  const { keeper, sent } = heard([]);
  await Promise.all([keeper.put("a"), keeper.put("ab"), keeper.put("abc")]);
  assert.equal(sent.at(-1), "abc");
  assert.equal(sent.includes("ab"), false);
});

test("without a network it waits, ever longer, and is tried again", async () => {
  const { keeper, sent, told, waits } = heard([{ retry: true }, { retry: true }]);
  await keeper.put("a");
  assert.equal(keeper.waiting, true);
  await waits.shift()[0]();
  await waits.shift()[0]();
  assert.equal(keeper.waiting, false);
  assert.deepEqual(sent, ["a", "a", "a"]);
  assert.deepEqual(told, [{ retry: true }, { retry: true }, { saved: "14:03" }]);
});

test("what is refused is told and not tried again", async () => {
  const { keeper, told, waits } = heard([{ refused: "no" }]);
  await keeper.put("a");
  assert.deepEqual(told, [{ refused: "no" }]);
  assert.equal(waits.length, 0);
  assert.equal(keeper.waiting, false);
});

const answering = (status, type, body) => async () => ({ status, ok: status < 400, headers: new Map([["Content-Type", type]]), json: async () => body });

test("an answer in JSON is the outcome", async () => {
  assert.deepEqual(await post("/", null, answering(200, "application/json", { saved: "14:03" })), { saved: "14:03" });
  assert.deepEqual(await post("/", null, answering(400, "application/json", { message: "no" })), { refused: "no" });
});

test("the page to sign in is not taken for saved", async () => {
  assert.deepEqual(await post("/", null, answering(200, "text/html")), { refused: "" });
});

test("a server that is down or a network that is away is tried again", async () => {
  assert.deepEqual(await post("/", null, answering(502, "text/html")), { retry: true });
  assert.deepEqual(await post("/", null, () => Promise.reject(new TypeError("offline"))), { retry: true });
});

test("seconds played twice count once", () => {
  assert.equal(secondsSeen([]), 0);
  assert.equal(secondsSeen([[0, 10], [5, 12], [20, 21]]), 13);
  assert.equal(secondsSeen([[20, 30], [0, 40]]), 40);
});
