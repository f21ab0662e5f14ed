"""Backups: a folder with the database, the files and a manifest that says what is in it and by which checksums.

The key that signs certificates and SECRET_KEY are never in one: whoever finds a backup must be able to sign nothing with it.
"""
