"""What waits for somebody in the admin: each app tells its own matters, the admin's first page lists them."""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail import hooks

# Functions registered under this name get the request and return matters that its user may settle.
HOOK = "register_matters"


class Matter(NamedTuple):
    """A sentence with its number ("3 messages à lire"), and where to go."""

    text: str
    url: str


def matters(request: HttpRequest) -> list[Matter]:
    """What all apps tell, in the order in which they stand in the house."""
    return [matter for told in hooks.get_hooks(HOOK) for matter in told(request)]
