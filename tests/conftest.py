import os
import sqlite3
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import QuerySet
from django.test import override_settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
ASKS_THE_DATABASE = {"db", "transactional_db", "production", "own_database"}
# Playwright's own loop makes Django refuse the database from a test that uses a page; each test here is synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    """What asks no database needs to run on one only."""
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if not {"django_db", "browser"} & marks and not ASKS_THE_DATABASE & set(item.fixturenames):
            item.add_marker("once")


@pytest.fixture(autouse=True)
def no_page_cache(settings, request, tmp_path):
    """Tests see every page freshly made, unless they ask for the cache with the fixture `page_cache`."""
    settings.CONTENT_STAMP = tmp_path / "content-stamp"
    settings.OFFLINE_PAGES = False  # its own tests are in tests/browser/test_offline.py
    if "page_cache" not in request.fixturenames:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture(autouse=True)
def visits(settings):
    """The counter of visits, empty; it saves when a test says so."""
    from bpo_portal.visits.counter import counter

    settings.BACKGROUND_SECONDS = 0
    counter.take()
    yield counter
    counter.take()


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


def load_catalogue() -> None:
    """Seeds the real catalogue, without its history; later times in a process put the same rows back, much faster."""
    own = [model for app in ("roles", "interviews", "salaries") for model in apps.get_app_config(app).get_models(True)]
    own = [model for model in own if not model.__name__.startswith("Historical")]
    if not CATALOGUE:
        with override_settings(SIMPLE_HISTORY_ENABLED=False):
            call_command("seed", stdout=StringIO())
        CATALOGUE.update({model: list(model._base_manager.all()) for model in own})
        return
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model, rows in CATALOGUE.items():
            QuerySet(model).bulk_create(rows)


CATALOGUE: dict = {}


@pytest.fixture
def seeded(db):
    """The real catalogue, from fixtures/."""
    load_catalogue()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium where CHROMIUM names it (script/test does), else Playwright's own."""
    executable = {"executable_path": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    return executable | {
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
        ]
    }


@pytest.fixture(scope="session")
def browser(browser, django_db_setup):
    """While Playwright’s loop runs, Django keeps other connections than before; PostgreSQL drops no database in use."""
    yield browser
    connections.close_all()


@contextmanager
def other_database(settings_dict):
    """The default connection leads to the database of `settings_dict` meanwhile, in every thread."""
    before = dict(connection.settings_dict)
    connections.close_all()
    kept = connections["default"]
    del connections["default"]
    connections.settings["default"].update(settings_dict)
    try:
        yield
    finally:
        connections["default"].close()
        del connections["default"]
        connections.settings["default"].clear()
        connections.settings["default"].update(before)
        connections["default"] = kept


@pytest.fixture
def real_connections(transactional_db, tmp_path):
    """Each thread gets a connection of its own. Tests on SQLite share one in memory, so here they get it as a file."""
    if connection.vendor != "sqlite":
        yield
        return
    from django.conf import settings

    options = settings.DATABASES["default"]["OPTIONS"]
    file = {**connection.settings_dict, "NAME": str(tmp_path / "race.sqlite3"), "OPTIONS": options}
    connection.ensure_connection()
    with closing(sqlite3.connect(file["NAME"])) as copy:
        connection.connection.backup(copy)
    with other_database(file):
        yield


@pytest.fixture
def empty_database(transactional_db, tmp_path):
    """Without a single table, for tests of what migrations do to rows that stand."""
    name = str(tmp_path / "empty.sqlite3")
    if connection.vendor == "postgresql":
        name = f"{connection.settings_dict['NAME']}_empty"
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    with other_database({**connection.settings_dict, "NAME": name}):
        yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
