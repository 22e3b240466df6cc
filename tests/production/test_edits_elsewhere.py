"""What another process writes shows at once on pages that the running site had in its cache."""

import pytest

from .test_over_the_wire import get, text

EDITS = [
    ("roles", "Role", "slug='telecaller'", "title", ("/roles/telecaller/", "/roles/", "/api/v1/roles/telecaller")),
    ("roles", "GlossaryTerm", "slug='aht'", "term", ("/glossary/",)),
    ("roles", "Faq", "slug='call-centre-same-as-bpo'", "question", ("/faq/",)),
    ("roles", "Explainer", "slug='what-moves-pay'", "title", ("/guides/what-moves-pay/", "/guides/")),
]


@pytest.mark.parametrize(("app", "model", "which", "field", "pages"), EDITS, ids=[edit[1] for edit in EDITS])
def test_a_row_saved_in_a_shell_shows_on_a_page_that_was_cached(production, manage, app, model, which, field, pages):
    def ask_all() -> list[str]:
        return [text(get(production, address)) for address in pages]

    def save(words: str) -> None:
        """A word is put before the field, or taken off again: other tests see the catalogue as it was."""
        line = f"row = {model}.objects.published().filter({which}).first(); row.{field} = {words}; row.save()"
        manage("shell", "-c", f"from {app}.models import {model}; {line}")

    for _time in range(5):  # each worker has a cache of its own
        assert not any("Zebra " in page for page in ask_all())
    save(f"'Zebra ' + row.{field}")
    for _time in range(5):
        assert all("Zebra " in page for page in ask_all())
    save(f"row.{field}.removeprefix('Zebra ')")
    for _time in range(5):
        assert not any("Zebra " in page for page in ask_all())
