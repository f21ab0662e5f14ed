"""How the web processes run in production: worker processes with threads, replaced now and then, stopped gracefully."""

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
