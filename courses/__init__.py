"""What is taught (pages, blocks, editions) and who is learning it (enrolment, progress, completion)."""
