"""How the web processes run in production: worker processes with threads, replaced now and then, stopped gracefully."""

import gc
import multiprocessing
import os

bind = os.environ.get("BIND", "0.0.0.0:8000")  # noqa: S104 — inside a container, behind the proxy
workers = int(os.environ.get("WEB_WORKERS", multiprocessing.cpu_count()))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
max_requests = 20000
max_requests_jitter = 2000
timeout = 30
graceful_timeout = 25
keepalive = 15
control_socket_disable = True


def post_fork(server, worker):
    """What was loaded before the fork stays: the collector need not look at it again and again, nor at every 700 new objects."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
