"""One folder for each question type. A new type is a new folder here and one line in `quizzes.registry`."""
