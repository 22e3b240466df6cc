from django.db import migrations, models

PAGES = {
    "roles.jobtype": "type",
    "roles.role": "role",
    "roles.explainer": "explainer",
    "interviews.guide": "guide",
    "interviews.question": "question",
}


def name_pages(apps, schema_editor):
    """The old digests were of rows: they go, and nothing counts as changed by that. A pay page begins with the moments
    of its role, which held its changes too."""
    Version = apps.get_model("bpo_portal", "Version")
    for model, page in PAGES.items():
        Version.objects.filter(page=model).update(page=page, digest="")
    of_roles = Version.objects.filter(page="role")
    Version.objects.bulk_create(
        Version(page="pay", object_id=v.object_id, first_seen_at=v.first_seen_at, changed_at=v.changed_at)
        for v in of_roles
    )


def name_models(apps, schema_editor):
    Version = apps.get_model("bpo_portal", "Version")
    Version.objects.filter(page="pay").delete()
    for model, page in PAGES.items():
        Version.objects.filter(page=page).update(page=model)


class Migration(migrations.Migration):
    dependencies = [
        ("bpo_portal", "0006_rights_on_visits"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="version", name="version_once_for_a_row"),
        migrations.RenameField(model_name="version", old_name="model", new_name="page"),
        migrations.AlterModelOptions(name="version", options={"ordering": ["page", "object_id"]}),
        migrations.AddField(
            model_name="version",
            name="basis",
            field=models.CharField(
                blank=True, default="", help_text="A digest of the rows that the page may rest on.", max_length=32
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="version",
            name="digest",
            field=models.CharField(
                blank=True, help_text="Of what the page says. Empty: not looked at yet.", max_length=64
            ),
        ),
        migrations.RunPython(name_pages, name_models),
        migrations.AlterField(
            model_name="version",
            name="page",
            field=models.CharField(help_text="The kind of page; one row may have several pages.", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("page", "object_id"),
                name="version_once_for_a_page",
                violation_error_message="The version of this page stands in another one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="version",
            name="version_changed_after_it_was_seen",
            constraint=models.CheckConstraint(
                condition=models.Q(("changed_at__gte", models.F("first_seen_at"))),
                name="version_changed_after_it_was_seen",
                violation_error_message="A page cannot have changed before it was seen.",
            ),
        ),
    ]
