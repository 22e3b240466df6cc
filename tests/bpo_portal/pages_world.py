"""A small catalogue with rows in every table that pages show, and a way to ask which pages an edit has changed."""

import re
from datetime import date

from django.apps import apps
from django.db import models
from django.test import RequestFactory
from django.test.client import ClientHandler

from bpo_portal import changes
from bpo_portal.models import Version
from bpo_portal.pages import KINDS
from interviews.models import RolePointer
from roles.models import (
    Book,
    Certification,
    Disagreement,
    Employer,
    Faq,
    Industry,
    JobTypePoint,
    Metric,
    Role,
    Status,
)
from tests import factories as make
from tests.interviews import factories as ask

MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)

Page = tuple[str, int]


def build() -> Role:
    """Two lines, each with a full role and others like it; one role is found on every line. Returns the first role."""
    for n in (1, 2):
        build_line(n)
    source = make.make_source
    make.make_band()
    make.make_guide(slug="how-sources-disagree", body="Ask about AHT.").sources.add(source())
    make.make_guide(slug="books")
    make.make_guide(slug="who-hires")
    make.make_guide(slug="certificates")
    make.make_guide(slug="six-types-told-apart")
    Book.objects.create(title="Calls", author="R. Rao", verdict="confirmed", finding="It is.").sources.add(source())
    Employer.objects.create(name="Caller Ltd", check_note="Seen.").sources.add(source())
    make.make_term(slug="aht", term="AHT", stands_for="Average handle time", section="numbers").sources.add(source())
    make.make_role(is_cross_functional=True, title="Team leader", job_type=Role.objects.first().job_type)
    return Role.objects.order_by("pk").first()


def build_line(n: int) -> None:
    source = make.make_source
    line = make.make_job_type(
        minimum_qualification=make.make_qualification(),
        minimum_note="Class 12",
        preferred_note="A degree",
        shift_note="Days",
        suits="Talkers",
        example="A case",
        codes_note="Some",
    )
    for kind in JobTypePoint.Kind:
        line.points.create(kind=kind, text=f"{kind} of {n}").sources.add(source())
    line.citations.create(field="suits", source=source())
    role = make.make_full_role(
        1,
        job_type=line,
        title=f"Caller {n}",
        suits="Talkers",
        example="A call came in.",
        shift_note="Days",
        preferred_note="A degree",
        editors_note="Settled.",
        checked_on=date(2026, 1, 5),
    )
    role.citations.create(field="suits", source=source())
    role.role_metrics.create(metric=Metric.objects.create(name=f"AHT {n}", full_name="Time"), note="Daily")
    certificate = Certification.objects.create(name=f"SSC/Q221{n} Calls", awarded_by="NASSCOM", check_note="Seen")
    certificate.sources.add(source())
    role.role_certifications.create(certification=certificate, note="Helps")
    industry = Industry.objects.create(slug=f"bank-{n}", name=f"Bank {n}")
    industry.sources.add(source())
    role.role_industries.create(industry=industry, note="Often").sources.add(source())
    role.moves.create(direction="out", destination="Shop", takes="Luck")
    visitor = make.make_role(title=f"Visitor {n}", minimum_qualification=make.make_qualification())
    visitor.also_in.add(line)
    make.make_figure(role=visitor)
    like = make.make_role(job_type=line, title=f"Alike {n}", minimum_qualification=make.make_qualification())
    make.make_figure(role=like)
    today, old, everywhere = {}, {"is_history": True}, {"is_all_industries": True}
    for more in (today, old, everywhere):
        make.make_figure(role=role, caution="Old page.", sample_size="9", city="Pune", for_whom="Freshers", **more)
    make.make_band(role=role, names="Callers")
    make.make_band(job_type=line, names="Callers")
    for number, ties in enumerate(({"roles": [role]}, {"job_types": [line]}, {})):
        faq = Faq.objects.create(
            slug=f"faq-{n}-{number}",
            question=f"Why {n} {number}?",
            answer="So.",
            status=Status.PUBLISHED,
            is_for_every_role=not ties,
        )
        for name, rows in ties.items():
            getattr(faq, name).set(rows)
        faq.sources.add(source())
    dispute = Disagreement.objects.create(
        slug=f"dispute-{n}", conflict=f"Two say {n}.", resolution="One.", status=Status.PUBLISHED
    )
    dispute.roles.add(role)
    dispute.job_types.add(line)
    dispute.sources.add(source())
    own = ask.make_question(job_types=[line], roles=[role], sources=[source()])
    ask.make_question(job_types=[line], sources=[source()])
    guide = ask.make_guide(line, rounds_note="Trust it.")
    ask.make_stage(guide, sources=[source()], question=own, how_long="An hour")
    ask.make_stage(guide, prompt="Tell us.")
    RolePointer.objects.create(role=role, probes="Calm", exercise="A call", rounds_note="One more.").sources.add(
        source()
    )
    ask.make_tip(job_types=[line], sources=[source()], title="Late", how="Be early")
    ask.make_fact(job_types=[line]).sources.add(source())
    ask.make_drill(job_types=[line]).sources.add(source())


def shown() -> dict[Page, str]:
    """What each page says, as a reader gets it: through every middleware, and faster than through the test client."""
    answer, found = ClientHandler(), {}
    for kind in KINDS:
        for row in kind.rows():
            response = answer(RequestFactory().get(kind.address(row)).environ)
            assert response.status_code == 200
            found[kind.name, row.pk] = MAIN.search(response.content.decode())[0]
    return found


def dated(seconds: float = float("inf")) -> set[Page]:
    """Notes changes, and tells which pages got another moment by it."""
    before = {version.pk: version.changed_at for version in Version.objects.all()}
    changes.note(seconds)
    found = Version.objects.all()
    return {(v.page, v.object_id) for v in found if before.get(v.pk) != v.changed_at}


def content_models() -> list[type[models.Model]]:
    """Every model whose rows a dated page may show."""
    apart = ("Historical", "Slug", "Short", "Reader", "Report", "Seeded")
    found = [model for app in ("roles", "interviews", "salaries") for model in apps.get_app_config(app).get_models()]
    rates = {model for model in found if model.__module__ == "salaries.models.rates"}
    return [model for model in found if not model.__name__.startswith(apart) and model not in rates]


def words(model: type[models.Model]) -> list[str]:
    """The fields of a model that hold free text, one of which any page may print."""
    # Names and addresses have rules of their own; a destination and a prompt may not stand beside other fields.
    kept = ("slug", "address", "address_checked", "code", "reference", "destination", "prompt")
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in kept
    ]
