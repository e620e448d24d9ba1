"""Filling in the form of an aid, as a browser does."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from aids.models import Aid
from aids.querysets import TERRITORY_RELATIONS
from aids.vocabularies import Mode

RICH_TEXTS = ("description", "conditions", "payment", "additional_info", "contact")


def address(view: str, *args: Any) -> str:
    """An address of the admin of aids."""
    return reverse(f"wagtailsnippets_aids_aid:{view}", args=args)


def filled(**values: Any) -> dict[str, Any]:
    """The form's data: an aid for bikes in Toulouse, with these values instead."""
    data: dict[str, Any] = {
        "title": "Prime vélo",
        "slug": "",
        "summary": "",
        "kind": "territory",
        "modes": [Mode.objects.get(code="bike").pk],
        "benefit": "",
        "amount_text": "",
        "envelope": "available",
        **{name: rich_text("") for name in RICH_TEXTS},
        "include": ["commune-31555"],
        "exclude": [],
        "within": [],
        **values,
    }
    for name in TERRITORY_RELATIONS:
        data[name] = inline_formset([{"territory": id_} for id_ in data[name]])
    modes = data.pop("modes")
    return {**nested_form_data(data), "modes": modes}


def of(aid: Aid, **values: Any) -> dict[str, Any]:
    """The form's data as the browser shows them for this aid, with these values instead."""
    data = filled(
        **{
            "title": aid.title,
            "slug": aid.slug,
            "summary": aid.summary,
            "kind": aid.kind,
            "funder": aid.funder_id,
            "modes": [mode.pk for mode in aid.modes.all()],
            **values,
        }
    )
    if "include" not in values:
        rows = [{"id": row.pk, "territory": row.territory_id} for row in aid.include.all()]
        data |= nested_form_data({"include": inline_formset(rows, initial=len(rows))})
    return data


def errors(response: Any) -> dict[str, list[str]]:
    """What the form refuses, by field."""
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def save(client: Client, aid: Aid, action: str = "", **values: Any) -> Any:
    """Send the form of an existing aid; `action` is the button: a draft, or "publish"."""
    return client.post(address("edit", aid.pk), of(aid, **values) | ({f"action-{action}": "1"} if action else {}))
