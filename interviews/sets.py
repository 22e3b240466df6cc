"""Sets of questions to practise: the same for everyone, so that a set has an address and a page can be kept."""

from collections import defaultdict
from itertools import chain, zip_longest

from roles.models import JobType, Level

from .models import Kind, Question


def in_turn(job_type: JobType) -> list[int]:
    """The ids of a line's questions: entry level first, and within a level one of each kind in turn."""
    by_level = {level: defaultdict(list) for level in Level.values}
    for pk, level, kind in Question.objects.published().for_job_type(job_type).values_list("pk", "level", "kind"):
        by_level[level][kind].append(pk)
    rounds = [zip_longest(*(kinds[kind] for kind in Kind.values)) for kinds in by_level.values()]
    return [pk for pk in chain.from_iterable(chain.from_iterable(rounds)) if pk is not None]


def questions_of(ids: list[int]) -> list[Question]:
    """The questions of one set, in its order."""
    found = {question.pk: question for question in Question.objects.with_page().filter(pk__in=ids)}
    return [found[pk] for pk in ids]
