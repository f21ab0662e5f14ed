import assert from "node:assert/strict";
import test from "node:test";

import { SealedStore, forget } from "../../static/js/lib/sealed.js";

class Shelf {
  items = new Map();
  get length() {
    return this.items.size;
  }
  key(place) {
    return [...this.items.keys()][place];
  }
  getItem(key) {
    return this.items.get(key) ?? null;
  }
  setItem(key, value) {
    this.items.set(key, value);
  }
  removeItem(key) {
    this.items.delete(key);
  }
}

const entry = (position, seq, value) => ({ position, seq, fields: [["", value]], at: seq });
const store = (storage, { name = "attempt-1", secret = "page secret" } = {}) => new SealedStore({ name, secret, storage });

test("what one page keeps the next one finds, and nobody can read it meanwhile", async () => {
  const shelf = new Shelf();
  await store(shelf).save([entry(3, 1, "my answer")]);
  assert.ok(![...shelf.items.values()].join().includes("my answer"));
  assert.deepEqual(await store(shelf).load(), [entry(3, 1, "my answer")]);
});

test("another person's page and another attempt's page open nothing", async () => {
  const shelf = new Shelf();
  await store(shelf).save([entry(1, 1, "0")]);
  assert.deepEqual(await store(shelf, { name: "attempt-2" }).load(), []);
  assert.deepEqual(await store(shelf, { secret: "somebody else" }).load(), []);
});

test("what two tabs left is put together, the newest of each question", async () => {
  const shelf = new Shelf();
  await store(shelf).save([entry(1, 1, "old"), entry(2, 1, "b")]);
  await store(shelf).save([entry(1, 2, "new")]);
  const found = await store(shelf).load();
  assert.deepEqual(found.map((each) => [each.position, each.fields[0][1]]).sort(), [[1, "new"], [2, "b"]]);
  assert.equal(shelf.length, 1);
});

test("nothing stays when nothing waits", async () => {
  const shelf = new Shelf();
  const kept = store(shelf);
  kept.save([entry(1, 1, "0")]);
  await kept.save([]);
  assert.equal(shelf.length, 0);
});

test("rubbish and what is older than a fortnight goes away", async () => {
  const shelf = new Shelf();
  shelf.setItem("answers:other:1", "{");
  shelf.setItem("answers:other:2", JSON.stringify({ at: Date.now() - 15 * 24 * 3600 * 1000 }));
  shelf.setItem("theme", "dark");
  assert.deepEqual(await store(shelf).load(), []);
  assert.deepEqual([...shelf.items.keys()], ["theme"]);
});

test("without cryptography nothing is written", async () => {
  const shelf = new Shelf();
  const bare = new SealedStore({ name: "attempt-1", secret: "s", storage: shelf, crypto: {} });
  await bare.save([entry(1, 1, "0")]);
  assert.deepEqual([shelf.length, await bare.load()], [0, []]);
});

test("an attempt that is over leaves nothing", async () => {
  const shelf = new Shelf();
  await store(shelf).save([entry(1, 1, "0")]);
  await store(shelf, { name: "attempt-2" }).save([entry(1, 1, "0")]);
  forget("attempt-1", shelf);
  assert.deepEqual([...shelf.items.keys()].map((key) => key.split(":")[1]), ["attempt-2"]);
});
