"""`manage.py editor`, as an administrator types it."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from bpo_portal.accounts import second_factor
from bpo_portal.management.commands import editor as command
from bpo_portal.models import RecoverySet

pytestmark = pytest.mark.django_db
PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def groups(db):
    for name in ("Writer", "Publisher", "Auditor"):
        Group.objects.get_or_create(name=name)


@pytest.fixture
def terminal(monkeypatch):
    """A person at a terminal who types the given answers."""

    def types(*answers):
        waiting = iter(answers)
        monkeypatch.setattr(command.sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(command.getpass, "getpass", lambda _prompt: next(waiting))

    return types


def editor(*words) -> str:
    out = StringIO()
    call_command("editor", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_it_creates_an_editor_who_can_log_in(terminal, client):
    terminal(PASSWORD, PASSWORD)
    told = editor("asha", "--group", "Writer", "--email", "asha@example.org")
    assert "at least 12 characters" in told
    assert "Created asha in the group Writer." in told
    asha = User.objects.get()
    assert (asha.username, asha.email, asha.is_staff, asha.is_superuser) == ("asha", "asha@example.org", True, False)
    assert [group.name for group in asha.groups.all()] == ["Writer"]
    assert asha.check_password(PASSWORD)


def test_it_asks_again_until_a_password_will_do(terminal):
    terminal("short", "123456789012", PASSWORD, "something else", PASSWORD, PASSWORD)
    told = editor("asha", "--group", "writer")
    assert "too short" in told
    assert "entirely numeric" in told
    assert "not the same" in told
    assert User.objects.get().check_password(PASSWORD)


def test_it_makes_a_password(client):
    told = editor("asha", "--group", "Writer", "--generate")
    password = told.split("shown this once: ")[1].split()[0]
    assert len(password) == 16
    assert User.objects.get().check_password(password)


def test_run_again_it_changes_the_group_and_nothing_else(terminal):
    editor("asha", "--group", "Writer", "--generate")
    before = User.objects.get().password
    assert "asha exists already, in Writer. Nothing was changed." in editor("asha", "--group", "Writer", "--generate")
    assert "Nothing was changed." in editor("asha")
    assert "is now in Publisher (before: Writer)" in editor("asha", "--group", "Publisher")
    assert [group.name for group in User.objects.get().groups.all()] == ["Publisher"]
    assert User.objects.get().password == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["asha"], "Say what the editor may do: --group Writer"),
        (["asha", "--group", "Boss"], "There is no group “Boss”. Choose one of: Auditor, Publisher, Writer."),
        (["a b", "--group", "Writer", "--generate"], "No editor was created. username: Enter a valid username"),
        (["asha", "--group", "Writer", "--email", "asha", "--generate"], "email: Enter a valid email address."),
        (["asha", "--group", "Writer"], "Add --generate"),
        (["asha", "--reset-second-factor"], "There is no editor “asha”."),
    ],
)
def test_errors_say_what_to_do(words, told, monkeypatch):
    monkeypatch.setattr(command.sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(CommandError, match=re.escape(told)):
        editor(*words)
    assert not User.objects.exists()


def test_without_groups_it_names_the_way(monkeypatch):
    Group.objects.all().delete()
    with pytest.raises(CommandError, match=r"run “manage\.py migrate” first"):
        editor("asha", "--group", "Writer", "--generate")


def test_it_lets_a_locked_out_administrator_in_again():
    boss = User.objects.create_superuser("boss", password=PASSWORD)
    TOTPDevice.objects.create(user=boss, name="app")
    second_factor.new_recovery_codes(boss)
    assert "the next log-in connects an app again" in editor("boss", "--reset-second-factor")
    assert not TOTPDevice.objects.exists()
    assert not RecoverySet.objects.exists()
