"""From the path that a person has in the address bar to the page or the redirect behind it."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from api.endpoints import Ask
from api.parameters import Parameter
from home.api.visibility import public_pages, roots


class HtmlPath(Parameter):
    """The path of a page's address: `/fr/le-projet/`."""

    def parse(self, text: str) -> str:
        super().parse(text)
        if not text.startswith("/") or text.startswith("//"):
            raise ValueError(_("Le chemin d’une adresse est attendu : « /fr/le-projet/ »."))
        return text


HTML_PATH = HtmlPath(
    name="html_path",
    description=gettext_lazy("Le chemin dans l’adresse de la page."),
    required=True,
    max_length=1000,
    example="/fr/",
)


def page_at(request: HttpRequest, path: str) -> Page | None:
    """The public page at that path, or the one that a redirect leads to from there."""
    found: Page | None = public_pages(request).filter(url_path__in=_tree_paths(request, path)).first()
    if found is None and (redirect := redirects(request).filter(old_path=Redirect.normalise_path(path)).first()):
        found = redirect.redirect_page
    return found


def redirects(request: HttpRequest) -> QuerySet[Redirect]:
    """Those of this site that lead somewhere the public may go."""
    public = Q(redirect_page__in=public_pages(request).values("pk")) | Q(redirect_page=None) & ~Q(redirect_link="")
    return Redirect.get_for_site(Site.find_for_request(request)).filter(public)


def _tree_paths(request: HttpRequest, path: str) -> list[str]:
    """Where in the tree: `/fr/le-projet/` is `/accueil/le-projet/`."""
    language, _slash, rest = path.strip("/").partition("/")
    root = roots(request).get(language)
    return [f"{root}{rest}/" if rest else root] if root else []


def rest_of(ask: Ask) -> str:
    """The question's other parameters, which go along, as in Wagtail."""
    rest = ask.request.GET.copy()
    rest.pop(HTML_PATH.name, None)
    return f"?{rest.urlencode()}" if rest else ""
