"""The learner's pages: my learning, the course, the player."""
