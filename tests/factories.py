"""Rows with sensible defaults: a test states only what matters to it."""

from importlib import import_module
from itertools import count

from django.apps import apps
from django.contrib.auth.models import Group, User

from roles.models import (
    Duty,
    Explainer,
    GlossaryTerm,
    JobType,
    Qualification,
    Role,
    RoleSkill,
    SalaryBand,
    Skill,
    Source,
    Status,
)
from salaries.models import PayFigure

numbers = count(1)


def make_source(**kwargs) -> Source:
    n = next(numbers)
    return Source.objects.create(**{"slug": f"source-{n}", "title": f"Source {n}", "publisher": f"Press {n}"} | kwargs)


def make_qualification(**kwargs) -> Qualification:
    n = next(numbers)
    defaults = {"slug": f"rung-{n}", "name": f"Rung {n}", "short_name": f"Rung {n}", "rank": n}
    return Qualification.objects.create(**defaults | kwargs)


def make_job_type(**kwargs) -> JobType:
    n = next(numbers)
    defaults = {
        "slug": f"type-{n}",
        "title": f"Type {n}",
        "short_title": f"Type {n}",
        "code": chr(65 + n // 26 % 26) + chr(65 + n % 26),
        "position": n,
        "channel": JobType.Channel.VOICE,
        "is_customer_facing": True,
        "in_short": f"Line {n}.",
        "summary": f"Summary of type {n}",
        "status": Status.PUBLISHED,
    }
    return JobType.objects.create(**defaults | kwargs)


def make_role(**kwargs) -> Role:
    n = next(numbers)
    if "job_type" not in kwargs:
        kwargs["job_type"] = make_job_type()
    defaults = {
        "slug": f"role-{n}",
        "title": f"Role {n}",
        "level": "entry",
        "summary": f"Summary of role {n}",
        "calls": Role.Calls.SOME,
        "status": Status.PUBLISHED,
    }
    return Role.objects.create(**defaults | kwargs)


def make_full_role(parts: int = 3, **kwargs) -> Role:
    """A role with `parts` rows in each of its lists, each with a source of its own."""
    role = make_role(minimum_qualification=make_qualification(), minimum_note="10+2", **kwargs)
    for n in range(1, parts + 1):
        Duty.objects.create(role=role, position=n, text=f"Duty {n}").sources.add(make_source())
        skill = Skill.objects.create(slug=f"{role.slug}-skill-{n}", name=f"Skill {n} of {role.slug}")
        RoleSkill.objects.create(role=role, position=n, skill=skill, text=f"Able to {n}").sources.add(make_source())
        role.aliases.create(position=n, name=f"Alias {n} of {role.slug}")
        role.codes.create(position=n, scheme="nco-2015", code=f"{n}.{n}", title=f"Code {n}")
        target = make_role(job_type=role.job_type)
        role.moves.create(position=n, to_role=target, direction="up", takes=f"Step {n}")
    return role


def make_band(**kwargs) -> SalaryBand:
    defaults = {"level": "entry", "low": 15000, "high": 20000, "period": "month", "as_of_precision": "undated"} | {
        "status": Status.PUBLISHED
    }
    if "source" not in kwargs:
        kwargs["source"] = make_source()
    return SalaryBand.objects.create(**defaults | kwargs)


def make_figure(**kwargs) -> PayFigure:
    n = next(numbers)
    defaults = {
        "reference": f"x{n}",
        "title": f"Job {n}",
        "kind": "range",
        "period": "month",
        "as_of_precision": "undated",
        "status": Status.PUBLISHED,
    }
    if not {"low", "high", "value"} & kwargs.keys():
        defaults |= {"low": 10000, "high": 20000}
    if "source" not in kwargs:
        kwargs["source"] = make_source()
    return PayFigure.objects.create(**defaults | kwargs)


def make_guide(**kwargs) -> Explainer:
    n = next(numbers)
    defaults = {"slug": f"guide-{n}", "title": f"Guide {n}", "summary": f"Summary {n}", "body": f"Text {n}."}
    return Explainer.objects.create(**defaults | {"position": n, "status": Status.PUBLISHED} | kwargs)


def make_term(**kwargs) -> GlossaryTerm:
    n = next(numbers)
    defaults = {"slug": f"term-{n}", "term": f"Term {n}", "meaning": f"Meaning {n}", "section": "floor"}
    return GlossaryTerm.objects.create(**defaults | {"status": Status.PUBLISHED} | kwargs)


def make_editor(group: str = "", **kwargs) -> User:
    """A user of the admin in one of the groups; without a group, one with no rights at all."""
    n = next(numbers)
    user = User.objects.create_user(**{"username": f"editor-{n}", "is_staff": True} | kwargs)
    if group:
        if not Group.objects.filter(name=group).exists():  # a test of whole transactions has emptied the database
            import_module("bpo_portal.migrations.0001_editor_groups").make_groups(apps, None)
        user.groups.add(Group.objects.get(name=group))
    return user
