"""Translating an aid in the admin, as the team does: submit, translate, publish."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from aids.models import Aid
from tests.aids.admin import address
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def edit_string(client: Client, translation: Translation, path: str, text: str) -> Any:
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    route = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(route, urlencode({"value": text}), content_type="application/x-www-form-urlencoded")


def test_submit_translate_publish(editor: Client) -> None:
    # given
    english, _created = Locale.objects.get_or_create(language_code="en")
    french = AidFactory(title="Prime vélo", summary="", include=["commune-31555"], modes=["bike", "car"])
    assert "Traduire" in editor.get(address("list")).content.decode()

    # when it is submitted
    submit = reverse("wagtail_localize:submit_snippet_translation", args=["aids", "aid", french.pk])
    editor.post(submit, {"locales": [english.pk]})

    # then it is a draft with the facts
    copy = Aid.objects.get(locale=english)
    assert not copy.live
    assert copy.first_published_at is None
    assert [row.territory_id for row in copy.include.all()] == ["commune-31555"]
    assert editor.get(address("edit", copy.pk)).status_code == 200

    # when it is translated and published
    translation = Translation.objects.get()
    edit_string(editor, translation, "title", "Bike grant")
    editor.post(address("edit", copy.pk), {"action": "publish"})

    # then
    copy = Aid.objects.visible().get(locale=english)
    assert copy.title == "Bike grant"
    assert {mode.code for mode in copy.modes.all()} == {"bike", "car"}
    assert "Traduire" not in editor.get(address("list"), {"locale": "fr"}).content.decode()
