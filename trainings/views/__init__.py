"""The pages of learners and of the room."""
