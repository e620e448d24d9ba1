"""A small catalogue's tokens, for what needs to know which words the aids use."""

from collections import Counter
from collections.abc import Iterable, Sequence

from search.analysis import spans


class CatalogueTokens:
    """The tokens of some texts, one aid each, offered as an index does (`search.groups.KnownTokens`)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._spellings: dict[str, str] = {}
        for text in texts:
            found = {token: text[start:end].lower() for token, start, end in spans(text)}
            self._counts.update(found.keys())
            self._spellings |= found

    def count(self, token: str) -> int:
        return self._counts[token]

    def with_prefix(self, prefix: str) -> Sequence[str]:
        return [token for token in self._counts if token.startswith(prefix)]

    def all_tokens(self) -> Iterable[str]:
        return self._counts

    def spelling(self, token: str) -> str:
        return self._spellings.get(token, token)
