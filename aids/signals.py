"""The one signal by which the rest of the project learns that public aids changed."""

from collections.abc import Sequence

from django.dispatch import Signal

from api import versions

aids_changed = Signal()
"""`ids: Sequence[int]`: aids whose public face may have changed. Always sent inside the transaction of the change.

Published, unpublished, deleted, imported, their funder renamed or withdrawn, a label of theirs renamed. The receiver
asks `Aid.objects.visible()` what remains of them; an id that isn't there any more has left the public.
"""


def announce(ids: Sequence[int]) -> None:
    """Move the catalogue's version on and tell everyone. Call it inside the transaction of the change.

    The version moves even without an aid: a label or a funder nobody uses yet is public in the API too.
    """
    versions.bump()
    if ids:
        aids_changed.send(sender=None, ids=ids)
