"""How the database answers each page: `python -m bench.explain --size 100k`, with `--desk` the pages of staff instead.

Prints every statement of a warm request with the nodes of its plan and its time, and flags scans of whole large tables; at the end
the indexes that nothing used since the academy was made, which is a hint and no proof. Ends with 1 where a page was
flagged, or a desk page slow.
"""

import argparse
import asyncio
import json
import re
import sys
from collections.abc import Callable, Iterator

from asgiref.sync import sync_to_async

from bench import sizes
from bench.place import place, require_services

LARGE = 10_000  # rows: below that, reading the whole table may be the quickest way
SLOWEST = 1000.0  # ms: a page at the desk
WORTH_SAYING = 5.0  # ms: quicker statements of the desk are counted only


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.explain", description=__doc__)
    parser.add_argument("--size", type=sizes.parse, default=sizes.parse("100k"))
    parser.add_argument("--desk", action="store_true", help="lists and reports of staff instead of learners' pages")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    require_services()
    with place(options.size) as serving:
        sys.exit(asyncio.run(explain(serving.port, desk=options.desk, only=set(options.only))))


async def explain(port: int, *, desk: bool, only: set[str]) -> int:
    """Asks for each page, the second time for its plans. 1 if something was flagged."""
    large = await sync_to_async(_large_tables)()
    flagged = []
    for name, prepared in (await sync_to_async(_pages)(desk, only)).items():
        said = await _ask(port, await sync_to_async(prepared)())
        scans = [(each, scan) for each in said["statements"] for scan in whole_scans(each.get("plan", {}), large)]
        slow = desk and said["ms"] > SLOWEST
        total = sum(each["ms"] for each in said["statements"])
        count = len(said["statements"])
        _say(f"\n{name}: {said['status']}, {said['ms']:.0f} ms, {count} statements in {total:.0f} ms{'  ← SLOW' if slow else ''}")
        for each in said["statements"]:
            found = [table for other, table in scans if other is each]
            if not desk or each["ms"] > WORTH_SAYING or found:
                _say_statement(each, found)
        if slow or (scans and not desk):
            flagged.append(name)
    for line in await sync_to_async(_unused_indexes)():
        _say(line)
    _say(f"\nflagged: {', '.join(flagged) or 'nothing'}")
    return 1 if flagged else 0


def whole_scans(plan: dict, large: set[str]) -> list[str]:
    """The large tables that a plan reads from beginning to end. Pure."""
    return [node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan" and node.get("Relation Name") in large]


def nodes(plan: dict) -> Iterator[dict]:
    """All nodes of a plan as EXPLAIN gives it, from the top. Pure."""
    node = plan.get("Plan", plan)
    if "Node Type" in node:
        yield node
    for below in node.get("Plans", ()):
        yield from nodes(below)


def in_short(sql: str) -> str:
    """A statement without its list of columns. Pure."""
    return re.sub(r"\s+", " ", re.sub(r"SELECT (DISTINCT )?.*? FROM ", r"SELECT \1… FROM ", " ".join(sql.split()), count=1))[:300]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _say_statement(each: dict, scans: list[str]) -> None:
    plan = each.get("plan")
    kinds = [node["Node Type"] for node in nodes(plan)] if plan else [each.get("refused", "")]
    ran = f"{plan['Execution Time']:.2f} ms" if plan else "-"
    flag = f"  ← reads all of {', '.join(scans)}" if scans else ""
    _say(f"  {ran:>10} {in_short(each['sql'])}\n             {', '.join(kinds)}{flag}")


async def _ask(port: int, requests) -> dict:
    from bench.client import send

    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**26)
    warm = next(requests)
    await send(reader, writer, warm)
    asked = warm if warm.startswith(b"GET") else next(requests)  # what is done once is done
    _status, headers, body = await send(reader, writer, asked.replace(b"\r\n", b"\r\nX-Explain: 1\r\n", 1))
    writer.close()
    return json.loads(body)


def _pages(desk: bool, only: set[str]) -> dict[str, Callable[[], Iterator[bytes]]]:
    """What prepares the requests of each page, for when its turn comes: one page's preparation may undo another's."""
    from bench.desk import desk_pages
    from bench.works import works

    found = desk_pages() if desk else {name: lambda make=make: make()(0) for name, (make, _good) in works().items()}
    return {name: prepared for name, prepared in found.items() if not only or name in only}


def _large_tables() -> set[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def _unused_indexes() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT s.relname, s.indexrelname, pg_size_pretty(pg_relation_size(s.indexrelid))
            FROM pg_stat_user_indexes s JOIN pg_index i ON i.indexrelid = s.indexrelid JOIN pg_class c ON c.oid = s.relid
            WHERE s.idx_scan = 0 AND NOT i.indisunique AND c.reltuples > 10000 ORDER BY pg_relation_size(s.indexrelid) DESC
        """)
        return ["\nindexes of large tables that nothing used so far:", *(f"  {t}.{name} {size}" for t, name, size in cursor.fetchall())]


if __name__ == "__main__":
    main()
