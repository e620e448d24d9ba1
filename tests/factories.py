"""People, funders and aids for tests, with traits that name what a test is about.

`AidFactory()` is public, as an editor would have published it: revision, history and signal. `AidFactory(draft=True)`
isn't. Territories, modes, beneficiaries and proofs are given by their ids and codes.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from accounts.models import User
from aids.choices import AidKind, Benefit, Envelope
from aids.models import Aid, Beneficiary, Mode, Proof
from aids.services import publish_aid
from api import paris
from funders.models import Funder, FunderType


def _days(number: int) -> date:
    return paris.today() + timedelta(days=number)


class UserFactory(DjangoModelFactory):
    """Someone who signs in with the password "secret"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)

    username = factory.Sequence(lambda number: f"agent-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("secret")


class FunderFactory(DjangoModelFactory):
    """A local authority, unless told otherwise."""

    class Meta:
        model = Funder

    class Params:
        employer = factory.Trait(type=FunderType.EMPLOYER, name=factory.Sequence(lambda number: f"Entreprise {number}"))
        national = factory.Trait(type=FunderType.NATIONAL, name=factory.Sequence(lambda number: f"Agence {number}"))
        operator = factory.Trait(type=FunderType.OPERATOR, name=factory.Sequence(lambda number: f"Réseau {number}"))
        withdrawn = factory.Trait(withdrawn_on=factory.LazyFunction(paris.today))

    name = factory.Sequence(lambda number: f"Communauté d’agglomération {number}")
    type = FunderType.LOCAL_AUTHORITY


class AidFactory(DjangoModelFactory):
    """A public aid for bikes, everywhere in France, of a local authority, unless told otherwise."""

    class Meta:
        model = Aid

    class Params:
        draft = False
        national = factory.Trait(kind=AidKind.NATIONAL, funder=factory.SubFactory(FunderFactory, national=True))
        employer = factory.Trait(kind=AidKind.EMPLOYER, funder=factory.SubFactory(FunderFactory, employer=True))
        closed = factory.Trait(closes_on=factory.LazyFunction(lambda: _days(-1)))
        upcoming = factory.Trait(opens_on=factory.LazyFunction(lambda: _days(1)))
        spent = factory.Trait(envelope=Envelope.SPENT)

    title = factory.Sequence(lambda number: f"Prime vélo {number}")
    summary = "Une aide à l’achat d’un vélo."
    funder = factory.SubFactory(FunderFactory)
    kind = AidKind.TERRITORY
    benefit = Benefit.GRANT
    published = factory.LazyAttribute(lambda aid: not aid.draft)

    @classmethod
    def _create(
        cls,
        model_class: type[Aid],
        *args: Any,
        locale: str = "fr",
        published: bool = True,
        include: Sequence[str] = ("pays-FR",),
        exclude: Sequence[str] = (),
        within: Sequence[str] = (),
        modes: Sequence[str] = ("bike",),
        beneficiaries: Sequence[str] = (),
        proofs: Sequence[str] = (),
        **kwargs: Any,
    ) -> Aid:
        language, _created = Locale.objects.get_or_create(language_code=locale)
        aid = model_class(*args, live=False, locale=language, **kwargs)
        for name, ids in {"include": include, "exclude": exclude, "within": within}.items():
            rows = getattr(aid, name)
            rows.set([rows.model(territory_id=id_, sort_order=place) for place, id_ in enumerate(ids)])
        aid.modes.set(Mode.objects.filter(code__in=modes))
        aid.beneficiaries.set(Beneficiary.objects.filter(code__in=beneficiaries))
        aid.proofs.set(Proof.objects.filter(code__in=proofs))
        if published:
            publish_aid(aid=aid)
        else:
            aid.save()
            aid.save_revision()
        return aid
