"""What a form carries from its display to its sending: a signed number, the instant it was shown, a word to copy.

Nothing is kept here meanwhile, and no cookie is needed. Sent twice, a form has the same number; sent in a second, it
was not filled in by a person.
"""

import secrets
import time
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from altcha import Payload, create_challenge, verify_solution
from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "forms.ticket"
LASTS = timedelta(hours=24)
# Nobody reads the form and writes a sentence in three seconds.
QUICKEST_SECONDS = 3
# About a second of a telephone's time, two milliseconds of ours to check.
PROOF_ALGORITHM, PROOF_ITERATIONS, PROOF_PREFIX = "PBKDF2/SHA-256", 5000, "00"
MAX_PROOF = 4096
# To copy by hand, without accents or letters that look alike.
WORDS = ("tram", "gare", "quai", "train", "route", "piste", "trajet", "arret", "voie", "carte", "pont", "place")

Challenge = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ticket:
    """One display of one form."""

    number: str
    form: str
    shown_at: int
    word: str

    @classmethod
    def new(cls, form: str, *, already_seen: bool = False) -> "Ticket":
        """For the form of that name, now; or for who has filled it in and only needs another ticket."""
        shown_at = int(time.time()) - (QUICKEST_SECONDS if already_seen else 0)
        return cls(secrets.token_hex(16), form, shown_at, secrets.choice(WORDS))

    @classmethod
    def read(cls, text: str, form: str) -> "Ticket | None":
        """The ticket that was sent back; `None` if it isn't ours, or another form's. It may be over."""
        try:
            number, its_form, shown_at, word = signing.loads(text[:512], salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls(number, its_form, shown_at, word) if its_form == form else None

    def __str__(self) -> str:
        return signing.dumps([self.number, self.form, self.shown_at, self.word], salt=SALT)

    @property
    def age(self) -> float:
        """Seconds since the form was shown."""
        return time.time() - self.shown_at

    @property
    def is_over(self) -> bool:
        """Shown too long ago to mean anything."""
        return self.age > LASTS.total_seconds()

    def challenge(self) -> Challenge:
        """Work that proves that a machine took its time: nothing for one message, much for a thousand (ALTCHA, v2)."""
        challenge: Challenge = create_challenge(
            PROOF_ALGORITHM,
            PROOF_ITERATIONS,
            key_prefix=PROOF_PREFIX,
            expires_at=int(self.shown_at + LASTS.total_seconds()),
            data={"form": self.number},
            hmac_secret=_secret(),
        ).to_dict()
        return challenge

    def is_proved_by(self, proof: str) -> bool:
        """Whether this is the work asked, done for this very form."""
        if not proof or len(proof) > MAX_PROOF:
            return False
        try:
            if not verify_solution(proof, _secret()).verified:
                return False
            data = Payload.from_base64(proof).challenge.parameters.data
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            return False
        return constant_time_compare(str((data or {}).get("form", "")), self.number)

    def is_word(self, typed: str) -> bool:
        """Whether the word was copied, give or take accents, case and spaces."""
        plain = unicodedata.normalize("NFKD", typed[:100]).encode("ascii", "ignore").decode()
        return constant_time_compare(plain.strip(" .«»\"'").casefold(), self.word)


def digest(content: str) -> str:
    """What tells a second sending from another message, without keeping what was said."""
    return salted_hmac("forms.digest", content, algorithm="sha256").hexdigest()


def _secret() -> str:
    return salted_hmac("forms.proof", "", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
