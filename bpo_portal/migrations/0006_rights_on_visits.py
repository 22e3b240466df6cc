"""Every group may see how often roles were visited."""

from django.db import migrations

from bpo_portal.groups import AUDITOR, PUBLISHER, WRITER, grant


def give(apps, schema_editor):
    for group in (AUDITOR, PUBLISHER, WRITER):
        grant(apps, group, {"bpo_portal.visitcount": ("view",)})


class Migration(migrations.Migration):
    dependencies = [
        ("bpo_portal", "0005_versions"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
