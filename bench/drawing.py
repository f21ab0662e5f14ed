"""Draws certificates in one process for some seconds; prints how many a second and the 95th percentile in ms."""

import sys
import time

import django


def main(seconds: float) -> None:
    django.setup()
    from certificates.models import Certificate
    from certificates.rendering import draw

    snapshots = list(Certificate.objects.values_list("snapshot", flat=True)[:50])
    for snapshot in snapshots[:3]:
        draw(snapshot, "kk-ru")
    times = []
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        draw(snapshots[len(times) % len(snapshots)], "kk-ru")
        times.append(time.perf_counter() - start)
    sys.stdout.write(f"{len(times) / sum(times)} {sorted(times)[int(len(times) * 0.95)] * 1000}")


if __name__ == "__main__":
    main(float(sys.argv[1]))
