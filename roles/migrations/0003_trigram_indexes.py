"""Indexes by three letters, for search on PostgreSQL; SQLite reads its small catalogue whole."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

SEARCHED = {
    "roles_role": ["title", "summary"],
    "roles_alias": ["name"],
    "roles_duty": ["text"],
    "roles_roleskill": ["text"],
    "roles_skill": ["name"],
    "roles_occupationcode": ["code", "title"],
    "roles_glossaryterm": ["term", "stands_for", "hindi", "meaning"],
    "roles_faq": ["question", "answer"],
    "roles_explainer": ["title", "summary"],
}


def name(table, column):
    return f"{table}_{column}_trgm"


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, columns in SEARCHED.items():
            for column in columns:
                schema_editor.execute(
                    f'CREATE INDEX "{name(table, column)}" ON "{table}" USING gin ("{column}" gin_trgm_ops)'
                )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, columns in SEARCHED.items():
            for column in columns:
                schema_editor.execute(f'DROP INDEX IF EXISTS "{name(table, column)}"')


class Migration(migrations.Migration):
    dependencies = [("roles", "0002_reserved_slugs_and_date_precision")]

    operations = [TrigramExtension(), migrations.RunPython(add, remove)]
