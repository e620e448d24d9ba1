"""Reads settings from environment variables; what is wrong is collected, and told by a system check that names it."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.conf.locale import LANG_INFO

from search.engines.elasticsearch import address as search_address

DATABASE_ENGINE = "database://"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one variable, and what would be right."""

    variable: str
    message: str

    def __str__(self) -> str:
        return f"{self.variable}: {self.message}"


@dataclass(slots=True)
class Environment:
    """The variables of this process and the problems met in reading them.

    A wrong value falls back to a harmless one, so that `manage.py check` can still start and say what is wrong.
    """

    problems: list[Problem] = field(default_factory=list)

    def text(self, variable: str, default: str = "") -> str:
        """The value, or the default where it is missing or empty."""
        return os.environ.get(variable) or default

    def required(self, variable: str, why: str) -> str:
        """The value; where it is missing, a problem, and a placeholder that lets the checks run."""
        if not (value := os.environ.get(variable, "")):
            self.problems.append(Problem(variable, f"is not set. {why}"))
        return value or "missing-" * 8

    def words(self, variable: str, required: str = "") -> list[str]:
        """`a.fr, b.fr` as a list; empty where it is missing, which is a problem if `required` tells why."""
        words = [word.strip() for word in os.environ.get(variable, "").split(",") if word.strip()]
        if required and not words:
            self.problems.append(Problem(variable, f"is not set. {required}"))
        return words

    def languages(self, variable: str, default: str, *, first: str) -> list[tuple[str, str]]:
        """`fr,en,de` with each language's name for itself; the first is always the interface's own."""
        codes = self.words(variable) or default.split(",")
        known = [code for code in codes if "name_local" in LANG_INFO.get(code, {})]
        if unknown := sorted(set(codes) - set(known)):
            self.problems.append(Problem(variable, f"has {', '.join(unknown)}; use codes such as fr, en, de, pt-br."))
        if first not in known:
            self.problems.append(Problem(variable, f"lacks {first!r}, the language that all texts exist in."))
        return [(code, LANG_INFO[code]["name_local"].capitalize()) for code in dict.fromkeys([first, *known])]

    def flag(self, variable: str, *, default: bool) -> bool:
        """1/0, true/false, yes/no, on/off."""
        if (value := os.environ.get(variable)) is None:
            return default
        if value.lower() not in TRUE | FALSE:
            self.problems.append(Problem(variable, f"is {value!r}; use 1 or 0."))
            return default
        return value.lower() in TRUE

    def choice(self, variable: str, default: str, allowed: set[str]) -> str:
        """One of the allowed words."""
        if (value := self.text(variable, default)) not in allowed:
            self.problems.append(Problem(variable, f"is {value!r}; use one of {', '.join(sorted(allowed))}."))
            return default
        return value

    def number(self, variable: str, default: int, *, minimum: int = 0) -> int:
        """A whole number, not below the minimum."""
        value = os.environ.get(variable) or str(default)
        if not value.isdecimal() or int(value) < minimum:
            self.problems.append(Problem(variable, f"is {value!r}; use a whole number, {minimum} or more."))
            return default
        return int(value)

    def address(self, variable: str, default: str) -> str:
        """An http or https address without a final slash."""
        value = self.text(variable, default)
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self.problems.append(Problem(variable, f"is {value!r}; use an address such as https://example.org."))
            return default
        return value.rstrip("/")

    def database(self, variable: str, sqlite_file: Path) -> dict[str, Any]:
        """Django's settings of a PostgreSQL or SQLite database given as an address; by default SQLite, in that file."""
        default = f"sqlite:///{sqlite_file}"
        try:
            settings = dict(dj_database_url.parse(self.text(variable, default)))
            if settings["ENGINE"] not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
                raise ValueError(settings["ENGINE"])
        except (ValueError, KeyError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
            self.problems.append(
                Problem(variable, "is not understood; use postgres://user:password@host:5432/name or sqlite:///file.")
            )
            settings = dict(dj_database_url.parse(default))
        settings["OPTIONS"] = SQLITE_OPTIONS if str(settings["ENGINE"]).endswith("sqlite3") else POSTGRESQL_OPTIONS
        return settings

    def mail(self, variable: str) -> dict[str, Any]:
        """Django's settings of an SMTP server: `smtp://user:password@host:587?tls=1`, `smtps://…`, or `console:`."""
        settings = {"EMAIL_BACKEND": MAIL_BACKENDS["smtp"], "EMAIL_HOST": "localhost", "EMAIL_PORT": 25}
        value = self.text(variable)
        if not value:
            return settings
        try:
            parts = urlsplit(value)
            tls = parse_qs(parts.query, strict_parsing=bool(parts.query)).get("tls", ["0"])[-1]
            if parts.scheme not in MAIL_BACKENDS or tls not in TRUE | FALSE:
                raise ValueError(value)
            return settings | {
                "EMAIL_BACKEND": MAIL_BACKENDS[parts.scheme],
                "EMAIL_HOST": parts.hostname or "localhost",
                "EMAIL_PORT": parts.port or {"smtps": 465}.get(parts.scheme, 587 if tls in TRUE else 25),
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_SSL": parts.scheme == "smtps",
                "EMAIL_USE_TLS": parts.scheme == "smtp" and tls in TRUE,
            }
        except ValueError:
            # The value may hold a password: it isn't repeated.
            self.problems.append(Problem(variable, "is not understood; use smtp://user:password@host:587?tls=1."))
            return settings

    def search(self, variable: str) -> str:
        """Which search engine answers: the database's, or a cluster. What is told of a wrong one holds no password."""
        value = self.text(variable, DATABASE_ENGINE)
        if value.startswith(DATABASE_ENGINE):
            return value
        try:
            search_address.parse(value)
        except search_address.AddressError as error:
            self.problems.append(Problem(variable, f"{error} The engine inside is {DATABASE_ENGINE}."))
            return DATABASE_ENGINE
        return value


MAIL_BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
}
# Writers wait for each other instead of failing, and readers never wait.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
# Reconnecting costs more than the query: each process keeps a few connections and gives them back after a request.
POSTGRESQL_OPTIONS: dict[str, Any] = {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}, "connect_timeout": 5}
