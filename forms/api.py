"""A form without our HTML: what it asks, and sending it. The same questions, the same guards, the same service."""

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.query import PageQuerySet

from api.endpoints import JSON, Answer, Ask, Endpoint, Operation, listing
from api.parameters import OneOf
from api.problems import BadParametersError, ProblemError
from api.shapes import page_of, ref, text
from forms.asking import explanation
from forms.choices import Audience, Role
from forms.models import ContactPage, FormField
from forms.pressure import hash_of
from forms.services import Asked, Opened, Sent, open_form, receive
from forms.shapes import FORM_NAME, SHAPES
from forms.views import WAIT_SECONDS
from home.api.visibility import public_pages

MAX_BODY = 64 * 1024
LOCALE = OneOf(
    name="locale",
    description=gettext_lazy("La langue du formulaire."),
    choices=tuple(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES),
    default=settings.LANGUAGE_CODE,
)
SLUG = text("La fin de l’adresse de la page du formulaire.", examples=["contact"])
# What comes with the answers.
ENVELOPE = ("ticket", "proof", "word")


class FormsEndpoint(Endpoint):
    """The forms that anyone may send."""

    name = "forms"
    description = gettext_lazy("Les formulaires du site : leurs questions, et leur envoi.")
    model = ContactPage
    shapes = SHAPES
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=gettext_lazy("Les formulaires du site"),
            parameters=(LOCALE,),
            answers=page_of(FORM_NAME),
        ),
        Operation(
            name="detail",
            path="<slug:slug>/",
            handler="detail",
            summary=gettext_lazy("Un formulaire à remplir"),
            description=gettext_lazy(
                "À demander quand le formulaire s’affiche : le ticket compte le temps passé à le remplir, et sert une "
                "seule fois, dans les 24 heures."
            ),
            parameters=(LOCALE,),
            arguments={"slug": SLUG},
            answers=ref("Form"),
            personal=True,
        ),
        Operation(
            name="send",
            path="<slug:slug>/",
            handler="send",
            summary=gettext_lazy("Envoyer un formulaire"),
            description=gettext_lazy(
                "400 avec « errors » par champ ; sous la clé « ticket », « proof » ou « word », ce qui manque pour "
                "montrer qu’une personne écrit : redemandez alors le formulaire. Un envoi répété compte une fois."
            ),
            parameters=(LOCALE,),
            arguments={"slug": SLUG},
            accepts=ref("FormAnswers"),
            answers=ref("FormReceipt"),
            personal=True,
        ),
    )

    def listing(self, ask: Ask) -> Answer:
        """Which there are; few, on one page."""
        base = ask.address("forms:listing")
        locale = ask.values["locale"]
        found = public_forms(ask.request, locale).values_list("slug", "title")
        items = [
            {"slug": slug, "locale": locale, "title": title, "detail_url": f"{base}{slug}/?locale={locale}"}
            for slug, title in found
        ]
        return listing(items, total_count=len(items))

    def detail(self, ask: Ask, slug: str) -> HttpResponse:
        """What is asked."""
        page = form_page(ask, slug)
        with translation.override(page.locale.language_code):
            return answered(described(page, open_form(page, hash_of(ask.request))))

    def send(self, ask: Ask, slug: str) -> HttpResponse:
        """Keep it, or say what is wrong."""
        page = form_page(ask, slug)
        sent = sent_by(ask.request)
        with translation.override(page.locale.language_code):
            form = page.get_form(form_data(sent["answers"]))
            errors = {name: list(map(str, found)) for name, found in form.errors.items()}
            errors |= {name: [_("Champ inconnu.")] for name in sent["answers"] if name not in form.fields}
            if errors:
                raise BadParametersError(errors)
            envelope = {name: sent[name] for name in ENVELOPE}
            outcome = receive(page, form, Sent(**envelope, address_hash=hash_of(ask.request)))
            if isinstance(outcome, Asked):
                raise asked_again(outcome)
        submission = outcome.submission
        receipt = {"reference": submission.reference, "to_be_checked": submission.quarantined}
        return answered(receipt, status=200 if outcome.again else 201)


def public_forms(request: HttpRequest, locale: str) -> PageQuerySet:
    """Those of the site that anyone may read in a language."""
    pages = public_pages(request).filter(locale__language_code=locale)
    return ContactPage.objects.filter(pk__in=pages.values("pk")).order_by("path")


def form_page(ask: Ask, slug: str) -> ContactPage:
    """A published form that anyone may read."""
    found = public_forms(ask.request, ask.values["locale"]).filter(slug=slug)
    page: ContactPage | None = found.select_related("locale").first()
    if page is None:
        raise ProblemError(404)
    return page


def described(page: ContactPage, opened: Opened) -> dict[str, Any]:
    """The form as an app shows it."""
    ticket = opened.ticket
    return {
        "slug": page.slug,
        "locale": page.locale.language_code,
        "title": page.title,
        "introduction": page.introduction,
        "privacy": page.privacy,
        "retention_months": page.retention_months,
        "fields": [field_shape(field) for field in page.get_form_fields()],
        "challenge": {
            "ticket": str(ticket),
            "required": opened.proof_asked,
            "altcha": ticket.challenge(),
            "word": ticket.word,
        },
    }


def field_shape(field: FormField) -> dict[str, Any]:
    """One question."""
    if field.role == Role.AUDIENCE:
        choices = [{"value": code, "label": str(label)} for code, label in Audience.choices]
    elif field.field_type in {"radio", "dropdown", "checkboxes"}:
        written = ContactPage.form_builder([]).get_formatted_field_choices(field)
        choices = [{"value": value, "label": label} for value, label in written]
    else:
        choices = []
    return {
        "name": field.clean_name,
        "role": field.role or None,
        "type": field.field_type,
        "label": field.label,
        "help": field.help_text,
        "required": field.required,
        "choices": choices,
    }


def sent_by(request: HttpRequest) -> dict[str, Any]:
    """The object that was sent, with every part of the right type."""
    if request.content_type != JSON:
        raise ProblemError(415)
    if len(request.body) > MAX_BODY:
        raise ProblemError(413)
    try:
        sent = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise ProblemError(400, _("Le corps de la demande n’est pas du JSON.")) from None
    if not isinstance(sent, dict):
        raise ProblemError(400, _("Un objet JSON est attendu."))
    errors = {str(name): [_("Clé inconnue.")] for name in sent if name not in {*ENVELOPE, "answers"}}
    if not isinstance(sent.get("answers"), dict):
        errors["answers"] = [_("Un objet est attendu : une réponse par nom de champ.")]
    errors |= {name: [_("Un texte est attendu.")] for name in ENVELOPE if not isinstance(sent.get(name, ""), str)}
    if errors:
        raise BadParametersError(errors)
    return dict.fromkeys(ENVELOPE, "") | sent


def form_data(answers: dict[str, Any]) -> QueryDict:
    """Answers as a browser would send them: a list is several values, a box left empty is not sent."""
    data = QueryDict(mutable=True)
    for name, answer in answers.items():
        values = answer if isinstance(answer, list) else [answer]
        data.setlist(name, [as_typed(name, value) for value in values if value not in (None, False)])
    return data


def as_typed(name: str, value: Any) -> str:
    """A value as it would be typed in a page."""
    if isinstance(value, dict | list):
        raise BadParametersError({name: [_("Un texte, un nombre ou une liste de textes est attendu.")]})
    return "on" if value is True else str(value)


def asked_again(asked: Asked) -> ProblemError:
    """What is still to be done, under the part of the envelope that lacks."""
    if asked.wait:
        return ProblemError(429, explanation(asked), headers={"Retry-After": str(WAIT_SECONDS)})
    missing = ("proof", "word") if asked.word_asked else ("ticket",)
    return BadParametersError({name: [explanation(asked)] for name in missing})


def answered(content: dict[str, Any], status: int = 200) -> HttpResponse:
    """JSON for one client."""
    return HttpResponse(orjson.dumps(content), content_type=JSON, status=status)
