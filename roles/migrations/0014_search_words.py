from django.db import migrations, models

SEARCHED = {"roles_role": "search_words", "roles_explainer": "body"}
HELP_TEXT = "What people type who mean this role, in any language, such as: accountant, लेखाकार. Not shown."


def name(table, column):
    return f"{table}_{column}_trgm"


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column in SEARCHED.items():
            schema_editor.execute(
                f'CREATE INDEX "{name(table, column)}" ON "{table}" USING gin ("{column}" gin_trgm_ops)'
            )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column in SEARCHED.items():
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name(table, column)}"')


class Migration(migrations.Migration):
    dependencies = [("roles", "0013_colours_of_lines")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="search_words",
            field=models.CharField(blank=True, max_length=200, verbose_name="search words", help_text=HELP_TEXT),
        )
        for model in ("historicalrole", "role")
    ] + [migrations.RunPython(add, remove)]
