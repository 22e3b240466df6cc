"""Rights on the queue of readers' reports; log-ins to read for the Auditor."""

from django.db import migrations

from bpo_portal.groups import AUDITOR, PUBLISHER, WRITER, grant

LOG_INS = ("axes.accessattempt", "axes.accesslog", "axes.accessfailurelog")


def give(apps, schema_editor):
    grant(apps, WRITER, {"roles.readerreport": ("view", "change")})
    grant(apps, PUBLISHER, {"roles.readerreport": ("view", "change", "delete")})
    grant(apps, AUDITOR, dict.fromkeys(("roles.readerreport", *LOG_INS), ("view",)))


class Migration(migrations.Migration):
    dependencies = [
        ("bpo_portal", "0002_recovery_codes"),
        ("roles", "0007_source_addresses"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
