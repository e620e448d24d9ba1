"""Former territories that something still points to: what a person has to look at after a newer division.

An aid for an EPCI that merged goes on applying where it did; somebody who knows must say where it applies now.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from modelcluster.fields import ParentalKey

from territories.models import OldCommune, Territory, TerritoryCommune

# What makes a territory, as against what is said of it.
OWN = (TerritoryCommune, OldCommune)


@dataclass(frozen=True)
class Pointer:
    """`owner`, an aid or a funder or a zone, points to the former territory `territory`."""

    territory: Territory
    owner: models.Model

    def __str__(self) -> str:
        return f"{self.territory.pk} ({self.territory.name}) < {self.owner._meta.verbose_name} {self.owner}"


def pointers() -> Iterator[Pointer]:
    """Everything in the site that points to a former territory, found from the models themselves.

    Territories stand below aids and funders and don't know them: any foreign key that leads here counts, and a child
    row (an aid's included territory) is told as its parent.
    """
    for relation in Territory._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in OWN:
            continue
        model, name = relation.related_model, relation.field.name
        if relation.field.__class__ is ParentalKey:
            continue  # a zone's own parts
        rows = model._base_manager.filter(**{f"{name}__is_former": True}).select_related(name)
        for row in rows.order_by("pk"):
            yield Pointer(getattr(row, name), _owner(row))


def _owner(row: models.Model) -> models.Model:
    parents = [field for field in row._meta.concrete_fields if isinstance(field, ParentalKey)]
    return getattr(row, parents[0].name) if parents else row
