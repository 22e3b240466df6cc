"""Indexes by three letters, for search on PostgreSQL."""

from django.db import migrations

COLUMNS = ["text", "looks_for", "answer"]


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(
                f'CREATE INDEX "interviews_question_{column}_trgm" ON "interviews_question" '
                f'USING gin ("{column}" gin_trgm_ops)'
            )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(f'DROP INDEX IF EXISTS "interviews_question_{column}_trgm"')


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial"), ("roles", "0003_trigram_indexes")]

    operations = [migrations.RunPython(add, remove)]
