"""The house stands as agreed: who imports whom, what is public, what a migration still owes."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import get_resolver

ROOT = Path(__file__).parent.parent
APPS = {"bpo_portal", "roles", "interviews", "salaries"}
MAY_IMPORT = {"roles": set(), "interviews": {"roles"}, "salaries": {"roles"}}

# Other sites link to these. A line is added with a page, and never taken away.
PUBLIC_ADDRESSES = {
    "": "home",
    "card.png": "roles:site-card",
    "search/": "search",
    "service-worker.js": "service-worker",
    "offline/": "offline",
    "report/": "report",
    "report/thanks/": "report-thanks",
    "roles/": "roles:role-list",
    "roles/types/<slug:slug>/": "roles:jobtype-detail",
    "roles/types/<slug:slug>/card.png": "roles:jobtype-card",
    "roles/map/": "roles:career-map",
    "roles/<slug:slug>/": "roles:role-detail",
    "roles/<slug:slug>/share/": "roles:role-share",
    "roles/<slug:slug>/share/ad/": "salaries:job-ad",
    "roles/<slug:slug>/print/": "roles:role-print",
    "roles/<slug:slug>/embed/": "roles:role-embed",
    "roles/<slug:slug>/qr.svg": "roles:role-qr-svg",
    "roles/<slug:slug>/qr.png": "roles:role-qr-png",
    "oembed/": "roles:oembed",
    "roles/<slug:slug>/card.png": "salaries:role-card",
    "roles/compare/": "roles:role-compare",
    "roles/match/": "roles:role-match",
    "r/<str:code>/": "roles:short-link",
    "guides/": "roles:explainer-list",
    "guides/<slug:slug>/": "roles:explainer-detail",
    "guides/<slug:slug>/card.png": "roles:explainer-card",
    "glossary/": "roles:glossaryterm-list",
    "faq/": "roles:faq-list",
    "sources/": "roles:source-list",
    "salaries/": "salaries:figure-list",
    "salaries/compare/": "salaries:pay-compare",
    "salaries/compare.csv": "salaries:pay-compare-csv",
    "salaries/in-hand/": "salaries:in-hand",
    "salaries/offer/": "salaries:offer-check",
    "salaries/<slug:slug>/": "salaries:role-pay",
    "salaries/<slug:slug>/card.png": "salaries:pay-card",
    "interviews/": "interviews:guide-list",
    "interviews/<slug:slug>/": "interviews:guide-detail",
    "interviews/<slug:slug>/card.png": "interviews:guide-card",
    "interviews/questions/": "interviews:question-list",
    "interviews/questions/<slug:slug>/": "interviews:question-detail",
    "interviews/practice/": "interviews:practice",
    "interviews/practice/star/": "interviews:practice-star",
    "interviews/practice/typing/": "interviews:practice-typing",
    "interviews/practice/call/": "interviews:practice-call",
    "interviews/practice/record/": "interviews:practice-record",
    "preview/<str:token>/": "preview",
    "feeds/roles.atom": "role-feed",
    "sitemap.xml": "sitemap",
    "robots.txt": "robots",
    "api/v1/": "api-v1:api-root",
    "api/v1/docs": "api-v1:openapi-view",
    "api/v1/openapi.json": "api-v1:openapi-json",
    "api/v1/roles": "api-v1:roles",
    "api/v1/roles/<slug:slug>": "api-v1:role",
    "api/v1/types": "api-v1:types",
    "api/v1/types/<slug:slug>": "api-v1:type",
    "api/v1/figures": "api-v1:figures",
    "api/v1/figures/<slug:reference>": "api-v1:figure",
    "api/v1/questions": "api-v1:questions",
    "api/v1/questions/<slug:slug>": "api-v1:question",
    "api/v1/terms": "api-v1:terms",
    "api/v1/terms/<slug:slug>": "api-v1:term",
    "api/v1/sources": "api-v1:sources",
    "api/v1/sources/<slug:slug>": "api-v1:source",
    "healthz": "healthz",
    "readyz": "readyz",
}


def imports_of(app: str) -> set[str]:
    found = set()
    for path in (ROOT / app).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.split(".")[0])
            elif isinstance(node, ast.ImportFrom) and node.level > len(path.relative_to(ROOT / app).parts):
                found.add((node.module or "").split(".")[0])
    return found & APPS - {app}


@pytest.mark.parametrize(("app", "allowed"), MAY_IMPORT.items())
def test_apps_import_one_way(app, allowed):
    assert imports_of(app) == allowed & imports_of(app)


def test_the_import_test_sees_imports():
    assert imports_of("bpo_portal") >= {"roles"}


def addresses(resolver=None, prefix="", namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if route.startswith("admin/"):
            continue
        if hasattr(entry, "url_patterns"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, route, inner)
        else:
            yield route, f"{namespace}{entry.name}"


def test_public_addresses_are_the_promised_ones():
    assert dict(addresses()) == PUBLIC_ADDRESSES


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_templates_never_switch_escaping_off():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert "|safe" not in text, path
        assert "autoescape off" not in text, path
        assert " style=" not in text, path
        assert "<script>" not in text, path
