"""Question bank, question types, quiz pages, attempts and grading."""
