"""A short code for every role, those that stand included."""

import hashlib

import django.db.models.deletion
from django.db import migrations, models

ALPHABET = "3467cdfhjkmnprtwxy"
LENGTH = 5


def code_of(slug: str, attempt: int) -> str:
    """The code of a role that stood before codes were given. The fixtures hold the same codes for the same slugs."""
    number = int.from_bytes(hashlib.sha256(f"{slug}/{attempt}".encode()).digest()[:8], "big")
    letters = ""
    for _place in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return letters


def give(apps, schema_editor):
    Role, ShortCode = apps.get_model("roles", "Role"), apps.get_model("roles", "ShortCode")
    taken = set(ShortCode.objects.values_list("code", flat=True))
    for pk, slug in Role.objects.order_by("slug").values_list("pk", "slug"):
        attempt = 0
        while (code := code_of(slug, attempt)) in taken:
            attempt += 1
        taken.add(code)
        ShortCode.objects.create(code=code, reserved_for=slug)
        Role.objects.filter(pk=pk).update(short_code_id=code)
    # PostgreSQL alters no table while a foreign key of it is still to be checked.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("roles", "0007_source_addresses")]

    operations = [
        migrations.CreateModel(
            name="ShortCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                (
                    "reserved_for",
                    models.SlugField(
                        blank=True,
                        help_text="The slug of the role of the fixtures it is for.",
                        max_length=100,
                        verbose_name="reserved for",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[3467cdfhjkmnprtwxy]{5,8}$")),
                        name="shortcode_without_look_alikes",
                        violation_error_message="A short code is made of letters and digits that cannot be mistaken.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="role",
            name="short_code",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="role",
                to="roles.shortcode",
                to_field="code",
                verbose_name="short code",
            ),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="role",
            name="short_code",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="role",
                to="roles.shortcode",
                to_field="code",
                verbose_name="short code",
            ),
        ),
    ]
