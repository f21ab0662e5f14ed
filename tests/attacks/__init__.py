"""What somebody who means harm would try: other people's addresses, garbage, files that pretend, floods."""
