import assert from "node:assert/strict";
import test from "node:test";

import { Watch } from "../../static/js/lib/watch.js";

test("time between two answers belongs to the question answered second; a hidden page does not count", () => {
  let now = 0;
  const watch = new Watch(() => now);
  watch.know(2, 10);
  now = 4000;
  assert.equal(watch.spent(1), 4);
  now = 6000;
  watch.pause(true);
  now = 66000;
  watch.pause(false);
  now = 69000;
  assert.equal(watch.spent(2), 15);
  now = 70000;
  assert.equal(watch.spent(1), 5);
});
