from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0006_reader_reports")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="address_checked",
            field=models.URLField(blank=True, editable=False, max_length=500, verbose_name="address visited"),
        ),
        migrations.AddField(
            model_name="source",
            name="address_checked_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="visited on"),
        ),
        migrations.AddField(
            model_name="source",
            name="address_finding",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="what it answered"),
        ),
        migrations.AddField(
            model_name="source",
            name="address_state",
            field=models.CharField(
                blank=True,
                choices=[("ok", "Answers"), ("moved", "Has moved"), ("dead", "Dead"), ("unknown", "Could not be told")],
                editable=False,
                max_length=7,
                verbose_name="address was found",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address_checked_on__isnull", True), ("address_state", "")),
                    models.Q(models.Q(("address_state", ""), _negated=True), ("address_checked_on__isnull", False)),
                    _connector="OR",
                ),
                name="source_found_on_a_day",
                violation_error_message="What was found of an address has the day of the visit.",
            ),
        ),
    ]
