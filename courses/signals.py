"""What `courses` tells the rooms below it."""

from django.dispatch import Signal

# A learner did everything that their edition asks for. Sent once, inside the transaction that completes the course, with
# enrolment (courses.models.Enrolment) and at (datetime). A receiver that raises undoes the completion with it.
course_completed = Signal()
