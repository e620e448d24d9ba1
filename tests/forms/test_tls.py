"""Mail over TLS: by STARTTLS, and from the first byte; what an operator is told when the door stays closed."""

import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

from forms.choices import MailState, Trouble
from forms.mailing import Delivery, deliver_due
from forms.models import ContactPage, Mail
from mcm_site.environment import Environment
from tests.forms.conftest import Writer
from tests.forms.smtp import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that its owner made, for a server on this machine; its key is in the same file."""
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "server.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    parts = [*command.split(), names, "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(parts, check=True, capture_output=True)  # noqa: S603 - our own words
    made.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return made


@pytest.fixture
def written(writer: Writer, page: ContactPage) -> None:
    page.recipients = []
    page.save()
    writer.write()
    Mail.objects.filter(kind="notice").delete()


@pytest.fixture
def secure(smtp: MailServer, certificate: Path) -> MailServer:
    """The mail server, with its certificate."""
    smtp.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    smtp.tls.load_cert_chain(certificate)
    return smtp


def use(settings: Any, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """As with that EMAIL_URL."""
    monkeypatch.setenv("EMAIL_URL", address)
    for name, value in Environment().mail("EMAIL_URL").items():
        setattr(settings, name, value)


@pytest.mark.parametrize("implicit", [False, True], ids=["STARTTLS", "implicit"])
@pytest.mark.parametrize("trusted", [True, False])
def test_mail_leaves_over_tls_to_a_server_that_is_trusted_and_to_no_other(
    *,
    implicit: bool,
    trusted: bool,
    written: None,
    secure: MailServer,
    certificate: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    secure.implicit = implicit
    scheme, query = ("smtps", "") if implicit else ("smtp", "?tls=1")
    use(settings, monkeypatch, f"{scheme}://127.0.0.1:{secure.port}{query}")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    Delivery(interval=1).once()

    mail = Mail.objects.get()
    if trusted:
        assert mail.state == MailState.SENT
        assert secure.secured == 1
        assert len(secure.kept) == 1
    else:
        assert (mail.state, mail.trouble) == (MailState.WAITING, Trouble.CLOSED)
        assert secure.kept == []
        assert "certificate verify failed" in caplog.text


def test_nothing_leaves_in_clear_when_tls_is_asked_and_not_there(
    written: None, smtp: MailServer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(settings, monkeypatch, f"smtp://127.0.0.1:{smtp.port}?tls=1")

    Delivery(interval=1).once()

    assert (Mail.objects.get().trouble, smtp.kept) == (Trouble.CLOSED, [])


def test_a_wrong_password_is_told_as_such_and_a_right_one_opens(
    written: None,
    secure: MailServer,
    certificate: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    clock: Any,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    use(settings, monkeypatch, f"smtp://mob:m%40t@127.0.0.1:{secure.port}?tls=1")
    secure.login = "535 no"

    Delivery(interval=1).once()
    assert (Mail.objects.get().state, Mail.objects.get().trouble) == (MailState.WAITING, Trouble.CLOSED)

    secure.login = "235 welcome"
    clock.shift(60)
    assert deliver_due() == 1
