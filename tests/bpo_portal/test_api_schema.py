"""The API keeps to its own OpenAPI document, whatever is asked: schemathesis asks for what fits and what does not."""

from enum import Enum
from typing import get_args

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja import Schema
from schemathesis import GenerationMode

from interviews.models import Question
from roles.models import GlossaryTerm, JobType, Role, Source
from salaries.models import PayFigure

ROWS = {
    "roles": Role.objects.published(),
    "types": JobType.objects.published(),
    "figures": PayFigure.objects.published(),
    "questions": Question.objects.published(),
    "terms": GlossaryTerm.objects.published(),
    "sources": Source.objects.all(),
}
KEYS = {"figures": "reference"}
PATHS = [
    "/api/v1/",
    *(f"/api/v1/{name}" for name in ROWS),
    *(f"/api/v1/{name}/{{{KEYS.get(name, 'slug')}}}" for name in ROWS),
]
PLAIN = {"Accept-Encoding": "identity"}
bounded = settings(
    max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def described(seeded):
    """The document, read from the site as a server would call it."""
    # As Django's own test client: the end of a request must not close the connection that holds the test's rows.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


def test_no_operation_is_left_out(described):
    operations = [result.ok() for result in described.get_all_operations()]
    assert {operation.path for operation in operations} == set(PATHS)
    assert {operation.method for operation in operations} == {"get"}


@pytest.mark.parametrize("path", PATHS)
def test_what_fits_the_document_is_answered_as_it_says(described, path):
    """In an address of one row, half of the keys are those of real rows."""
    statuses = set()
    key = path.partition("{")[2].rstrip("}")
    rows = list(ROWS[path.split("/")[3]].values_list(key, flat=True)) if key else []

    @bounded
    @given(case=described[path]["GET"].as_strategy(), row=st.none() | st.sampled_from(rows or [None]))
    def ask(case, row):
        if row:
            case.path_parameters[key] = row
        statuses.add(case.call_and_validate(headers=PLAIN).status_code)

    ask()
    assert 200 in statuses


@pytest.mark.parametrize("path", PATHS[1:])
def test_what_does_not_fit_is_refused_as_it_says(described, path):
    statuses = set()

    @bounded
    @given(case=described[path]["GET"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case):
        statuses.add(case.call_and_validate(headers=PLAIN).status_code)

    ask()
    assert statuses & {404, 422}
    assert not statuses & {200, 500}


def test_a_shape_has_a_name_of_its_own():
    """Two models' choices of one name would overwrite each other in the document."""
    named = {}
    for schema in subclasses(Schema):
        if schema.__module__.startswith("bpo_portal."):
            for field in schema.model_fields.values():
                for option in (field.annotation, *get_args(field.annotation)):
                    if isinstance(option, type) and issubclass(option, (Enum, Schema)):
                        named.setdefault(option.__name__, set()).add(option)
    assert len(named) > 15
    assert {name: found for name, found in named.items() if len(found) > 1} == {}


def subclasses(parent: type) -> set[type]:
    return {child for one in parent.__subclasses__() for child in {one, *subclasses(one)}}
