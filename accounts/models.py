"""The people who sign in. Our own user model from the first migration on, so that it can grow."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import Personal

_ACCOUNT = Personal(
    _("Ouvrir une session, et savoir qui a écrit ou publié quoi"),
    _("Mission d’intérêt public"),
    _("Jusqu’à la suppression du compte"),
)


class User(AbstractUser):
    """Someone of the communication team, a local authority, an employer; later, a citizen."""

    email = models.EmailField(_("adresse e-mail"))

    personal_data = {
        **dict.fromkeys(("username", "first_name", "last_name", "email", "password", "last_login"), _ACCOUNT),
    }

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message=_("Un compte existe déjà avec cette adresse e-mail."),
            ),
        ]
