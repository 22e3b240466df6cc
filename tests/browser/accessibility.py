"""What axe-core finds wrong on a page, for tests that a browser runs."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
EVERY_RULE = [*WCAG, "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}


def faults(page: Page, rules: list[str] | dict = EVERY_RULE, context: str | None = None) -> dict[str, list[str]]:
    """The markup at fault by the name of the rule it breaks; empty where all is well.

    Only faults are asked for: axe takes longer to write out what has passed than to find what has not.
    """
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found}
