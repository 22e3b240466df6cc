from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef

from roles.models.history import ADDED, CHUNK, has_history, record


class Command(BaseCommand):
    help = "Give every row that has no history yet a first entry, as it now stands. Needed once, for an older database."

    @transaction.atomic
    def handle(self, **options):
        total = 0
        for model in filter(has_history, apps.get_models()):
            known = model.history.filter(**{model._meta.pk.attname: OuterRef("pk")})
            rows = list(model._base_manager.filter(~Exists(known)))
            for start in range(0, len(rows), CHUNK):
                record(rows[start : start + CHUNK], ADDED, "First entry of history")
            if rows:
                self.stdout.write(f"{len(rows):>6}  {model._meta.verbose_name_plural}")
            total += len(rows)
        self.stdout.write(self.style.SUCCESS(f"Recorded: {total} rows." if total else "Every row has history already."))
