"""After an import, in the worker: what only the admin needs, and Wagtail writes one object at a time."""

from django.db import transaction
from django_tasks import task
from wagtail.models import ReferenceIndex
from wagtail.search import index

from aids.importing.planning import Plan
from aids.models import Aid
from funders.models import Funder


def index_for_admin(plan: Plan) -> None:
    """Once the batch is committed, have the admin's search and its index of references learn of it."""
    aids = [job.aid.pk for job in plan.jobs]
    funders = sorted({job.funder.pk for job in plan.jobs if job.created})
    if aids:
        transaction.on_commit(lambda: index_imported.enqueue(aids=aids, funders=funders))


@task()
def index_imported(aids: list[int], funders: list[int]) -> None:
    """Index what the admin looks up: funders by name, and what the aids refer to. Aids are listed without an index."""
    for funder in Funder.objects.filter(pk__in=funders):
        index.insert_or_update_object(funder)
    for aid in Aid.objects.filter(pk__in=aids).for_serializing():
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(aid)
