"""What people were and are to be told, and what they want to be told."""

from notifications.models.choices import SwitchedOff, Topic
from notifications.models.letters import Channel, Failure, Letter

__all__ = ["Channel", "Failure", "Letter", "SwitchedOff", "Topic"]
