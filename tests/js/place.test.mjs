import assert from "node:assert/strict";
import { test } from "node:test";

import { Place, Sparsely } from "../../static/js/lib/place.js";

// A clock that runs when it is told to.
function clock() {
  const waiting = [];
  return { wait: (act) => waiting.push(act), run: () => waiting.splice(0).forEach((act) => act()) };
}

test("the place is the first block in sight, in the order of the page", () => {
  const place = new Place(["a", "b", "c"]);
  assert.equal(place.current, "");
  place.see("c", true);
  place.see("b", true);
  assert.equal(place.current, "b");
  place.see("b", false);
  assert.equal(place.current, "c");
});

test("many moves make one message, with the newest place", () => {
  const { wait, run } = clock();
  const sent = [];
  const kept = new Sparsely({ act: (value) => sent.push(value), pause: 4000, wait });
  kept.put("a");
  kept.put("b");
  assert.deepEqual(sent, []);
  run();
  assert.deepEqual(sent, ["b"]);
});

test("the place known to the server is not sent again", () => {
  const { wait, run } = clock();
  const sent = [];
  const kept = new Sparsely({ act: (value) => sent.push(value), pause: 4000, last: "a", wait });
  kept.put("a");
  run();
  kept.put("");
  run();
  assert.deepEqual(sent, []);
});

test("leaving the page sends at once", () => {
  const { wait } = clock();
  const sent = [];
  const kept = new Sparsely({ act: (value) => sent.push(value), pause: 4000, wait });
  kept.put("a");
  kept.flush();
  kept.flush();
  assert.deepEqual(sent, ["a"]);
});
