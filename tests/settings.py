"""Settings of the test run: the real ones, with files in a temporary place and nothing cached between tests."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

scratch = Path(tempfile.mkdtemp(prefix="qalqan-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ["DATA_DIR"] = str(scratch)
if os.environ.get("REDIS_URL"):
    # Clearing the cache empties a Redis database: every test process has its own.
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number + 1}").geturl()

from lms.settings import *  # noqa: E402, F403
from lms.settings import DATABASES, LOCALE_PATHS, STORAGES  # noqa: E402
from lms.starting import compile_messages  # noqa: E402

compile_messages(LOCALE_PATHS)

STATIC_ROOT = scratch  # WhiteNoise wants a folder that is there
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the embedded default: threads of the live server then meet the same locks as in life.
    DATABASES["default"]["TEST"] = {"NAME": str(scratch / "test.sqlite3")}
# Wagtail's chores after each save (search index, references) are not what tests are about: a third of their time.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
