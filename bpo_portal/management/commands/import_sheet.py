import sys
import time
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from roles.spreadsheets import COMMAND_LIMITS, UnreadableFile, read_table, sheets


class Command(BaseCommand):
    help = "Import a CSV or XLSX sheet of any size: all of it or, when a row is wrong, nothing. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("model", help=f"what the rows are: {', '.join(sorted(sheets()))}")
        parser.add_argument("file", type=Path, help="the sheet, .csv or .xlsx, with the columns of an export")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument("--author", default="", help="the user name that history shows")

    def handle(self, *, model: str, file: Path, dry_run: bool, author: str, **options):
        sheet = sheets().get(model.lower())
        if sheet is None:
            raise CommandError(f"There is no sheet of “{model}”. Known ones: {', '.join(sorted(sheets()))}.")
        user = self.user(author)
        try:
            if file.stat().st_size > COMMAND_LIMITS.file_bytes:
                raise CommandError(f"{file} is larger than {COMMAND_LIMITS.file_bytes // 1_000_000} MB. Split it.")
            table = read_table(file.name, file.read_bytes(), COMMAND_LIMITS)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from error
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file.name}: {len(table)} rows")
        start = time.monotonic()
        report = sheet(tell=self.tell).run(table, write=not dry_run, author=user, file=file.name)
        if report.mistakes:
            for mistake in report.mistakes:
                self.stderr.write(f"  {mistake}")
            rest = f" Reading stopped at row {report.stopped_at}." if report.stopped_at else ""
            raise CommandError(f"{len(report.mistakes)} mistakes. Nothing was imported.{rest}")
        for row in report.rows[:20] if dry_run else ():
            told = ", ".join(change.column for change in row.changes)
            self.stdout.write(f"  row {row.number}, {row.key}: {'new' if row.is_new else told}")
        verb = "Would import" if dry_run else "Imported"
        self.stdout.write(
            self.style.SUCCESS(
                f"{verb}: {len(report.new)} new, {len(report.changed)} changed, {report.unchanged} unchanged"
                f" ({time.monotonic() - start:.1f} s)."
            )
        )

    def tell(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        sys.stdout.flush()

    @staticmethod
    def user(name: str):
        if not name:
            return None
        users = get_user_model()
        try:
            return users.objects.get_by_natural_key(name)
        except users.DoesNotExist:
            raise CommandError(f"There is no user “{name}”.") from None
