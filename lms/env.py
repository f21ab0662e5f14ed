"""The environment, read once and loudly.

Every setting may come from NAME or, for secrets mounted as files, from NAME_FILE. A missing value without a default stops the start.
"""

from environ import FileAwareEnv

env = FileAwareEnv()
