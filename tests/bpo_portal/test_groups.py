"""Groups of editors come with the migrations."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command

from roles.models import Publishable
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

PUBLIC = [model for model in apps.get_models() if issubclass(model, Publishable)]


@pytest.mark.parametrize("model", PUBLIC, ids=lambda m: m.__name__)
def test_public_rows_have_rights_of_their_own(model):
    label, name = model._meta.app_label, model._meta.model_name
    writer, publisher, auditor = (make_editor(group) for group in ("Writer", "Publisher", "Auditor"))

    def verbs(user):
        every = ("add", "change", "delete", "view", "publish", "import")
        return {verb for verb in every if user.has_perm(f"{label}.{verb}_{name}")}

    assert verbs(writer) == {"add", "change", "view"}
    assert verbs(publisher) == {"add", "change", "delete", "view", "publish", "import"}
    assert verbs(auditor) == {"view"}


@pytest.mark.django_db(transaction=True)
def test_the_groups_come_and_go_with_their_migration():
    call_command("migrate", "bpo_portal", "zero", verbosity=0)
    assert not Group.objects.filter(name__in=["Writer", "Publisher", "Auditor"]).exists()
    call_command("migrate", verbosity=0)
    assert Group.objects.filter(name__in=["Writer", "Publisher", "Auditor"]).count() == 3


def test_reports_log_ins_and_visits_have_rights_too():
    def may(group, label, name):
        user = make_editor(group)
        return {verb for verb in ("add", "change", "delete", "view") if user.has_perm(f"{label}.{verb}_{name}")}

    assert may("Writer", "roles", "readerreport") == {"view", "change"}
    assert may("Publisher", "roles", "readerreport") == {"view", "change", "delete"}
    assert may("Auditor", "roles", "readerreport") == {"view"}
    for name in ("accesslog", "accessfailurelog", "accessattempt"):
        assert may("Auditor", "axes", name) == {"view"}
        assert may("Writer", "axes", name) == may("Publisher", "axes", name) == set()
    for group in ("Writer", "Publisher", "Auditor"):
        assert may(group, "bpo_portal", "visitcount") == {"view"}
