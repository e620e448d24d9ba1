"""What a person is told when their message isn't kept yet: what happened, what to do. On the page and by the API."""

from django.utils.translation import gettext as _

from forms.choices import Doubt
from forms.services import Asked


def explanation(asked: Asked) -> str:
    """One or two sentences. Which doubt it was isn't told in detail: machines read too."""
    if asked.wait:
        return _(
            "Beaucoup de messages arrivent du même endroit. Le vôtre n’est pas parti : gardez-en une copie et "
            "envoyez-le dans une heure."
        )
    if asked.word_asked:
        return _(
            "Votre message n’est pas encore parti. Beaucoup de messages sont envoyés par des machines : montrez que "
            "vous n’en êtes pas une, en recopiant le mot ci-dessous."
        )
    if Doubt.EXPIRED in asked.doubts:
        return _(
            "Votre message n’est pas encore parti : la page était ouverte depuis longtemps. Relisez-le, puis "
            "envoyez-le à nouveau."
        )
    if Doubt.REUSED in asked.doubts:
        return _(
            "Un premier message est déjà parti d’ici. Si celui-ci en est un autre, envoyez-le à nouveau : il n’est pas "
            "encore parti."
        )
    return _("Votre message n’est pas encore parti. Relisez-le, puis envoyez-le à nouveau.")
