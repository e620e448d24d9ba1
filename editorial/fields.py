"""The body of a page, in the database and in migrations."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField whose migrations don't describe its blocks.

    A block that gets a new help text isn't a change of the database: a site of this kind had 9,500 lines of code and
    544,000 of migrations. A data migration that needs the blocks imports them.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [], kwargs
