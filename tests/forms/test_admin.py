"""Messages in the admin: who reads them, what the team does with them, what leaves in a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from forms.choices import MailState
from forms.models import ContactPage, FormSubmission, Mail
from tests.factories import UserFactory
from tests.forms.conftest import Writer

pytestmark = pytest.mark.django_db
LIST = "/admin/messages/"


def member(*permissions: str, **more: Any) -> User:
    """Somebody of the team with these permissions."""
    user: User = UserFactory(**more)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    return user


@pytest.fixture
def desk(writer: Writer) -> Client:
    """Signed in as somebody who follows messages up."""
    client = Client()
    client.force_login(member("change_formsubmission", username="desk"))
    return client


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content.decode(), "html.parser").get_text(" ").split())


def test_who_may_not_read_messages_reads_none(writer: Writer, page: ContactPage) -> None:
    writer.write()
    submission = FormSubmission.objects.get()
    client = Client()
    editor = member(username="editor")
    editor.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
    client.force_login(editor)

    for path in ("", "results/", f"edit/{submission.pk}/", f"delete/{submission.pk}/", f"history/{submission.pk}/"):
        answer = client.get(LIST + path)
        assert answer.status_code in {302, 403, 404}
        assert "Martin" not in answer.content.decode()
    for action in ("send_again", "let_through", "set_aside"):
        assert client.post(f"{LIST}{action}/{submission.pk}/").status_code in {302, 403}


def test_wagtail_s_own_list_of_submissions_shows_nothing_to_anybody(
    writer: Writer, page: ContactPage, admin_client: Client
) -> None:
    writer.write()

    for path in ("", f"submissions/{page.pk}/", f"submissions/{page.pk}/?export=csv", f"submissions/{page.pk}/delete/"):
        answer = admin_client.get(f"/admin/forms/{path}")
        body = answer.content.decode()
        assert "Martin" not in body
        assert "camille" not in body


def test_the_list_says_who_wrote_when_and_what_is_to_be_done(desk: Client, writer: Writer) -> None:
    writer.write()
    Mail.objects.filter(kind="notice").update(state=MailState.FAILED)

    said = words(desk.get(LIST))

    for expected in ("Camille Martin", "Un citoyen, une citoyenne", "Nouveau", "À regarder"):
        assert expected in said


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"status": "new"}, True),
        ({"status": "closed"}, False),
        ({"audience": "citizen"}, True),
        ({"audience": "operator"}, False),
        ({"quarantined": "true"}, False),
        ({"mail_state": "waiting"}, True),
        ({"mail_state": "sent"}, False),
        ({"received_at_from": "2100-01-01"}, False),
        ({"q": "CAMILLE@exemple"}, True),
        ({"q": "l’avez-vous vue"}, True),
        ({"q": "personne d’autre"}, False),
    ],
)
def test_the_list_is_narrowed(filters: dict[str, str], found: bool, desk: Client, writer: Writer) -> None:
    writer.write()

    assert ("Camille Martin" in words(desk.get(LIST, filters))) is found


def test_a_message_is_read_followed_up_and_never_rewritten(desk: Client, writer: Writer) -> None:
    writer.write(message="Ligne une\n<script>alert(1)</script>")
    submission = FormSubmission.objects.get()
    colleague = member("change_formsubmission", username="colleague")

    shown = desk.get(f"{LIST}edit/{submission.pk}/")
    assert "&lt;script&gt;alert(1)" in shown.content.decode()
    answer = desk.post(
        f"{LIST}edit/{submission.pk}/",
        {"status": "in_progress", "assigned_to": colleague.pk, "note": "Voir avec Toulouse.", "answers": "[]"},
    )

    assert answer.status_code == 302
    submission.refresh_from_db()
    assert (submission.status, submission.assigned_to, submission.note) == (
        "in_progress", colleague, "Voir avec Toulouse.",
    )  # fmt: skip
    assert submission.answer("last_name") == "Martin"


def test_what_a_colleague_wrote_meanwhile_is_told_before_it_is_replaced(desk: Client, writer: Writer) -> None:
    writer.write()
    address = f"{LIST}edit/{FormSubmission.objects.get().pk}/"
    mine = {
        "status": "answered",
        "assigned_to": "",
        "note": "Répondu par téléphone.",
        "seen": seen_in(desk.get(address)),
    }
    FormSubmission.objects.update(note="Toulouse s’en occupe.")

    told = desk.post(address, mine)

    assert "Quelqu’un vient de changer ce suivi" in words(told)
    assert "Toulouse s’en occupe." in words(told)
    assert "Répondu par téléphone." in told.content.decode()
    assert FormSubmission.objects.get().note == "Toulouse s’en occupe."
    desk.post(address, mine | {"seen": seen_in(told)})
    assert FormSubmission.objects.get().note == "Répondu par téléphone."


def seen_in(response: Any) -> str:
    """What the form says of the follow-up that it shows."""
    field = BeautifulSoup(response.content, "html.parser").select_one("input[name=seen]")
    assert field
    return str(field["value"])


def test_it_is_given_to_those_who_may_read_it_only(desk: Client, writer: Writer) -> None:
    writer.write()
    stranger = member(username="stranger")

    answer = desk.post(
        f"{LIST}edit/{FormSubmission.objects.get().pk}/", {"status": "new", "assigned_to": stranger.pk, "note": ""}
    )

    assert answer.status_code == 200
    assert FormSubmission.objects.get().assigned_to is None


def test_nothing_says_that_a_message_is_published(desk: Client, writer: Writer) -> None:
    writer.write()

    assert "Publié" not in words(desk.get(f"{LIST}edit/{FormSubmission.objects.get().pk}/"))


def test_nobody_adds_a_message(admin_client: Client) -> None:
    assert admin_client.get(f"{LIST}new/", follow=True).status_code == 404
    assert "/new/" not in admin_client.get(LIST).content.decode()


def test_mails_that_did_not_leave_are_sent_again_on_demand_only(desk: Client, writer: Writer) -> None:
    writer.write()
    Mail.objects.filter(kind="notice").update(state=MailState.UNCERTAIN, trouble="interrupted")
    Mail.objects.filter(kind="acknowledgement").update(state=MailState.SENT, sent_at=timezone.now())
    submission = FormSubmission.objects.get()
    assert "il est peut-être parti" in words(desk.get(f"{LIST}edit/{submission.pk}/"))

    desk.post(f"{LIST}send_again/{submission.pk}/")

    assert dict(Mail.objects.values_list("kind", "state")) == {"notice": "waiting", "acknowledgement": "sent"}


def test_after_a_day_of_refusals_all_that_was_turned_down_is_sent_again_at_once(desk: Client, writer: Writer) -> None:
    for number in range(3):
        writer.write(message=f"Question {number}")
    assert "send_all_again" not in desk.get(LIST).content.decode()
    first, second, third = FormSubmission.objects.order_by("pk")
    Mail.objects.filter(submission__in=[first, second]).update(state=MailState.FAILED, reply=554, trouble="refused")
    Mail.objects.filter(submission=third).update(state=MailState.UNCERTAIN)
    FormSubmission.objects.filter(pk=second.pk).update(quarantined=True)
    assert "Renvoyer 2 courriels refusés" in words(desk.get(LIST))
    assert "2 courriels ne sont pas partis" in words(desk.get(f"{LIST}send_all_again/"))
    assert not Mail.objects.filter(state=MailState.WAITING).exists()

    assert "Courriels à renvoyer : 2." in words(desk.post(f"{LIST}send_all_again/", follow=True))

    # What may have left, and what is in quarantine, wait for a person.
    states = {(mail.submission_id, mail.state) for mail in Mail.objects.all()}
    assert states == {(first.pk, "waiting"), (second.pk, "failed"), (third.pk, "uncertain")}


def test_who_may_not_follow_up_sends_nothing_again(writer: Writer) -> None:
    client = Client()
    client.force_login(member(username="editor"))
    writer.write()
    Mail.objects.update(state=MailState.FAILED)

    for answer in (client.get(f"{LIST}send_all_again/"), client.post(f"{LIST}send_all_again/")):
        assert answer.status_code in {302, 403}
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.FAILED}


def test_quarantine_is_left_and_entered_by_hand(desk: Client, writer: Writer) -> None:
    asked = writer.write(form_website="x")
    writer.send(asked, form_word=asked.word_to_copy, form_website="x")
    submission = FormSubmission.objects.get()
    assert "champ invisible rempli" in words(desk.get(f"{LIST}edit/{submission.pk}/"))

    desk.post(f"{LIST}let_through/{submission.pk}/")
    assert Mail.objects.filter(state=MailState.WAITING).count() == 2
    desk.post(f"{LIST}set_aside/{submission.pk}/")

    assert FormSubmission.objects.get().quarantined
    assert Mail.objects.count() == 0


def test_an_export_needs_its_own_permission(desk: Client, writer: Writer) -> None:
    assert desk.get(LIST, {"export": "csv"}).status_code in {302, 403}
    assert "export=csv" not in desk.get(LIST).content.decode()


FORMULAS = ("=1+1", "+33 1 02 03 04 05", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil")')


@pytest.mark.parametrize("formula", FORMULAS)
def test_exports_run_no_formula(formula: str, writer: Writer) -> None:
    client = Client()
    client.force_login(member("change_formsubmission", "export_formsubmission", username="exporter"))
    writer.write()
    FormSubmission.objects.update(note=formula, form_title=formula)

    table = client.get(LIST, {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(table.streaming_content).decode())))
    book = client.get(LIST, {"export": "xlsx"})
    cells = [cell for row in load_workbook(io.BytesIO(b"".join(book.streaming_content))).active for cell in row]

    assert "Camille" in rows[0]["Réponses"]
    assert (rows[0]["De"], rows[0]["Adresse e-mail"]) == ("Camille Martin", "camille@exemple.fr")
    # The hour of here, as a clock on the wall shows it.
    assert rows[0]["Reçu le"] == timezone.localtime(FormSubmission.objects.get().received_at).strftime(
        "%Y-%m-%d %H:%M:%S"
    )
    for value in (value for row in rows for value in row.values()):
        assert not value.lstrip().startswith(("=", "+", "-", "@"))
    for cell in cells:
        assert cell.data_type != "f"
        assert not str(cell.value).lstrip().startswith(("=", "+", "-", "@"))


def test_lists_need_the_same_queries_for_many_messages(desk: Client, writer: Writer) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    writer.write()
    queries()
    few = queries()
    for number in range(4):
        writer.write(message=f"Question {number}")

    assert queries() == few


def test_deleting_a_page_tells_that_its_messages_stay(writer: Writer, page: ContactPage, admin_client: Client) -> None:
    writer.write()

    answer = admin_client.post(f"/admin/pages/{page.pk}/delete/", follow=True)

    assert "reste dans « Messages »" in words(answer)
    assert FormSubmission.objects.count() == 1


def test_the_team_edits_fields_and_their_roles_in_the_admin(page: ContactPage, admin_client: Client) -> None:
    shown = admin_client.get(f"/admin/pages/{page.pk}/edit/")

    assert shown.status_code == 200
    said = words(shown)
    for expected in ("Champs", "Rôle", "conservation, en mois", "Destinataire"):
        assert expected.lower() in said.lower()


def test_a_role_asks_for_a_type_that_can_play_it(page: ContactPage) -> None:
    from django.core.exceptions import ValidationError

    field = page.form_fields.all()[3]
    field.field_type = "date"

    with pytest.raises(ValidationError, match="Adresse e-mail"):
        field.clean()


def test_messages_kept_for_a_shorter_time_follow_the_page(writer: Writer, page: ContactPage) -> None:
    writer.write()
    before = FormSubmission.objects.get().kept_until

    page.retention_months = 1
    page.save_revision().publish()

    after = FormSubmission.objects.get().kept_until
    assert after < before - timedelta(days=300)
