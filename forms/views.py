"""The contact page as it is read, sent, and thanked for. Complete without JavaScript, without a cookie."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from forms.asking import explanation
from forms.choices import Role
from forms.pressure import hash_of
from forms.services import Asked, Opened, Sent, open_form, receive, roles
from forms.submissions import REFERENCE_CHARACTERS, REFERENCE_LENGTH
from forms.tickets import Ticket

if TYPE_CHECKING:
    from forms.models import ContactPage

# What goes along with the answers. The trap has the name of something that machines like to fill in.
TICKET, PROOF, WORD, TRAP = "form_ticket", "form_proof", "form_word", "form_website"
REFERENCE = "recu"
SET_ASIDE = "relecture"
UNPROCESSABLE, TOO_MANY = 422, 429
WAIT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked besides the team's questions, and what is said of it."""

    ticket: Ticket
    proof: str = ""
    word_asked: bool = False
    said: str = ""
    word_wrong: bool = False


def serve_contact(page: "ContactPage", request: HttpRequest) -> HttpResponseBase:
    """The form, its sending, or the thanks after it. Never kept by a cache: each display has its own ticket."""
    if request.method == "POST":
        response = _sent(page, request)
    elif reference := _reference(request):
        response = _thanks(page, request, reference)
    else:
        response = _form(page, request, page.get_form(), _asked(open_form(page, hash_of(request))))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def preview_contact(page: "ContactPage", request: HttpRequest, *, thanks: bool) -> HttpResponseBase:
    """As the team sees it before it is published."""
    if thanks:
        return _thanks(page, request, "ABCD2345")
    return _form(page, request, page.get_form(), Ask(Ticket.new("preview")))


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the form was sent from our own page: browsers say so, no cookie is needed to know.

    Who sends neither header isn't a browser led here by another site. Behind a proxy that changes the host, the site's
    own address is in CSRF_TRUSTED_ORIGINS.
    """
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site in {"same-origin", "none"}
    if not (origin := request.headers.get("Origin")):
        return True
    return urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS


def _sent(page: "ContactPage", request: HttpRequest) -> HttpResponseBase:
    sent = Sent(
        ticket=request.POST.get(TICKET, ""),
        trap=request.POST.get(TRAP, ""),
        proof=request.POST.get(PROOF, ""),
        word=request.POST.get(WORD, ""),
        same_origin=is_same_origin(request),
        address_hash=hash_of(request),
    )
    form = page.get_form(request.POST)
    if not form.is_valid():
        opened = open_form(page, sent.address_hash)
        # The ticket goes on, so that the time already spent counts.
        ticket = Ticket.read(sent.ticket, str(page.pk)) or opened.ticket
        return _form(page, request, form, _asked(Opened(ticket, opened.proof_asked)))
    outcome = receive(page, form, sent)
    if isinstance(outcome, Asked):
        return _again(page, request, form, outcome, sent)
    submission = outcome.submission
    aside = f"&{SET_ASIDE}=1" if submission.quarantined else ""
    return HttpResponseRedirect(f"{page.get_url(request)}?{REFERENCE}={submission.reference}{aside}")


def _again(page: "ContactPage", request: HttpRequest, form: Form, asked: Asked, sent: Sent) -> HttpResponseBase:
    """The form with all that was written, and what is asked now."""
    ask = Ask(
        ticket=asked.ticket,
        proof=json.dumps(asked.ticket.challenge()) if asked.word_asked else "",
        word_asked=asked.word_asked,
        said=explanation(asked),
        word_wrong=bool(sent.word) and asked.word_asked,
    )
    response = _form(page, request, form, ask, TOO_MANY if asked.wait else UNPROCESSABLE)
    if asked.wait:
        response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def _asked(opened: Opened) -> Ask:
    return Ask(opened.ticket, json.dumps(opened.ticket.challenge()) if opened.proof_asked else "")


def _form(page: "ContactPage", request: HttpRequest, form: Form, ask: Ask, status: int = 200) -> TemplateResponse:
    played, fields = roles(page), list(form)
    context = page.get_context(request) | {
        "form": form,
        "fields": [field for field in fields if played[field.name] != Role.CONSENT],
        "consents": [field for field in fields if played[field.name] == Role.CONSENT],
        "wrong": [(field, field.errors[0]) for field in fields if field.errors],
        "ask": ask,
        "names": {"ticket": TICKET, "proof": PROOF, "word": WORD, "trap": TRAP},
        "contact_page": page,
    }
    return TemplateResponse(request, "forms/contact_page.html", context, status=status)


def _thanks(page: "ContactPage", request: HttpRequest, reference: str) -> TemplateResponse:
    context = page.get_context(request) | {
        "reference": reference,
        "set_aside": SET_ASIDE in request.GET,
        "acknowledged": Role.EMAIL in roles(page).values(),
        "contact_page": page,
    }
    return TemplateResponse(request, "forms/thanks.html", context)


def _reference(request: HttpRequest) -> str:
    """The reference that the address ends with, if it looks like one."""
    reference = request.GET.get(REFERENCE, "")
    is_one = len(reference) == REFERENCE_LENGTH and set(reference) <= set(REFERENCE_CHARACTERS)
    return reference if is_one else ""
