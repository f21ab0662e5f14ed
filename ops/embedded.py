"""How `make run` serves: one process with threads that first prepares what it needs, so that Python and Django are loaded once."""

import os

from lms.starting import main

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 1
threads = 8
graceful_timeout = 5  # Ctrl-C ends it soon, also in the middle of a chore: chores are taken up again at the next start
preload_app = True
control_socket_disable = True
loglevel = "warning"

# Here and not in a hook: the application is loaded before the first hook runs, and it looks for its static files when it is loaded.
main()


def when_ready(server):
    """Says where to look."""
    address = os.environ["SITE_URL"]
    lines = ["", f"  Qalqan         {address}/", f"  CMS            {address}/cms/"]
    if os.environ.get("DEMO") == "1":
        lines += [f"  Mails          {address}/mailbox/", ""]
        people = ["teacher", "officer", "trainer", "reviewer"]
        lines += [f"  {role:<14} {role}@qalqan.demo" for role in people]
        lines += ["  administrator  admin@qalqan.demo", "  The password of all of them: qalqan-demo"]
    print("\n".join([*lines, "", "  Ctrl-C stops.", ""]), flush=True)  # noqa: T201
