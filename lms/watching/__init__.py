"""What whoever runs the platform is told: a doctor for people, figures for machines.

Any room may have a module `watching` (this package is the one of `lms`), with any of these, found by `rooms.py`:

`CHECKS`  functions that return one message of `django.core.checks`: Info is well, Warning can wait, Error cannot; `hint` mends
`undone`  chores that wait at an instant, by name: how many, and since when the oldest
`figures` families of metrics (prometheus_client), counted in the database: numbers of things, never anything about one person
"""

from lms.watching.checks import CHECKS

__all__ = ["CHECKS"]
