"""The groups of those who work in the admin, as they begin. From then on they are the operator's: what exists is left.

A member of « Équipe communication » runs the whole public site, pages, menus, messages and aids, without the screens
of whoever runs the machine: people, groups, sites, languages, the search engine.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Task, Workflow

TEAM = "Équipe communication"
# Every permission there is on these.
MODELS = (
    "aids.aid", "aids.mode", "aids.beneficiary", "aids.proof", "funders.funder", "territories.zone", "search.synonym",
    "search.lexiconword", "editorial.sitetexts", "editorial.siteidentity", "editorial.accessibilityaudit",
    "wagtailredirects.redirect", "mcm_forms.formsubmission",
)  # fmt: skip
OTHERS = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")
# Not to delete a page with all that is below it: the home page is one.
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ON_FILES = (
    "add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document",
    "add_collection", "change_collection", "delete_collection",
)  # fmt: skip
# What Wagtail's first migration makes is called in English.
GROUPS_IN_FRENCH = {"Editors": "Rédaction", "Moderators": "Relecture"}
REVIEW, REVIEW_IN_FRENCH = "Moderators approval", "Relecture"
ROOT, ROOT_IN_FRENCH = "Root", "Le site, par langue"


def create_team() -> None:
    """Make the team's group if there is none, and give what is Wagtail's own its French name."""
    for name, in_french in GROUPS_IN_FRENCH.items():
        if not Group.objects.filter(name=in_french).exists():
            Group.objects.filter(name=name).update(name=in_french)
    for model in (Workflow, Task):
        model.objects.filter(name=REVIEW).update(name=REVIEW_IN_FRENCH)
    Page.objects.filter(depth=1, title=ROOT).update(title=ROOT_IN_FRENCH, draft_title=ROOT_IN_FRENCH)
    team, is_new = Group.objects.get_or_create(name=TEAM)
    if is_new:
        _give_rights(team)


def _give_rights(team: Group) -> None:
    wanted = Q()
    for model in MODELS:
        app, _dot, name = model.partition(".")
        wanted |= Q(content_type__app_label=app, content_type__model=name)
    for permission in OTHERS:
        app, _dot, name = permission.partition(".")
        wanted |= Q(content_type__app_label=app, codename=name)
    team.permissions.set(Permission.objects.filter(wanted))
    on_pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES)
    root, files = Page.get_first_root_node(), Collection.get_first_root_node()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=team, page=root, permission=permission) for permission in on_pages
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=team, collection=files, permission=permission)
        for permission in Permission.objects.filter(codename__in=ON_FILES)
    )
    for task in Task.objects.filter(name=REVIEW_IN_FRENCH):
        if groups := getattr(task.specific, "groups", None):
            groups.add(team)
