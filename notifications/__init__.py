"""What people are told: the outbox, letters in the language of the person, and the page that shows them when there is no mail server."""
