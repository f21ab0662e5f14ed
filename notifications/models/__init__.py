"""What people were and are to be told."""

from notifications.models.letters import Letter

__all__ = ["Letter"]
