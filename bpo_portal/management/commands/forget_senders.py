from django.core.management.base import BaseCommand
from django.utils import timezone

from roles.models import ReportCount


class Command(BaseCommand):
    help = "Delete the counts that limit readers' reports and are over. The next report does so too; run this daily."

    def handle(self, **options):
        gone = ReportCount.objects.forget_past(timezone.now())
        self.stdout.write(self.style.SUCCESS(f"Forgot {gone} counts."))
