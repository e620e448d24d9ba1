"""The catalogue’s tokens, for who completes or corrects a word. Those of withdrawn aids are unknown again."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from search.index.catalogue import Catalogue, View


class Vocabulary:
    """The tokens of one state of the catalogue."""

    def __init__(self, catalogue: Catalogue, view: View, spelling: Callable[[str, int], str]) -> None:
        self._catalogue = catalogue
        self._view = view
        self._spelling = spelling

    @property
    def state(self) -> View:
        """Of which state of the catalogue they are."""
        return self._view

    @property
    def version(self) -> int:
        """The version of that state."""
        return self._view.version

    def count(self, token: str) -> int:
        """In how many aids the token is."""
        counts = self._view.counts
        count = counts.get(token)
        if count is None:
            count = self._aids_with(token).bit_count()
            # Only what aids say is remembered: people may type anything.
            if count:
                counts[token] = count
        return count

    def with_prefix(self, prefix: str) -> Sequence[str]:
        """The tokens that begin so, in alphabetical order."""
        tokens = self._catalogue.sorted_tokens()
        at = bisect_left(tokens, prefix)
        found = []
        while at < len(tokens) and tokens[at].startswith(prefix):
            if self.count(tokens[at]):
                found.append(tokens[at])
            at += 1
        return found

    def all_tokens(self) -> Sequence[str]:
        """Every token."""
        return [token for token in self._catalogue.sorted_tokens() if self._aids_with(token)]

    def spelling(self, token: str) -> str:
        """A word as an aid writes it, of which this is the token: "trottinette" for "trottinet"."""
        aids = self._aids_with(token)
        return self._spelling(token, self._catalogue.aid_ids[aids.bit_length() - 1]) if aids else token

    def _aids_with(self, token: str) -> int:
        found = 0
        for postings in self._catalogue.text.values():
            found |= postings.bits(token)
        return found & self._view.alive
