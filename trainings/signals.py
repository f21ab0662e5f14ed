"""What `trainings` tells the rooms below it."""

from django.dispatch import Signal

# A practicum was signed off. Sent once for each result, inside the transaction that writes it, with result
# (trainings.models.PracticumResult), person (accounts.models.User), session (trainings.models.Session), held_on (date in Almaty) and
# passed (bool). A receiver that raises undoes the signing with it.
practicum_signed_off = Signal()

# Somebody was marked present, or the mark was taken back. Both are sent once, inside the transaction that writes it, with attendance
# (trainings.models.Attendance), and `at`, the instant of writing. A receiver that raises undoes it.
presence_marked = Signal()
presence_withdrawn = Signal()
