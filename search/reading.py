"""What a person meant: "vélo cargo Dijon", "aide permis demandeur d'emploi 62", "abonemment tisséo étudiant".

Places first: they filter, and leave the text. Then what the search was taught: expressions that mean the same, or a
mode, a beneficiary, a form of aid, a funder. The rest are words. A word that nobody knows is completed, else corrected.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from search.analysis import spans, token_of, words
from search.correction import correct
from search.groups import Alternative, AlternativeKind, Group, KnownTokens
from search.words import Expression, Meaning, Words

# "moto" is a word of its own, "trotti" the beginning of one.
SHORTEST_PREFIX = 3
MOST_COMPLETIONS = 12
CHEZ = "chez"
# What leads to a place and leaves with it.
DANGLING = re.compile(
    r"(?:(?:^|[\s,;(–-])(?:à|a|au|aux|en|de|du|des|sur|dans|près|les|la|le|[dl]['’])?\s*)+$", re.IGNORECASE
)


class PlaceInText(Protocol):
    """A place named in a text: `text[start:end]`."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def is_typo(self) -> bool: ...
    @property
    def homonyms(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Understood:
    """A text as engines and people need it."""

    groups: tuple[Group, ...] = ()
    # The places named, which filter as if they had been chosen.
    territories: tuple[str, ...] = ()
    # Other places of the same name, to choose from.
    homonyms: tuple[str, ...] = ()
    # Told to the reader; they match by code or by word, they don't filter.
    modes: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    # The text without its places.
    rest: str = ""
    # The text that was understood, when it isn't the one typed.
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the question, with the folded word it comes from and where it stands."""

    token: str
    word: str
    start: int
    end: int

    def inside(self, places: Iterable[PlaceInText]) -> bool:
        """Whether it is a part of one of the places."""
        return any(place.start <= self.start and self.end <= place.end for place in places)


def read(
    text: str,
    *,
    words: Words,
    vocabulary: KnownTokens,
    find_places: Callable[[str], Sequence[PlaceInText]],
    place_given: bool,
) -> Understood:
    """Understand a text with these words, catalogue and places. A place given elsewhere leaves none to the text."""
    # Mostly nothing is misspelt: the text is read as it is, its places were found already.
    reader = _Reader(words, vocabulary, cache(find_places))
    corrected = reader.corrected(text)
    understood = reader.read(corrected, place_given=place_given)
    return understood if corrected == text else replace(understood, corrected=corrected)


def read_literally(text: str, words: Words) -> Understood:
    """The words as they are: no place, no synonym, no correction. Weak words stay so, lest none be found."""
    tokens = dict.fromkeys(token for token, _, _ in spans(text))
    groups = tuple(Group((Alternative((token,), "word"),), required=token not in words.weak) for token in tokens)
    return Understood(groups=groups, rest=text)


@dataclass(frozen=True)
class _Reader:
    words: Words
    vocabulary: KnownTokens
    find_places: Callable[[str], Sequence[PlaceInText]]

    # ── Misspelt words ──

    def corrected(self, text: str) -> str:
        """The text with its misspelt words put right, places and words of the catalogue compared together."""
        tokens = _tokens(text)
        expressions = self.words.expressions([token.token for token in tokens])
        known = {index for expression in expressions for index in range(expression.start, expression.end)}
        places = self._places(text, tokens, expressions)
        typos = [place for place in places if place.is_typo and self._is_better_as_place(place, tokens)]
        exact = [place for place in places if not place.is_typo]
        changes = [(place.start, place.end, place.name) for place in typos]
        for index, token in enumerate(tokens):
            if index in known or token.inside((*typos, *exact)) or self._is_known(token) or self._completions(token):
                continue
            if best := correct(token.word, words=self.words, vocabulary=self.vocabulary):
                changes.append((token.start, token.end, best.spelling))
        for start, end, spelling in sorted(changes, reverse=True):
            text = text[:start] + spelling + text[end:]
        return text

    def _is_better_as_place(self, place: PlaceInText, tokens: Sequence[Token]) -> bool:
        inside = [token for token in tokens if token.inside([place])]
        name = {token for token, _, _ in spans(place.name)}
        initials = {word[0] for word, _, _ in words(place.name)}
        if not inside or inside[0].word[0] not in initials:
            # "croquettes" isn't Roquettes: nobody misses the first letter of a town.
            return False
        # "nante" has the stem of Nantes: known to the catalogue because of Nantes Métropole, yet a place.
        unknown = [token for token in inside if token.token in name or not self._is_of_aids(token)]
        # "grand synthe" is Grande-Synthe: "grand" is no "grant" misspelt.
        misspelt = (token for token in unknown if not self._is_said(token))
        candidates = (correct(token.word, words=self.words, vocabulary=self.vocabulary) for token in misspelt)
        return bool(unknown) and all(best is None or best.meaningless or best.distance > 1 for best in candidates)

    def _is_said(self, token: Token) -> bool:
        """By everybody, or by the team: a whole word, neither begun nor misspelt."""
        return token.word in self.words.everyday or self.words.knows(token.word)

    def _is_known(self, token: Token) -> bool:
        return self._is_said(token) or self._is_of_aids(token)

    def _is_of_aids(self, token: Token) -> bool:
        """By the team or the catalogue. What everybody says may be a city all the same: "mets" is Metz."""
        return token.word.isdigit() or self.words.knows(token.word) or self.vocabulary.count(token.token) > 0

    # ── Places ──

    def _places(self, text: str, tokens: Sequence[Token], expressions: Sequence[Expression]) -> list[PlaceInText]:
        return [
            place
            for place in self.find_places(text)
            if not any(self._hides(expression, place, tokens) for expression in expressions)
            and not (_is_after_chez(text, place) and _is_funder(place, tokens, expressions))
        ]

    def _hides(self, expression: Expression, place: PlaceInText, tokens: Sequence[Token]) -> bool:
        """ "France Travail" isn't in France; "Région Occitanie" is Occitanie all the same."""
        around = tokens[expression.start : expression.end]
        others = [token.token for token in around if not token.inside([place])]
        taught = any(not meaning.is_name for meaning in expression.meanings)
        return 0 < len(others) < len(around) and (taught or not self._is_weak(others))

    # ── Groups ──

    def read(self, text: str, *, place_given: bool) -> Understood:
        tokens = _tokens(text)
        expressions = self.words.expressions([token.token for token in tokens])
        places = [place for place in self._places(text, tokens, expressions) if not place.is_typo]
        brands = () if places or place_given else self._brands(expressions)
        filtering = [] if place_given else places
        territories = tuple(dict.fromkeys((*(place.id for place in filtering), *brands)))
        groups: list[Group] = []
        told: list[str] = []
        done = 0
        for expression in (*expressions, None):
            start = expression.start if expression else len(tokens)
            groups += [
                self._word(token, weak=token.inside(places)) for token in _outside(tokens[done:start], filtering)
            ]
            if expression:
                done = expression.end
                groups += self._expression(expression, tokens, places, is_located=place_given or bool(territories))
                told += self._meant(expression)
        groups = self._about(groups, is_located=place_given or bool(territories))
        return Understood(
            groups=self._useful(groups, bool(territories)),
            territories=territories,
            homonyms=tuple(dict.fromkeys(other for place in filtering for other in place.homonyms)),
            modes=_told(told, "mode"),
            beneficiaries=_told(told, "beneficiary"),
            benefits=_told(told, "benefit"),
            funders=_told(told, "funder"),
            rest=_without(text, filtering),
        )

    def _brands(self, expressions: Iterable[Expression]) -> tuple[str, ...]:
        """Where networks and passes are: Tisséo means Toulouse.

        A région's brand that the catalogue knows is a word, since its aids may be a département's: Fluo 67, imagine R
        for the young of Paris.
        """
        return tuple(
            expression.territory
            for expression in expressions
            if expression.territory
            and (
                expression.territory.startswith("commune-")
                or not any(map(self._is_possible, self._alternatives(expression.tokens, expression.meanings)))
            )
        )

    def _meant(self, expression: Expression) -> tuple[str, ...]:
        """What is told of an expression; "prime" and "transport" mean too little to be told."""
        if self._is_weak(expression.tokens):
            return ()
        return expression.codes or self._implied_modes(expression) or self._modes_in(expression.tokens)

    def _is_weak(self, tokens: Iterable[str]) -> bool:
        return all(token in self.words.weak for token in tokens)

    def _expression(
        self, expression: Expression, tokens: Sequence[Token], places: Sequence[PlaceInText], *, is_located: bool
    ) -> list[Group]:
        around = tokens[expression.start : expression.end]
        if any(token.inside(places) for token in around):
            # "Région Occitanie" is a place that filters; the aids of that very funder come a little higher.
            alternatives = [Alternative((), "word", expression.codes)] if expression.codes else []
            return [Group(tuple(alternatives), required=False)] if alternatives else []
        if len(around) > 1 and not expression.codes and not expression.territory:
            return [self._word_of(token.token, expression) for token in around]
        # "lyonnais" is a place and nothing more.
        says_more = bool(expression.codes) or not expression.territory
        required = says_more and not self._is_weak(expression.tokens)
        groups = [self._group(self._alternatives(expression.tokens, expression.meanings), required)]
        if (implied := self._implied_modes(expression)) and (is_located or not expression.territory):
            groups.append(Group((Alternative((), "word", implied),), required))
        return groups

    def _implied_modes(self, expression: Expression) -> tuple[str, ...]:
        """ "vae" and "triporteur" are vélos too: a town without an aid for these still has aids for a vélo.

        A network is a mode where it is: "Tisséo" are its own aids, then those for public transport in Toulouse.
        """
        if expression.territory:
            return tuple(code for code in expression.codes if code.startswith("mode:"))
        if expression.codes or len(expression.tokens) > 1:
            return ()
        found: dict[str, None] = {}
        for meaning in expression.meanings:
            terms = [term for term in meaning.token_terms() if len(term) > 1]
            modes = [self._modes_in(term) for term in terms]
            if terms and all(modes):
                found |= dict.fromkeys(code for codes in modes for code in codes)
        return tuple(found)

    def _modes_in(self, term: Iterable[str]) -> tuple[str, ...]:
        telling = (token for token in term if token not in self.words.weak)
        return tuple(dict.fromkeys(code for token in telling for code in self.words.codes_of(token, "mode")))

    def _word_of(self, token: str, expression: Expression) -> Group:
        """ "vélo électrique" stays two words, each also satisfied by vae."""
        meanings = self.words.meanings.get((token,), ())
        alternatives = self._alternatives((token,), meanings)
        for meaning in expression.meanings:
            alternatives += self._synonyms(meaning, without=token)
        return self._group(alternatives, token not in self.words.weak)

    def _word(self, token: Token, *, weak: bool) -> Group:
        required = not weak and token.token not in self.words.weak
        if self.vocabulary.count(token.token) or not required:
            return Group((Alternative((token.token,), "word"),), required)
        return self._group(self._completions(token) or [Alternative((token.token,), "word")], required)

    def _completions(self, token: Token) -> list[Alternative]:
        """What begins so, in the catalogue or among the taught words: "trotti", "etudi"."""
        if len(token.word) < SHORTEST_PREFIX or token.word.isdigit() or self._is_said(token):
            return []
        longer = {token_of(word) for word in self.words.spellings if word.startswith(token.word)}
        longer |= set(self.vocabulary.with_prefix(token.token))
        alternatives: list[Alternative] = []
        for found in sorted(longer, key=lambda found: (-self.vocabulary.count(found), found))[:MOST_COMPLETIONS]:
            alternatives += self._alternatives((found,), self.words.meanings.get((found,), ()), kind="prefix")
        return [alternative for alternative in alternatives if self._is_possible(alternative)]

    def _alternatives(
        self, tokens: tuple[str, ...], meanings: Iterable[Meaning], kind: AlternativeKind = "word"
    ) -> list[Alternative]:
        alternatives = [Alternative(tokens, kind)]
        for meaning in meanings:
            # The mode of a network is asked apart: see `_implied_modes`.
            if codes := tuple(code for code in meaning.codes if not (meaning.territory and code.startswith("mode:"))):
                alternatives.append(Alternative((), kind, codes))
            alternatives += [way for way in self._synonyms(meaning) if way.tokens != tokens]
        return alternatives

    def _synonyms(self, meaning: Meaning, without: str = "") -> list[Alternative]:
        alternatives = []
        for term in meaning.token_terms():
            if without in term:
                continue
            alternatives.append(Alternative(term, "synonym"))
            for token in term if len(term) > 1 else ():
                # An aid of the mode `bike` that says "électrique" is for a vélo électrique.
                if codes := self.words.codes_of(token, "mode"):
                    others = tuple(other for other in term if other != token)
                    alternatives.append(Alternative(others, "synonym", codes))
        return alternatives

    def _group(self, alternatives: Sequence[Alternative], required: bool) -> Group:
        """Without the alternatives that no aid can satisfy; the first one stays, to say what was asked."""
        possible = [alternative for alternative in alternatives if self._is_possible(alternative)]
        return Group(tuple(dict.fromkeys(possible or alternatives[:1])), required)

    def _is_possible(self, alternative: Alternative) -> bool:
        return all(self.vocabulary.count(token) for token in alternative.tokens)

    def _about(self, groups: Sequence[Group], *, is_located: bool) -> list[Group]:
        """Only what tells that it isn't about mobility in France is required, if anything does.

        "logement étudiant" and "permis bateau" ask for an aid that says so, "vélo Bruxelles" too; but "velo pour aller
        à la crèche" asks for a vélo, "fmd accor hôtel" for what Accor pays, "covoiturage Annemasse Genève" is in
        Annemasse.
        """
        abroad = self.words.abroad if not is_located else ()
        matters = self.words.matters if not any(map(_names_mobility, groups)) else ()
        tells = [
            group.required and any(token in abroad or token in matters for token in group.alternatives[0].tokens)
            for group in groups
        ]
        if not any(tells):
            return list(groups)
        return [replace(group, required=told) for group, told in zip(groups, tells, strict=True)]

    def _useful(self, groups: Iterable[Group], has_place: bool) -> tuple[Group, ...]:
        """Unknown words are left out, unless there is nothing else to answer: then they find nothing, rightly.

        "téléphérique Brest" isn't everything that Brest has; "aides Brest" is.
        """
        groups = tuple(dict.fromkeys(groups))
        possible = tuple(group for group in groups if any(map(self._is_possible, group.alternatives)))
        says_something = any(group.required for group in possible) or (
            has_place and not any(group.required for group in groups)
        )
        return possible if says_something else groups


def _tokens(text: str) -> list[Token]:
    return [Token(token, word, start, end) for word, start, end in words(text) if (token := token_of(word))]


def _outside(tokens: Iterable[Token], places: Sequence[PlaceInText]) -> list[Token]:
    return [token for token in tokens if not token.inside(places)]


def _is_after_chez(text: str, place: PlaceInText) -> bool:
    """ "chez Orange" is an employer, though Orange is a town."""
    return text[: place.start].rstrip().lower().endswith(CHEZ)


def _is_funder(place: PlaceInText, tokens: Sequence[Token], expressions: Iterable[Expression]) -> bool:
    return any(
        any(code.startswith("funder:") for code in expression.codes) and tokens[expression.start].inside([place])
        for expression in expressions
    )


def _names_mobility(group: Group) -> bool:
    """Whether it names a way to travel, or one who pays for that."""
    codes = (code for alternative in group.alternatives if not alternative.tokens for code in alternative.codes)
    return any(code.startswith(("mode:", "funder:")) for code in codes)


def _told(codes: Iterable[str], facet: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.partition(":")[2] for code in codes if code.startswith(f"{facet}:")))


def _without(text: str, places: Iterable[PlaceInText]) -> str:
    """What remains to search, as a person would write it: "vélo cargo à Dijon" leaves "vélo cargo"."""
    for place in sorted(places, key=lambda place: -place.start):
        text = f"{DANGLING.sub('', text[: place.start])} {text[place.end :]}"
    return " ".join(text.split())
