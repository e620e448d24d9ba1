"""Why a hit is one: its status, the territory that made it match, the words found. The rules say so, not the engine."""

from aids.opening import status
from search.engines.interface import Found, Question
from search.highlights import highlighted
from search.marks import Marks
from search.results import Hit, Match
from territories import division
from territories.matching import matching_territory


def hit(found: Found, question: Question, *, has_text: bool) -> Hit:
    """What an engine found, explained."""
    marks = Marks.from_json(found.marks)
    return Hit(
        aid_id=found.aid_id,
        locale=found.locale,
        summary=found.summary,
        status=status(marks.dates, question.on_day),
        match=_match(marks, question) if has_text or question.places else None,
    )


def _match(marks: Marks, question: Question) -> Match:
    """The place that is closest decides, of the places asked that the aid holds for."""
    communes = question.commune_count
    deciding = {
        place.id: territory
        for place in question.places
        if (territory := matching_territory(marks.perimeter, place, question.territory_match, communes))
    }
    closest = min(deciding.values(), key=lambda territory: (communes(territory), territory), default=None)
    record = division.current().get(closest) if closest else None
    return Match(
        territory_id=closest,
        territory_name=record.name if record else "",
        asked=tuple(deciding),
        highlight=highlighted(marks.texts, question.groups) if question.groups else {},
    )
