"""The kinds of public page that show one row each: which rows, where, and what the pages may rest on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from interviews.models import Guide, Question
from roles.models import Explainer, JobType, Role

from .page_rows import Digests, Reader


@dataclass(frozen=True)
class Kind:
    """`basis` gives by row id what its page may rest on. Without it there are few pages, so each is always made again:
    cheaper than to know all that they list."""

    name: str
    model: type[models.Model]
    address: Callable[[models.Model], str]
    basis: Callable[[Reader], Digests] | None = None
    with_rows: tuple[str, ...] = ()

    def rows(self) -> models.QuerySet:
        return self.model.objects.published().select_related(*self.with_rows).order_by("pk")


def own_address(row: models.Model) -> str:
    return row.get_absolute_url()


def pay_address(role: Role) -> str:
    return reverse("salaries:role-pay", args=[role.slug])


TYPE = Kind("type", JobType, own_address)
ROLE = Kind("role", Role, own_address, Reader.role_pages)
PAY = Kind("pay", Role, pay_address, Reader.pay_pages)
EXPLAINER = Kind("explainer", Explainer, own_address)
GUIDE = Kind("guide", Guide, own_address, with_rows=("job_type",))
QUESTION = Kind("question", Question, own_address, Reader.question_pages)

KINDS = (TYPE, EXPLAINER, GUIDE, ROLE, PAY, QUESTION)
