import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0010_not_stated"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="alias",
            options={
                "ordering": ["role", "position", "pk"],
                "verbose_name": "other name",
                "verbose_name_plural": "also called",
            },
        ),
        migrations.AlterModelOptions(
            name="certification",
            options={"ordering": ["name"], "verbose_name": "certificate", "verbose_name_plural": "certificates"},
        ),
        migrations.AlterModelOptions(
            name="explainer",
            options={
                "default_permissions": ("add", "change", "delete", "view", "publish", "import"),
                "ordering": ["position", "title"],
                "verbose_name": "guide",
                "verbose_name_plural": "guides",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalalias",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical other name",
                "verbose_name_plural": "historical also called",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalcertification",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical certificate",
                "verbose_name_plural": "historical certificates",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalexplainer",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical guide",
                "verbose_name_plural": "historical guides",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaljobtypecitation",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical source of a field",
                "verbose_name_plural": "historical sources of job types’ fields",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaljobtypepoint",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical line about a job type",
                "verbose_name_plural": "historical lines about job types",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalrolecertification",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical certificate",
                "verbose_name_plural": "historical certificates of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalrolecitation",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical source of a field",
                "verbose_name_plural": "historical sources of roles’ fields",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalroleindustry",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical industry",
                "verbose_name_plural": "historical industries of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalrolemetric",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical metric",
                "verbose_name_plural": "historical metrics of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalroleskill",
            options={
                "default_permissions": (),
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical skill",
                "verbose_name_plural": "historical skills of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="jobtypecitation",
            options={
                "ordering": ["job_type", "field", "source"],
                "verbose_name": "source of a field",
                "verbose_name_plural": "sources of job types’ fields",
            },
        ),
        migrations.AlterModelOptions(
            name="jobtypepoint",
            options={
                "ordering": ["job_type", "kind", "position", "pk"],
                "verbose_name": "line about a job type",
                "verbose_name_plural": "lines about job types",
            },
        ),
        migrations.AlterModelOptions(
            name="rolecertification",
            options={
                "ordering": ["role", "position", "pk"],
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="rolecitation",
            options={
                "ordering": ["role", "field", "source"],
                "verbose_name": "source of a field",
                "verbose_name_plural": "sources of roles’ fields",
            },
        ),
        migrations.AlterModelOptions(
            name="roleindustry",
            options={
                "ordering": ["role", "position", "pk"],
                "verbose_name": "industry",
                "verbose_name_plural": "industries of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="rolemetric",
            options={
                "ordering": ["role", "position", "pk"],
                "verbose_name": "metric",
                "verbose_name_plural": "metrics of roles",
            },
        ),
        migrations.AlterModelOptions(
            name="roleskill",
            options={
                "ordering": ["role", "position", "pk"],
                "verbose_name": "skill",
                "verbose_name_plural": "skills of roles",
            },
        ),
        migrations.AlterField(
            model_name="historicalrolecertification",
            name="certification",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="roles.certification",
                verbose_name="certificate",
            ),
        ),
        migrations.AlterField(
            model_name="rolecertification",
            name="certification",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="role_certifications",
                to="roles.certification",
                verbose_name="certificate",
            ),
        ),
    ]
