"""What people are told. So far: the local page that shows mails when there is no mail server."""
