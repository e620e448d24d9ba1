"""What those above learn of a funder."""

from django.dispatch import Signal

funder_changed = Signal()
"""`funder: Funder`: its name, slug or type changed, or it withdrew or came back. Sent inside the transaction."""
