"""A text written by the learner, marked by people."""
