"""A line keeps its colour whatever it is called; one line more than there are colours is drawn in ink."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from interviews.calls import SCENES
from roles.models import Colour, JobType, SlugRecord
from roles.share.card import INK, LINES
from roles.share.cards import job_type_card
from salaries.cards import pay_card, role_card
from tests.factories import make_figure, make_job_type, make_role
from tests.interviews.factories import make_guide, make_question

pytestmark = pytest.mark.django_db
CSS = settings.BASE_DIR / "static/css"


@pytest.fixture
def renamed() -> JobType:
    line = make_job_type(slug="kpo", title="Knowledge work", colour=Colour.KPO)
    role = make_role(slug="analyst", title="Analyst", job_type=line)
    make_figure(role=role)
    make_guide(job_type=line)
    make_question(slug="why", job_types=[line])
    line.slug = "knowledge"
    line.save()
    return line


PAGES = [
    "/",
    "/roles/",
    "/roles/map/",
    "/roles/analyst/",
    "/roles/analyst/embed/",
    "/roles/analyst/print/",
    "/roles/analyst/share/",
    "/roles/compare/?role=analyst&role=other",
    "/roles/types/knowledge/",
    "/salaries/",
    "/salaries/analyst/",
    "/search/?q=knowledge",
    "/interviews/",
    "/interviews/knowledge/",
    "/interviews/questions/why/",
    "/interviews/practice/?type=knowledge&length=5",
]


def classes(client, address: str) -> set[str]:
    """The classes of lines that a page wears."""
    page = client.get(address).content.decode()
    found = " ".join(re.findall(r'class="([^"]*)"', page)).split()
    return {name for name in found if name.startswith("line-")}


@pytest.mark.parametrize("address", PAGES)
def test_a_line_with_a_new_address_keeps_its_colour(client, renamed, address):
    make_role(slug="other")
    assert classes(client, address) == {"line-kpo"}


def test_cards_of_a_line_with_a_new_address_keep_its_colour(renamed):
    role = renamed.roles.get()
    assert {card.line for card in (job_type_card(renamed), role_card(role, None), pay_card(role, None))} == {"kpo"}


def test_a_line_without_a_colour_is_in_ink(client, renamed):
    JobType.objects.filter(pk=renamed.pk).update(colour="")
    make_role(slug="other")
    line = JobType.objects.get(pk=renamed.pk)
    assert {address: classes(client, address) for address in PAGES} == {key: set() for key in PAGES}
    assert LINES.get(job_type_card(line).line, INK) == INK
    for sheet in ("site.css", "embed.css"):
        assert re.search(r"--line: (var\(--ink\)|#14202c);", (CSS / sheet).read_text().split("}")[0])


def test_every_colour_is_in_both_style_sheets_and_on_cards():
    for sheet in ("site.css", "embed.css"):
        assert set(re.findall(r"\.line-([\w-]+) {", (CSS / sheet).read_text())) == set(Colour.values)
    assert list(LINES) == Colour.values
    assert {scene.line for scene in SCENES} <= set(Colour.values)


def test_no_two_lines_have_one_colour_and_many_have_none():
    make_job_type(colour=Colour.KPO)
    line, _other = make_job_type(), make_job_type()
    line.colour = Colour.KPO
    with pytest.raises(ValidationError, match="Another line has this colour"):
        line.full_clean()
    for colour in (Colour.KPO, "mauve"):
        with pytest.raises(IntegrityError), transaction.atomic():
            JobType.objects.filter(pk=line.pk).update(colour=colour)


def test_lines_that_stand_get_the_colour_of_the_slug_they_have_or_had():
    plain, moved, own = make_job_type(slug="ites"), make_job_type(slug="kpo"), make_job_type(slug="seventh")
    moved.slug = "knowledge"
    moved.save()
    by_hand = make_job_type(slug="non-voice")
    SlugRecord.objects.filter(object_id=by_hand.pk, model="roles.jobtype").delete()
    import_module("roles.migrations.0013_colours_of_lines").give_colours(apps, None)
    told = dict(JobType.objects.values_list("pk", "colour"))
    assert told == {plain.pk: "ites", moved.pk: "kpo", own.pk: "", by_hand.pk: "non-voice"}
    assert set(moved.history.values_list("colour", flat=True)) == {"kpo"}
