"""The line from where one lives to the territory that pays: Toulouse — Toulouse Métropole — Occitanie."""

from search.results import Match
from search.views.places import name_of
from territories import division


def way(asked: str, matching: str) -> tuple[str, ...]:
    """The stops from the place asked to the territory that makes an aid apply there.

    The intercommunalité of a commune is shown on the way to anything larger: it is where most people's aids come from.
    """
    if asked == matching:
        return (name_of(matching),)
    stops = [asked]
    if asked.startswith("commune-") and not matching.startswith(("commune-", "epci-")):
        ancestors = division.current().place(asked).ancestors
        stops += [ancestor for ancestor in sorted(ancestors) if ancestor.startswith("epci-")]
    return (*map(name_of, stops), name_of(matching))


def way_of(match: Match | None) -> tuple[str, ...]:
    """The line of a hit, nothing when no place was asked."""
    if match is None or not match.territory_id or not match.asked:
        return ()
    return way(match.asked[0], match.territory_id)
