"""The closed lists of forms and messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who writes: the four lines of the site."""

    CITIZEN = "citizen", _("Un citoyen, une citoyenne")
    EMPLOYER = "employer", _("Un employeur")
    LOCAL_AUTHORITY = "local_authority", _("Une collectivité")
    OPERATOR = "operator", _("Un opérateur de mobilité")


class Role(TextChoices):
    """What the answer to a field is used for. A field without a role is only read."""

    AUDIENCE = "audience", _("Qui écrit : choisit les destinataires")
    LAST_NAME = "last_name", _("Nom")
    FIRST_NAME = "first_name", _("Prénom")
    EMAIL = "email", _("Adresse e-mail : reçoit l’accusé de réception")
    POSTCODE = "postcode", _("Code postal")
    MESSAGE = "message", _("Message")
    CONSENT = "consent", _("Accord, à cocher avant l’envoi")


class Status(TextChoices):
    """Where the answer to a message stands."""

    NEW = "new", _("Nouveau")
    IN_PROGRESS = "in_progress", _("En cours")
    ANSWERED = "answered", _("Répondu")
    CLOSED = "closed", _("Clos")


class Doubt(TextChoices):
    """Why a message may not come from a person who writes once."""

    FORM = "form", _("envoyé sans le formulaire du site")
    EXPIRED = "expired", _("formulaire ouvert depuis longtemps")
    REUSED = "reused", _("formulaire déjà envoyé")
    QUICK = "quick", _("rempli en moins de temps qu’il n’en faut")
    ORIGIN = "origin", _("envoyé depuis un autre site")
    TRAP = "trap", _("champ invisible rempli")
    CONTENT = "content", _("des liens là où personne n’en met")
    ADDRESS = "address", _("beaucoup de messages du même endroit")
    PRESSURE = "pressure", _("beaucoup de messages en peu de temps")


class MailKind(TextChoices):
    """What is mailed for a message."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Accusé de réception")
    NOTICE = "notice", _("Avis à l’équipe")


class MailState(TextChoices):
    """Where a mail stands. Two states are the worker's: between them nothing has left, after the second it may have."""

    WAITING = "waiting", _("En attente")
    CLAIMED = "claimed", _("Envoi en cours")
    HANDED = "handed", _("Remise en cours")
    SENT = "sent", _("Envoyé")
    FAILED = "failed", _("Refusé")
    UNCERTAIN = "uncertain", _("Incertain")


class Trouble(TextChoices):
    """Why a mail did not leave, in our own words: a server's would repeat the address it refuses."""

    UNREACHABLE = "unreachable", _("le serveur d’envoi ne répond pas")
    CLOSED = "closed", _("le serveur d’envoi refuse la connexion : identifiants, certificat ou TLS à vérifier")
    REFUSED = "refused", _("le serveur d’envoi l’a refusé")
    UNMADE = "unmade", _("il n’a pas pu être préparé : une adresse n’est peut-être pas valable")
    INTERRUPTED = "interrupted", _("l’envoi a été interrompu au moment de la remise : il est peut-être parti")
    NOBODY = "nobody", _("aucun destinataire n’est indiqué")
