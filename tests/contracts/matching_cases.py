"""Who is found where, case by case: what the rule of territories says, every engine must find.

The country is tests.search.oracle's: twelve communes, two régions, and epci-3 (communes 5 and 6) astride both.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """A perimeter, a place asked, and how the aid is found there: `applicable`, `within` or not at all (empty)."""

    name: str
    place: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    within: tuple[str, ...]
    found: str
    # The territory that makes it match.
    by: str = ""


CASES = (
    Case("its own commune", "commune-1", ("commune-1",), (), (), "applicable", "commune-1"),
    Case("another commune", "commune-1", ("commune-2",), (), (), ""),
    Case("what holds it", "commune-1", ("region-1",), (), (), "applicable", "region-1"),
    Case("the closest of several", "commune-1", ("pays-FR", "epci-1", "region-1"), (), (), "applicable", "epci-1"),
    Case("a zone", "commune-3", ("zone-a",), (), (), "applicable", "zone-a"),
    Case("an exclusion wins", "commune-1", ("region-1", "commune-1"), ("epci-1",), (), ""),
    Case("an exclusion elsewhere", "commune-1", ("region-1",), ("epci-2",), (), "applicable", "region-1"),
    Case("limited to where it is", "commune-1", ("region-1",), (), ("epci-1", "epci-2"), "applicable", "region-1"),
    Case("limited to elsewhere", "commune-1", ("region-1",), (), ("epci-2",), ""),
    Case("limited, in a part", "epci-1", ("region-1",), (), ("zone-a",), "within", "region-1"),
    Case("a part of the place asked", "region-1", ("commune-1",), (), (), "within", "commune-1"),
    Case("the smallest part", "region-1", ("epci-1", "commune-4"), (), (), "within", "commune-4"),
    Case("a part and the whole", "region-1", ("commune-1", "region-1"), (), (), "applicable", "region-1"),
    Case("astride two, from one", "region-1", ("epci-3",), (), (), "within", "epci-3"),
    Case("astride two, from the other", "region-2", ("epci-3",), (), (), "within", "epci-3"),
    Case("a part, the place being excluded", "region-1", ("commune-1",), ("region-1",), (), ""),
    Case("a part, another part being excluded", "region-1", ("commune-1",), ("commune-2",), (), "within", "commune-1"),
    Case("everywhere", "commune-11", ("pays-FR",), (), (), "applicable", "pays-FR"),
    Case("everywhere, from the country", "pays-FR", ("pays-FR",), (), (), "applicable", "pays-FR"),
    Case("somewhere, from the country", "pays-FR", ("commune-11",), (), (), "within", "commune-11"),
    Case("an unknown territory", "commune-1", ("zone-gone",), (), (), ""),
    Case("overlapping, neither holds the other", "epci-2", ("zone-a",), (), (), "within", "zone-a"),
)
