"""Rows of interviews with sensible defaults: a test states only what matters to it."""

from interviews.models import Drill, Guide, Question, Stage, TestFact, Tip
from roles.models import JobType, Status
from tests.factories import make_job_type, numbers


def make_question(*, job_types=None, roles=(), sources=(), **kwargs) -> Question:
    n = next(numbers)
    defaults = {
        "slug": f"q{n:04}",
        "text": f"Question {n}?",
        "kind": "technical",
        "level": "entry",
        "looks_for": f"Quality {n}",
        "answer": f"Answer {n}",
        "avoid": f"Slip {n}",
        "status": Status.PUBLISHED,
    }
    question = Question.objects.create(**defaults | kwargs)
    question.job_types.set([make_job_type()] if job_types is None else job_types)
    question.roles.set(roles)
    question.sources.set(sources)
    return question


def make_guide(job_type: JobType | None = None, **kwargs) -> Guide:
    n = next(numbers)
    defaults = {"title": f"Pass interview {n}", "lede": f"Lede {n}", "status": Status.PUBLISHED}
    return Guide.objects.create(job_type=job_type or make_job_type(), **defaults | kwargs)


def make_stage(guide: Guide, *, sources=(), **kwargs) -> Stage:
    n = next(numbers)
    stage = Stage.objects.create(guide=guide, **{"position": n, "title": f"Round {n}", "text": f"Happens {n}"} | kwargs)
    stage.sources.set(sources)
    return stage


def make_tip(*, job_types=(), sources=(), **kwargs) -> Tip:
    n = next(numbers)
    tip = Tip.objects.create(**{"kind": "mistake", "position": n, "text": f"Tip {n}"} | kwargs)
    tip.job_types.set(job_types)
    tip.sources.set(sources)
    return tip


def make_fact(*, job_types=(), **kwargs) -> TestFact:
    n = next(numbers)
    fact = TestFact.objects.create(**{"test": "typing", "position": n, "text": f"Fact {n}"} | kwargs)
    fact.job_types.set(job_types)
    return fact


def make_drill(*, job_types=(), **kwargs) -> Drill:
    n = next(numbers)
    drill = Drill.objects.create(**{"title": f"Drill {n}", "kind": "work", "how": f"Do {n}"} | kwargs)
    drill.job_types.set(job_types)
    return drill
