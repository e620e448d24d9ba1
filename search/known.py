"""What a question may name, as the database knows it: vocabularies, funders, territories, postcodes, languages."""

from collections.abc import Collection, Sequence

from django.conf import settings

from aids.models import Aid
from aids.vocabularies import labels
from search.grammar import Known
from territories import division

VOCABULARIES = {"mode": "modes", "kind": "kinds", "beneficiary": "beneficiaries", "benefit": "benefits"}


class KnownToUs:
    """`search.grammar.Known` over the database and its memories."""

    def codes(self, parameter: str) -> Collection[str]:
        """The codes of `mode`, `kind`, `beneficiary` or `benefit`."""
        return labels(settings.LANGUAGE_CODE)[VOCABULARIES[parameter]]

    def funders(self, slugs: Collection[str]) -> Collection[str]:
        """Those of the slugs that are of a funder with a public aid."""
        plain = [slug for slug in slugs if "\0" not in slug]
        return set(
            Aid.objects.visible().filter(funder__slug__in=plain).values_list("funder__slug", flat=True).distinct()
        )

    def territory(self, territory_id: str) -> str | None:
        """The current territory for an id that may be of an arrondissement or a former commune."""
        return division.current().resolve(territory_id)

    def communes(self, postcode: str) -> Sequence[str]:
        """The communes that share a postcode."""
        return division.current().by_postcode(postcode)

    def locales(self) -> Collection[str]:
        """The site's languages, the default one first."""
        codes = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
        return sorted(codes, key=lambda code: code != settings.LANGUAGE_CODE)


def known() -> Known:
    """What is known now."""
    return KnownToUs()
