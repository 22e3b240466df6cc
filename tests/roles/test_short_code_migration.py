"""Roles that stood before codes were given get one, the seeded ones the code of the fixtures."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = ("roles", "0007_source_addresses"), ("roles", "0008_short_codes")


def test_roles_that_stand_get_codes(empty_database):
    apps = migrated(BEFORE)
    line = apps.get_model("roles", "JobType").objects.create(
        slug="l", title="L", short_title="L", code="LL", channel="voice", is_customer_facing=True
    )
    for slug in ("telecaller", "made-by-hand"):
        apps.get_model("roles", "Role").objects.create(
            slug=slug, title=slug, job_type=line, level="entry", summary="S", calls="some"
        )
    roles = migrated(AFTER).get_model("roles", "Role").objects
    codes = dict(roles.values_list("slug", "short_code"))
    assert codes["telecaller"] == "nyyn7"
    assert len(codes["made-by-hand"]) == 5


def migrated(target):
    """The database brought to `target`, and the models as they were then."""
    return MigrationExecutor(connection).migrate([target]).apps
