import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

FIXTURES = Path(__file__).parent.parent / "fixtures"
# Playwright's own loop makes Django refuse the database from a test that uses a page; each test here is synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def no_page_cache(settings, request, tmp_path):
    """Tests see every page freshly made, unless they ask for the cache with the fixture `page_cache`."""
    settings.CONTENT_STAMP = tmp_path / "content-stamp"
    if "page_cache" not in request.fixturenames:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture
def page_cache():
    from django.core.cache import cache

    cache.clear()
    yield cache
    cache.clear()


@pytest.fixture(scope="session")
def static_files(tmp_path_factory):
    """The collected static files, with hashed names where STATIC_MANIFEST asks for them."""
    from django.conf import settings

    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    call_command("collectstatic", "--no-input", verbosity=0)


@pytest.fixture(autouse=True)
def manifest(request):
    from django.conf import settings

    if settings.MANIFEST:
        request.getfixturevalue("static_files")


@pytest.fixture
def seeded(db):
    """The real catalogue, from fixtures/."""
    call_command("seed", stdout=StringIO())
