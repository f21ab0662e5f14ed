"""News of this room. Sent inside the transaction that made it true: a receiver that fails undoes the change."""

from django.dispatch import Signal

# A person's surname and given name became present, so that a certificate can be written in their name.
# Arguments: person (accounts.User, saved).
names_given = Signal()
