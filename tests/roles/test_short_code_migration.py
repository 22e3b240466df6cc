"""Roles that stood before codes were given get one, the seeded ones the code of the fixtures."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from roles.models import Role

BEFORE, AFTER = ("roles", "0004_shift_wording"), ("roles", "0007_short_codes")


@pytest.mark.django_db(transaction=True)
def test_roles_that_stand_get_codes():
    executor = MigrationExecutor(connection)
    latest = [
        key for key in executor.loader.graph.leaf_nodes() if key[0] in ("roles", "interviews", "salaries", "bpo_portal")
    ]
    executor.migrate([BEFORE])
    try:
        apps = executor.loader.project_state([BEFORE]).apps
        line = apps.get_model("roles", "JobType").objects.create(
            slug="l", title="L", short_title="L", code="LL", channel="voice", is_customer_facing=True
        )
        for slug in ("telecaller", "made-by-hand"):
            apps.get_model("roles", "Role").objects.create(
                slug=slug, title=slug, job_type=line, level="entry", summary="S", calls="some"
            )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(latest)
    codes = dict(Role.objects.values_list("slug", "short_code"))
    assert codes["telecaller"] == "nyyn7"
    assert len(codes["made-by-hand"]) == 5
