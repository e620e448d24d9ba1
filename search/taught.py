"""What the team and the catalogue teach the search, in the memory of this process.

Synonyms, lexicon, the labels of modes and beneficiaries, the names of funders: read again when the catalogue's version
moves, so that what is saved in the admin works at the next question.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from aids.models import BeneficiaryLabel, ModeLabel
from api import versions
from funders.models import Funder
from search.models import LexiconWord, Synonym
from search.words import Meaning, Words, build
from territories import division

DATA = Path(__file__).parent / "data"
EVERYDAY = DATA / "everyday.txt"
ELSEWHERE = DATA / "elsewhere.toml"

_loaded: tuple[int, Words] | None = None


def current() -> Words:
    """The words as of the catalogue's version."""
    global _loaded
    version, _ = versions.recent()
    if _loaded is None or _loaded[0] != version:
        _loaded = (version, load())
    return _loaded[1]


def reset() -> None:
    """Forget what was read."""
    global _loaded
    _loaded = None


def load() -> Words:
    """The words as the database has them now."""
    lexicon = list(LexiconWord.objects.values_list("word", "is_weak"))
    funders = dict(Funder.objects.active().order_by("slug").values_list("slug", "name"))
    return _built(
        (*_synonyms(funders), *_labels()),
        tuple(_names(funders)),
        tuple(word for word, is_weak in lexicon if is_weak),
        tuple(word for word, is_weak in lexicon if not is_weak),
    )


@lru_cache(maxsize=1)
def _built(
    taught: tuple[Meaning, ...], names: tuple[Meaning, ...], weak: tuple[str, ...], lexicon: tuple[str, ...]
) -> Words:
    """The version moves with every aid, the words rarely: the same rows are the same table."""
    return build(taught, names=names, weak=weak, lexicon=lexicon, everyday=_everyday(), **_elsewhere())


@cache
def _everyday() -> frozenset[str]:
    """The words that French says most: see the head of the file."""
    lines = EVERYDAY.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _elsewhere() -> Mapping[str, list[str]]:
    """Words of other `matters` and of places `abroad`: see the file."""
    return {kind: words.split() for kind, words in tomllib.loads(ELSEWHERE.read_text(encoding="utf-8")).items()}


def _synonyms(funders: dict[str, str]) -> Iterator[Meaning]:
    """A funder or a place that isn't there (Tisséo's zone without the demonstration) is as if it weren't told."""
    places = division.current()
    namesakes: dict[str, list[str]] = defaultdict(list)
    for slug, name in funders.items():
        namesakes[name].append(slug)
    for synonym in Synonym.objects.order_by("pk"):
        codes = {
            "mode": synonym.mode_id,
            "beneficiary": synonym.beneficiary_id,
            "benefit": synonym.benefit,
        }
        # A funder that two sources type differently is there twice, under one name.
        same = namesakes.get(funders.get(synonym.funder, ""), ())
        territory = synonym.territory_id or ""
        yield Meaning(
            terms=tuple(synonym.expressions()),
            codes=(
                *(f"{facet}:{code}" for facet, code in codes.items() if code),
                *(f"funder:{slug}" for slug in same),
            ),
            territory=territory if territory and places.get(territory) else "",
            row=synonym.pk,
        )


def _labels() -> Iterator[Meaning]:
    for code, label in ModeLabel.objects.order_by("pk").values_list("entry__code", "label"):
        yield Meaning((label,), (f"mode:{code}",))
    for code, label in BeneficiaryLabel.objects.order_by("pk").values_list("entry__code", "label"):
        yield Meaning((label,), (f"beneficiary:{code}",))


def _names(funders: dict[str, str]) -> Iterator[Meaning]:
    """ "FASTT (branche du travail temporaire)" is known as FASTT."""
    for slug, name in funders.items():
        short = name.partition("(")[0]
        yield Meaning(tuple(dict.fromkeys((name, short))), (f"funder:{slug}",), is_name=True)
