import pytest

from tests.factories import make_job_type
from tests.interviews.factories import make_guide, make_question


@pytest.fixture
def line():
    return make_job_type(slug="voice", title="Voice", short_title="Voice")


@pytest.fixture
def guide(line):
    guide = make_guide(line, title="Pass voice")
    make_question(slug="q001", text="Tell us about yourself.", job_types=[line], kind="hr")
    return guide
