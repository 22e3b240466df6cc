"""The counts beside the choices of a filter, against a count made by hand from the rows themselves."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interviews.filters import QuestionFilter
from interviews.models import Question
from roles.filters import RoleFilter
from roles.models import Qualification, Role
from salaries.models import PayFigure

# The database is only read, so that one seeding serves every example.
reads_only = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


# The choices tried, by filter, and how many of them are made at once at most.
ROLE_VALUES = {
    "type": (2, ["voice-inbound", "voice-outbound", "non-voice", "back-office", "kpo", "ites", "every"]),
    "level": (2, ["entry", "mid", "senior"]),
    "shift": (2, ["day", "rotating", "round-the-clock", "client"]),
    "qualification": (1, ["class-10", "class-12", "diploma", "degree"]),
    "calls": (1, ["none"]),
    "nights": (1, ["rare"]),
    "freshers": (1, ["yes"]),
    "skill": (1, ["spoken-english", "spreadsheets", "attention-to-detail", "selling"]),
    "industry": (1, ["banking-and-financial-services", "healthcare", "telecom", "retail"]),
}
QUESTION_VALUES = {
    "type": (2, ["voice-inbound", "voice-outbound", "non-voice", "back-office", "kpo", "ites"]),
    "role": (1, ["telecaller", "bookkeeper", "team-leader", "quality-analyst"]),
    "kind": (2, ["hr", "technical", "behavioural", "situational", "aptitude"]),
    "level": (2, ["entry", "mid", "senior"]),
}
PAY = [9_000, 15_000, 25_000, 60_000]


def choices_of(values: dict) -> dict:
    return {
        name: st.lists(st.sampled_from(tried), max_size=most, unique=True) for name, (most, tried) in values.items()
    }


def asked(choices: dict) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in choices.items():
        query.setlist(name, [str(value) for value in values])
    return query


def check(groups: list[dict], choices: dict, fits: dict, rows: list) -> None:
    """For each choice: the rows that fit it, and fit what is chosen in every other filter."""
    for group in groups:
        others = {name: values for name, values in choices.items() if values and name != group["name"]}
        for option in group["options"]:
            wanted = others | {group["name"]: [option["value"]]}
            by_hand = [row for row in rows if all(fits[name](row, values) for name, values in wanted.items())]
            assert option["count"] == len(by_hand), (choices, group["name"], option)


@pytest.fixture
def roles(seeded):
    """Each public role with what the filters ask of it, read plainly."""
    monthly = {"month": 1, "year": 12}
    paid = {}
    for figure in PayFigure.objects.published().of_today().of_the_trade().filter(role__isnull=False):
        # An average is what it says, however far the averages behind it lie apart.
        best = figure.value or figure.high or figure.low
        paid[figure.role_id] = max(paid.get(figure.role_id, 0), best / monthly[figure.period])
    rows = []
    for role in Role.objects.published().select_related("job_type", "minimum_qualification"):
        role.skills_named = set(role.role_skills.values_list("skill__slug", flat=True))
        role.industries_named = set(role.role_industries.values_list("industry__slug", flat=True))
        role.best_paid = paid.get(role.pk)
        rows.append(role)
    return rows


@pytest.fixture
def role_fits(roles):
    ranks = dict(Qualification.objects.values_list("slug", "rank"))
    return {
        "type": lambda role, values: ("every" if role.is_cross_functional else role.job_type.slug) in values,
        "level": lambda role, values: role.level in values,
        "shift": lambda role, values: role.shift in values,
        "qualification": lambda role, values: (
            role.minimum_qualification is None or role.minimum_qualification.rank <= ranks[values[0]]
        ),
        "calls": lambda role, values: role.calls == "none",
        "nights": lambda role, values: role.nights == "rare",
        "freshers": lambda role, values: role.takes_freshers,
        "skill": lambda role, values: bool(role.skills_named & set(values)),
        "industry": lambda role, values: values[0] in role.industries_named,
        "pay": lambda role, values: role.best_paid is not None and role.best_paid >= values[0],
    }


@pytest.mark.parametrize(("filters", "values"), [(RoleFilter, ROLE_VALUES), (QuestionFilter, QUESTION_VALUES)])
def test_the_choices_tried_exist(seeded, filters, values):
    known = {group["name"]: {option["value"] for option in group["options"]} for group in filters().groups()}
    assert known.keys() == values.keys()
    for name, (_most, tried) in values.items():
        assert set(tried) <= known[name], name


@reads_only
@given(choices=st.fixed_dictionaries(choices_of(ROLE_VALUES) | {"pay": st.lists(st.sampled_from(PAY), max_size=1)}))
@example(choices={name: [] for name in ROLE_VALUES} | {"pay": [60_000]})
def test_every_count_of_roles_is_what_a_count_by_hand_finds(roles, role_fits, choices):
    filters = RoleFilter(asked(choices), Role.objects.published())
    assert filters.form.errors == {}
    check(filters.groups(), choices, role_fits, roles)
    chosen = [row for row in roles if all(role_fits[name](row, values) for name, values in choices.items() if values)]
    assert {role.pk for role in filters.qs} == {role.pk for role in chosen}


@pytest.fixture
def questions(seeded):
    rows = []
    for question in Question.objects.published():
        question.types_named = set(question.job_types.values_list("slug", flat=True))
        question.roles_named = set(question.roles.values_list("slug", flat=True))
        rows.append(question)
    return rows


@pytest.fixture
def question_fits(questions):
    lines = dict(Role.objects.values_list("slug", "job_type__slug"))
    with_own = set().union(*(question.roles_named for question in questions))

    def of_role(question, values):
        slug = values[0]
        return slug in question.roles_named if slug in with_own else lines[slug] in question.types_named

    return {
        "type": lambda question, values: bool(question.types_named & set(values)),
        "role": of_role,
        "kind": lambda question, values: question.kind in values,
        "level": lambda question, values: question.level in values,
    }


@reads_only
@given(choices=st.fixed_dictionaries(choices_of(QUESTION_VALUES)))
def test_every_count_of_questions_is_what_a_count_by_hand_finds(questions, question_fits, choices):
    filters = QuestionFilter(asked(choices), Question.objects.published())
    assert filters.form.errors == {}
    check(filters.groups(), choices, question_fits, questions)
