"""The grammar of the question in an address, the same for the API and the HTML page.

The API refuses what it doesn't understand, naming the parameter as it was sent; the page drops it and says so.
Nothing here reads a database: what exists is told by `Known`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from api.paris import PARIS
from search.query import (
    DEFAULT_LIMIT,
    FACETS,
    MAX_LIMIT,
    MAX_OFFSET,
    MAX_TERRITORIES,
    ORDERS,
    STATUSES,
    TERRITORY_MATCHES,
    TEXT_LENGTH,
    AidQuery,
    FacetName,
)

Params = Mapping[str, Sequence[str]]
Value = TypeVar("Value", bound=str)

# Filters by code: the parameter's name, and where its values go in an AidQuery.
CODES = {
    "mode": "modes",
    "kind": "kinds",
    "funder": "funders",
    "beneficiary": "beneficiaries",
    "benefit": "benefits",
}
COMMON = (
    "search", "territory", "insee", "postcode", "territory_match", *CODES, "status", "updated_since", "interpret",
    "locale", "order",
)  # fmt: skip
API_ONLY = ("limit", "offset", "facets")

DEFAULTS = AidQuery(on_day=date.min)

INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")
POSTCODE = re.compile(r"[0-9]{5}")
NUMBER = re.compile(r"[0-9]{1,9}")


class Known(Protocol):
    """What a question may name."""

    def codes(self, parameter: str) -> Collection[str]:
        """The codes of `mode`, `kind`, `beneficiary` or `benefit`."""

    def funders(self, slugs: Collection[str]) -> Collection[str]:
        """Those of the slugs that are of a funder with a public aid."""

    def territory(self, territory_id: str) -> str | None:
        """The current territory for an id that may be of an arrondissement or a former commune."""

    def communes(self, postcode: str) -> Sequence[str]:
        """The communes that share a postcode."""

    def locales(self) -> Collection[str]:
        """The site's languages, the default one first."""


class BadQuery(ValueError):  # noqa: N818 - says what it is, and everybody calls it so
    """A question with something that can't be read; `errors` says what is wrong and what is allowed, by parameter."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def parse(params: Params, known: Known, *, on_day: date, also: Collection[str] = ()) -> AidQuery:
    """The API's question. `also` names the parameters that are read elsewhere (`fields`, `format`)."""
    reader = _Reader(params, known)
    allowed = (*COMMON, *API_ONLY, *also)
    for name in params:
        if name not in allowed:
            reader.refuse(
                name, _("Paramètre inconnu. Paramètres possibles : %(allowed)s.") % {"allowed": _list(allowed)}
            )
    query = reader.query(
        on_day,
        limit=reader.number("limit", default=DEFAULT_LIMIT, least=0, most=MAX_LIMIT),
        offset=reader.number("offset", default=0, least=0, most=MAX_OFFSET),
        facets=reader.facets(),
    )
    if reader.errors:
        raise BadQuery(reader.errors)
    return query


def parse_leniently(params: Params, known: Known, *, on_day: date) -> tuple[AidQuery, dict[str, list[str]]]:
    """The page's question, with all facets, and what was dropped. Unknown parameters (`utm_…`) are ignored."""
    reader = _Reader(params, known)
    page = reader.number("page", default=1, least=1, most=MAX_OFFSET // DEFAULT_LIMIT + 1)
    query = reader.query(on_day, limit=DEFAULT_LIMIT, offset=(page - 1) * DEFAULT_LIMIT, facets=FACETS)
    return query, reader.errors


def to_params(query: AidQuery) -> list[tuple[str, str]]:
    """The question back into an address, without what is the default, a limit or a page: for links and chips."""
    params = [("search", query.text)] if query.text else []
    params += [("territory", territory) for territory in query.territories]
    params += [(name, code) for name, field in CODES.items() for code in getattr(query, field)]
    if query.updated_since:
        params.append(("updated_since", query.updated_since.isoformat()))
    if not query.interpret:
        params.append(("interpret", "false"))
    if query.order:
        params.append(("order", query.order))
    params += [
        (name, value)
        for name in ("territory_match", "status", "locale")
        if (value := getattr(query, name)) != getattr(DEFAULTS, name)
    ]
    return params


class _Reader:
    """Reads each parameter; what can't be read is noted in `errors` and left out."""

    def __init__(self, params: Params, known: Known) -> None:
        self.params = params
        self.known = known
        self.errors: dict[str, list[str]] = {}

    def query(self, on_day: date, *, limit: int, offset: int, facets: tuple[FacetName, ...]) -> AidQuery:
        """Everything that the API and the page have in common."""
        codes = {field: self.codes(name) for name, field in CODES.items()}
        locales = list(self.known.locales())
        return AidQuery(
            on_day=on_day,
            text=self.text(),
            territories=self.territories(),
            territory_match=self.choice("territory_match", TERRITORY_MATCHES) or TERRITORY_MATCHES[0],
            status=self.choice("status", STATUSES) or STATUSES[0],
            updated_since=self.instant("updated_since"),
            interpret=self.choice("interpret", ("true", "false")) != "false",
            locale=self.choice("locale", locales) or locales[0],
            order=self.choice("order", ORDERS),
            limit=limit,
            offset=offset,
            facets=facets,
            **codes,
        )

    def refuse(self, name: str, reason: str) -> None:
        """Note what is wrong with a parameter, once."""
        reasons = self.errors.setdefault(name, [])
        if reason not in reasons:
            reasons.append(reason)

    def values(self, name: str) -> list[str]:
        """Each value once, in the order sent; an empty one is as if absent."""
        return list(dict.fromkeys(self._sent(name)))

    def single(self, name: str) -> str:
        """The value of a parameter that has only one."""
        sent = self._sent(name)
        if len(sent) > 1:
            self.refuse(name, _("Ce paramètre ne peut être donné qu’une fois."))
            return ""
        return sent[0] if sent else ""

    def text(self) -> str:
        text = self.single("search")
        if len(text) > TEXT_LENGTH:
            self.refuse("search", _("Au plus %(length)d caractères.") % {"length": TEXT_LENGTH})
            return ""
        return text

    def choice(self, name: str, allowed: Sequence[Value]) -> Value | None:
        value = self.single(name)
        if not value:
            return None
        for choice in allowed:
            if choice == value:
                return choice
        self._unknown(name, value, allowed)
        return None

    def codes(self, name: str) -> tuple[str, ...]:
        sent = self.values(name)
        if not sent:
            return ()
        known = self.known.funders(sent) if name == "funder" else self.known.codes(name)
        for value in sent:
            if value not in known:
                self._unknown(name, value, () if name == "funder" else known)
        return tuple(value for value in sent if value in known)

    def facets(self) -> tuple[FacetName, ...]:
        """`facets=mode,kind`, `facets=mode&facets=kind` or `facets=*`."""
        sent = [name.strip() for value in self.values("facets") for name in value.split(",")]
        for name in sent:
            if name not in (*FACETS, "*"):
                self._unknown("facets", name, (*FACETS, "*"))
        return tuple(facet for facet in FACETS if facet in sent or "*" in sent)

    def territories(self) -> tuple[str, ...]:
        """`territory`, and its short forms `insee` and `postcode`, as current territories."""
        found = dict.fromkeys(
            [
                *self._places("territory", self._territory),
                *self._places(
                    "insee", lambda code: self._territory(f"commune-{code}") if INSEE.fullmatch(code) else ()
                ),
                *self._places("postcode", lambda code: self.known.communes(code) if POSTCODE.fullmatch(code) else ()),
            ]
        )
        if len(found) > MAX_TERRITORIES:
            for name in filter(self.values, ("territory", "insee", "postcode")):
                self.refuse(name, _("Au plus %(count)d territoires.") % {"count": MAX_TERRITORIES})
        return tuple(found)[:MAX_TERRITORIES]

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        value = self.single(name)
        if not value:
            return default
        if not NUMBER.fullmatch(value) or not least <= int(value) <= most:
            self.refuse(name, _("Un nombre entier de %(least)d à %(most)d.") % {"least": least, "most": most})
            return default
        return int(value)

    def instant(self, name: str) -> datetime | None:
        """An ISO 8601 instant; without an offset it is Paris's clock. A `+` that became a space is put back."""
        value = self.single(name)
        if not value:
            return None
        try:
            instant = datetime.fromisoformat(value.replace(" ", "+") if "T" in value else value)
            return (instant if instant.tzinfo else instant.replace(tzinfo=PARIS)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.refuse(name, _("Un instant ISO 8601 est attendu, par exemple 2026-01-31T08:00:00+01:00."))
            return None

    def _sent(self, name: str) -> list[str]:
        sent = [value for value in map(str.strip, self.params.get(name, ())) if value]
        if any("\0" in value for value in sent):
            self.refuse(name, _("Le caractère NUL n’est pas permis."))
            return []
        return sent

    def _territory(self, territory_id: str) -> Sequence[str]:
        current = self.known.territory(territory_id)
        return (current,) if current else ()

    def _places(self, name: str, find: Callable[[str], Sequence[str]]) -> list[str]:
        examples = {"territory": "commune-31555, epci-243100518, departement-2A", "insee": "31555", "postcode": "31000"}
        places: list[str] = []
        for value in self.values(name):
            found = find(value)
            if not found:
                self.refuse(
                    name,
                    _("« %(value)s » est inconnu. Exemples : %(examples)s.")
                    % {"value": _short(value), "examples": examples[name]},
                )
            places += found
        return places

    def _unknown(self, name: str, value: str, allowed: Iterable[str]) -> None:
        message = _("« %(value)s » est inconnu.") % {"value": _short(value)}
        if allowed:
            message += " " + _("Valeurs possibles : %(allowed)s.") % {"allowed": _list(allowed)}
        self.refuse(name, message)


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:60]}…"


def _list(values: Iterable[str]) -> str:
    return ", ".join(values)
