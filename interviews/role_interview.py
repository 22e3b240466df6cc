"""The interview section of a role's page: its questions, its line's rounds, and what its panel looks at."""

from dataclasses import dataclass

from django.db.models import Case, F, Value, When
from django.urls import reverse

from roles.evidence import Part, Parts, part_rows
from roles.models import Role

from .models import Question, RolePointer, Stage

QUESTIONS = 8


@dataclass
class Interview:
    role: Role
    questions: list[Question]
    parts: Parts

    @property
    def rounds(self) -> list[Part]:
        return self.parts["round"]

    @property
    def pointer(self) -> Part | None:
        """What they probe; the likely exercise is its note, how the rounds differ its extra."""
        return next(iter(self.parts["pointer"]), None)

    @property
    def has_own_questions(self) -> bool:
        return any(question.is_own for question in self.questions)

    @property
    def guide_address(self) -> str:
        """The guide to the role's line; for a role found on every line, the list of guides."""
        if self.rounds:
            return reverse("interviews:guide-detail", args=[self.role.job_type.slug])
        return reverse("interviews:guide-list")

    @property
    def bank_address(self) -> str:
        bank = reverse("interviews:question-list")
        return bank if self.role.is_cross_functional else f"{bank}?type={self.role.job_type.slug}"


def interview_for(role: Role) -> Interview | None:
    """Everything in three queries; None where there is nothing to show.

    A role found on every line has no rounds here: they follow the line that one joins.
    """
    questions = list(Question.objects.published().for_role(role)[:QUESTIONS])
    stages = Stage.objects.published().filter(guide__job_type=None if role.is_cross_functional else role.job_type_id)
    parts = Parts(
        [
            part_rows(
                stages.annotate(some=Case(When(is_on_some_accounts=True, then=Value("some")), default=Value(""))),
                "round",
                "title",
                note=F("text"),
                extra=F("some"),
            ),
            part_rows(
                RolePointer.objects.filter(role=role), "pointer", "probes", note=F("exercise"), extra=F("rounds_note")
            ),
            part_rows(Question.objects.filter(pk__in=[q.pk for q in questions]), "question", "slug"),
        ]
    )
    said = {part.text: part.sources for part in parts["question"]}
    for question in questions:
        question.cited = said.get(question.slug, [])
    interview = Interview(role, questions, parts)
    return interview if questions or interview.rounds or interview.pointer else None
