"""What the worker does after an import, for the admin alone."""

import pytest
from wagtail.models import ReferenceIndex

from aids.importing.tasks import index_imported
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db


def test_the_admin_learns_which_territories_and_funders_imported_aids_refer_to() -> None:
    aid = AidFactory(include=["commune-31555"])
    ReferenceIndex.objects.all().delete()

    index_imported.call(aids=[aid.pk], funders=[aid.funder.pk])

    assert ReferenceIndex.get_references_to(aid.funder).filter(object_id=str(aid.pk)).exists()
