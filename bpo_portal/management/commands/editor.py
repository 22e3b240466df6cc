import getpass
import sys

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.crypto import get_random_string

from bpo_portal.accounts import second_factor

# Without 0, O, 1, I and l: a generated password is read out and typed.
READABLE = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Command(BaseCommand):
    help = "Creates one editor, moves one to another group, or resets the second factor of one whose phone is lost."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name to log in with, such as asha")
        parser.add_argument("--group", help="what the editor may do: Writer, Publisher or Auditor")
        parser.add_argument("--email", default="", help="an address to reach the editor")
        parser.add_argument("--generate", action="store_true", help="make a password and print it once")
        parser.add_argument(
            "--reset-second-factor", action="store_true", help="forget the editor's app and recovery codes"
        )

    def handle(self, *, name, group, email, generate, reset_second_factor, **options):
        editor = User.objects.filter(username=name).first()
        if reset_second_factor:
            self.reset(editor, name)
            return
        if editor is None:
            self.create(name, email, self.group(group), generate)
        else:
            self.move(editor, group)

    def group(self, name):
        if not name:
            raise CommandError("Say what the editor may do: --group Writer, --group Publisher or --group Auditor.")
        group = Group.objects.filter(name__iexact=name).first()
        if group is None:
            known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
            raise CommandError(
                f"There is no group “{name}”. "
                + (f"Choose one of: {known}." if known else "There are no groups yet: run “manage.py migrate” first.")
            )
        return group

    def create(self, name, email, group, generate):
        editor = User(username=name, email=email, is_staff=True)
        try:
            editor.full_clean(exclude=["password"])
        except ValidationError as error:
            told = [f"{field}: {' '.join(words)}" for field, words in error.message_dict.items()]
            raise CommandError("No editor was created. " + " ".join(told)) from None
        password = self.generated(editor) if generate else self.asked(editor)
        editor.set_password(password)
        with transaction.atomic():
            editor.save()
            editor.groups.set([group])
        self.stdout.write(f"Created {name} in the group {group.name}.")
        if generate:
            self.stdout.write(f"Password, shown this once: {password}")
            self.stdout.write("Hand it over in person or by phone; it can be changed under “Your account”.")

    def move(self, editor, group):
        held = sorted(editor.groups.values_list("name", flat=True))
        said = ", ".join(held) if held else "no group"
        if not group:
            self.stdout.write(f"{editor.username} exists already, in {said}. Nothing was changed.")
            self.stdout.write(f"To set a new password: manage.py changepassword {editor.username}")
            return
        wanted = self.group(group)
        if held == [wanted.name]:
            self.stdout.write(f"{editor.username} exists already, in {said}. Nothing was changed.")
            return
        editor.groups.set([wanted])
        self.stdout.write(f"{editor.username} exists already and is now in {wanted.name} (before: {said}).")

    def reset(self, editor, name):
        if editor is None:
            raise CommandError(f"There is no editor “{name}”.")
        second_factor.reset([editor])
        self.stdout.write(f"The second factor of {name} is reset: the next log-in connects an app again.")

    def generated(self, editor):
        password = get_random_string(16, READABLE)
        validate_password(password, editor)
        return password

    def asked(self, editor):
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal to ask for a password. Add --generate to have one made.")
        for rule in password_validators_help_texts():
            self.stdout.write(f"- {rule}")
        while True:
            password = getpass.getpass("Password: ")
            try:
                validate_password(password, editor)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if getpass.getpass("Once more: ") == password:
                return password
            self.stderr.write("The two are not the same. Type it again.")
