"""Draws certificates in one process for some seconds; prints how many a second and the 95th percentile in ms. `signed` signs them too."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django


def main(seconds: float, *, signed: bool) -> None:
    django.setup()
    from certificates.models import Certificate

    snapshots = list(Certificate.objects.values_list("snapshot", flat=True)[:50])
    make = _signed() if signed else _unsigned()
    for snapshot in snapshots[:3]:
        make(snapshot)
    times = []
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        make(snapshots[len(times) % len(snapshots)])
        times.append(time.perf_counter() - start)
    sys.stdout.write(f"{len(times) / sum(times)} {sorted(times)[int(len(times) * 0.95)] * 1000}")


def _unsigned() -> Callable[[dict], object]:
    from certificates.rendering import draw

    return lambda snapshot: draw(snapshot, "kk-ru")


def _signed() -> Callable[[dict], object]:
    """As the worker does it: a credential, the sheet that encloses it, the signature."""
    from certificates import credentials, keys, signing
    from certificates.rendering import draw
    from certificates.snapshot import read

    now = datetime.now(UTC)
    key = keys.new_key(keys.named("Bench", ""), at=now, days=1)

    def make(snapshot: dict) -> None:
        claims = credentials.credential(read(snapshot), issued_at=now, status_list=now.year, status_index=94567)
        token = signing.sign_token(claims, key, kid="bench", kind=credentials.MEDIA_TYPE)
        signing.sign_pdf(draw(snapshot, "kk-ru", token), key)

    return make


if __name__ == "__main__":
    main(float(sys.argv[1]), signed="signed" in sys.argv[2:])
