"""The same aids by Wagtail's own API v2, as one would write it first: what `make bench` compares our list with."""

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework.renderers import BaseRenderer, JSONRenderer
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet

from aids.models import Aid


class Aids(BaseAPIViewSet):
    """What a Summary says, its relations fetched in advance."""

    model = Aid
    renderer_classes: ClassVar[list[type[BaseRenderer]]] = [JSONRenderer]
    body_fields: ClassVar[list[str]] = [
        *BaseAPIViewSet.body_fields, "title", "slug", "summary", "funder", "kind", "modes", "beneficiaries", "benefit",
        "amount_text", "amount_min", "amount_max", "amount_percent", "amount_period", "opens_on", "closes_on",
        "envelope",
    ]  # fmt: skip
    listing_default_fields = body_fields

    def get_queryset(self) -> QuerySet[Aid]:
        """The public aids."""
        return Aid.objects.visible().for_serializing().order_by("id")


router = WagtailAPIRouter("bench")
router.register_endpoint("aids", Aids)
