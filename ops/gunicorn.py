"""How the web processes run in production: worker processes with threads, replaced now and then, stopped gracefully."""

import gc
import itertools
import multiprocessing
import os
import shutil
import tempfile

# Where the processes count together (lms/watching/metrics.py); it has to be known before the application is loaded.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="qalqan-figures-")

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
# Its own lines go where the application's go, once that is loaded, and name nobody either.
logconfig_dict = {
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}},
}


def pre_fork(server, worker):
    """Gives the process the lowest free number: whoever takes a dead one's place counts on in its file, so that files do not pile up."""
    taken = {each.number for each in server.WORKERS.values()}
    worker.number = next(number for number in itertools.count() if number not in taken)


def post_fork(server, worker):
    """What was loaded before the fork stays: the collector need not look at it again and again, nor at every 700 new objects."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

    from prometheus_client import values  # it looks for the folder when it is loaded

    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: worker.number)


def on_exit(server):
    """Nobody asks for these figures any more."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
