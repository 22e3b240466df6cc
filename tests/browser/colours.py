"""Light and dark, for tests that look at colours."""

from playwright.sync_api import Page


def show_in(page: Page, scheme: str) -> None:
    """Changes a page that is open to a colour scheme, and waits until its colours have come to rest."""
    page.emulate_media(color_scheme=scheme)
    # Two frames: the first works out the new style, from which transitions begin.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(change => change.finished)).then(() => null)")
