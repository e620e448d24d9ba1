"""Pieces of pages that are the same for many readers, drawn once."""

from collections import OrderedDict
from collections.abc import Hashable

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from api import versions

register = template.Library()

# A page has a dozen pieces; the most are those of a menu whose current page differs.
MOST = 512
_kept: OrderedDict[Hashable, SafeString] = OrderedDict()


def reset() -> None:
    """Forget what was drawn (tests)."""
    _kept.clear()


class KeptNode(template.Node):
    """A piece, and what it depends on."""

    def __init__(self, nodelist: NodeList, depends_on: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.depends_on = depends_on

    def render(self, context: template.Context) -> SafeString:
        """As it was drawn for the same values, the catalogue's version and language being the same."""
        version, _changed_at = versions.recent()
        values = [expression.resolve(context) for expression in self.depends_on]
        key = (self, version, get_language(), *values)
        drawn = _kept.get(key)
        if drawn is None:
            drawn = _kept[key] = self.nodelist.render(context)
            if len(_kept) > MOST:
                _kept.popitem(last=False)
        return drawn


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept menu.frame %}…{% endkept %}`: what is between depends on these values, which are hashable, the language
    and what the team publishes; on nothing else of the page.
    """
    depends_on = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, depends_on)
