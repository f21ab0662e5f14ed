// How many seconds a set of [start, end] ranges covers, overlaps counted once.

export function secondsSeen(ranges) {
  let seen = 0;
  let reached = 0;
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    if (end <= reached) continue;
    seen += end - Math.max(start, reached);
    reached = end;
  }
  return seen;
}
