from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from roles.seeding import BrokenFixture, seed


class Command(BaseCommand):
    help = "Load the fixtures, or top them up. What an editor has changed, retired or removed stays as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="where the JSON files are (fixtures/)"
        )

    def handle(self, *, folder: Path, **options):
        if not any(folder.glob("*.json")):
            raise CommandError(f"There is no fixture (*.json) in {folder}.")
        try:
            reports = seed(folder, self.stdout.write)
        except BrokenFixture as error:
            raise CommandError(f"{error}\nNothing was loaded. Mend the fixture and run seed again.") from error
        for name, report in reports.items():
            for row in report.kept:
                self.stdout.write(f"  kept as edited, {name}: {row}")
        added = sum(report.added for report in reports.values())
        updated = sum(report.updated for report in reports.values())
        kept = sum(len(report.kept) for report in reports.values())
        self.stdout.write(self.style.SUCCESS(f"Seeded: {added} added, {updated} updated, {kept} kept as edited."))
