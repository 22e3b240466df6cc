"""Data for machines is a block that a browser neither runs nor refuses."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.mark.parametrize("address", ["/", "/roles/telecaller/", "/glossary/", "/faq/"])
def test_the_content_policy_has_nothing_against_it(site, quiet, address):
    quiet.add_init_script(
        "window.refused = [];"
        "document.addEventListener('securitypolicyviolation', event => window.refused.push(event.violatedDirective))"
    )
    quiet.goto(site + address)
    blocks = quiet.locator('script[type="application/ld+json"]').evaluate_all(
        "blocks => blocks.map(block => JSON.parse(block.textContent)['@context'])"
    )
    assert blocks
    assert set(blocks) == {"https://schema.org"}
    assert quiet.evaluate("window.refused") == []
