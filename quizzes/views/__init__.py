"""The exam hall over HTTP: the quiz's own page, the exam, its answers, its end and its result."""
