"""The API: what it gives, what it refuses, and what it costs."""

import csv
import io
import json

import pytest
from django.http import QueryDict
from django.test import Client

from roles.filters import RoleFilter
from roles.models import JobType, Role, Status
from salaries.models import PayFigure
from tests.factories import make_band, make_figure, make_full_role, make_job_type, make_role, make_source, make_term
from tests.interviews.factories import make_question

LISTS = ["roles", "types", "figures", "questions", "terms", "sources"]


def items(client, address: str) -> list[dict]:
    return client.get(f"/api/v1/{address}").json()["items"]


def make_rows(total: int) -> None:
    for _ in range(total):
        role = make_role()
        make_figure(role=role)
        question = make_question(roles=[role], sources=[make_source()])
        question.job_types.add(make_job_type())
        make_term().sources.add(make_source(), make_source())


@pytest.mark.django_db
def test_the_contents_lead_everywhere(client):
    addresses = client.get("/api/v1/").json()
    assert set(addresses) == {*LISTS, "docs", "openapi"}
    for address in addresses.values():
        assert client.get(address).status_code == 200, address


@pytest.mark.django_db
@pytest.mark.parametrize("total", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"), [("roles", 6), ("types", 2), ("figures", 4), ("questions", 7), ("terms", 3), ("sources", 2)]
)
def test_a_list_costs_the_same_for_one_row_and_for_many(client, total, name, queries, django_assert_num_queries):
    make_rows(total)
    with django_assert_num_queries(queries):
        assert client.get(f"/api/v1/{name}").json()["count"] >= total


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [1, 10])
def test_a_role_costs_the_same_whatever_its_parts(client, parts, django_assert_num_queries):
    role = make_full_role(parts)
    for _ in range(parts):
        make_figure(role=role)
    with django_assert_num_queries(7):
        told = client.get(f"/api/v1/roles/{role.slug}").json()
    assert len(told["duties"]) == len(told["figures"]) == len(told["codes"]) == len(told["moves"]) == parts
    assert told["duties"][0]["sources"]


@pytest.mark.django_db
def test_every_figure_says_who_printed_it_and_when(client):
    source = make_source(publisher="Press", published_on="2023-05-01", date_precision="month", strength="fair")
    role = make_role(slug="caller")
    make_figure(
        role=role, low=120000, high=None, period="year", source=source, as_of="2022-01-01", as_of_precision="year"
    )
    (figure,) = items(client, "figures")
    assert (figure["source"]["publisher"], figure["source"]["published_on"]) == ("Press", "2023-05")
    assert (figure["as_of"], figure["as_of_precision"]) == ("2022", "year")
    assert (figure["low"], figure["high"], figure["period"]) == (120000, None, "year")
    assert figure["monthly"] == {"low": 10000, "high": None, "value": None}
    assert figure["yearly"] == {"low": 120000, "high": None, "value": None}
    make_band(source=source, as_of="2024-02-03", as_of_precision="day")
    told = client.get("/api/v1/roles/caller").json()
    assert told["figures"] == [figure]
    assert told["bands"][0]["as_of"] == "2024-02-03"
    assert told["bands"][0]["source"]["slug"] == source.slug
    assert source.slug in [s["slug"] for s in told["sources"]]


@pytest.mark.django_db
def test_nothing_unpublished_appears(client):
    hidden_type = make_job_type(status=Status.DRAFT)
    make_role(slug="hidden-by-type", job_type=hidden_type)
    draft = make_role(slug="draft", status=Status.DRAFT)
    make_figure(role=draft, reference="of-a-draft")
    make_figure(status=Status.IN_REVIEW, reference="in-review")
    make_question(slug="q1", status=Status.DRAFT)
    make_question(slug="q2", job_types=[hidden_type])
    make_term(slug="hidden", status=Status.RETIRED)
    seen = make_role(slug="seen")
    seen.moves.create(to_role=draft, direction="up")
    make_question(slug="q3", roles=[draft], job_types=[seen.job_type, hidden_type])
    assert [row["slug"] for row in items(client, "roles")] == ["seen"]
    assert hidden_type.slug not in [row["slug"] for row in items(client, "types")]
    assert items(client, "figures") == []
    assert [(row["slug"], row["roles"], row["job_types"]) for row in items(client, "questions")] == [
        ("q3", [], [seen.job_type.slug])
    ]
    assert items(client, "terms") == []
    assert client.get("/api/v1/roles/seen").json()["moves"] == []
    for address in (
        "roles/draft",
        "roles/hidden-by-type",
        f"types/{hidden_type.slug}",
        "figures/of-a-draft",
        "figures/in-review",
        "questions/q1",
        "questions/q2",
        "terms/hidden",
    ):
        assert client.get(f"/api/v1/{address}").status_code == 404, address


@pytest.mark.django_db
def test_a_retired_role_goes_on_answering_and_names_its_successor(client):
    heir = make_role(slug="heir", title="Heir")
    make_role(slug="old", status=Status.RETIRED, replaced_by=heir)
    told = client.get("/api/v1/roles/old").json()
    assert (told["is_retired"], told["replaced_by"]) == (True, {"slug": "heir", "title": "Heir"})
    assert [row["slug"] for row in items(client, "roles")] == ["heir"]
    Role.objects.filter(pk=heir.pk).update(status=Status.DRAFT)
    assert client.get("/api/v1/roles/old").json()["replaced_by"] is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["roles", "types", "questions", "terms", "sources"])
def test_an_old_slug_leads_on(client, name):
    make = {"roles": make_role, "types": make_job_type, "questions": make_question, "terms": make_term}
    row = make.get(name, make_source)(slug="old")
    row.slug = "new"
    row.save()
    response = client.get(f"/api/v1/{name}/old")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{name}/new")
    assert client.get(f"/api/v1/{name}/new").status_code == 200


def test_filters_are_those_of_the_pages(client, seeded):
    queries = [
        "level=entry&calls=none",
        "type=kpo&type=every",
        "q=custmer",
        "pay=30000",
        "skill=typing",
        "qualification=class-12&nights=rare",
    ]
    for query in queries:
        told = client.get(f"/api/v1/roles?limit=100&{query}").json()
        wanted = RoleFilter(QueryDict(query), Role.objects.published()).qs
        assert [row["slug"] for row in told["items"]] == [role.slug for role in wanted], query
        assert told["count"] == wanted.count()
    city = client.get("/api/v1/figures?city=Bengaluru&limit=100").json()
    assert city["count"] > 0
    assert all("Bengaluru" in row["city"] for row in city["items"])
    by_standing = {
        standing: client.get(f"/api/v1/figures?standing={standing}").json()["count"]
        for standing in ("today", "all-industries", "floors", "history")
    }
    assert sum(by_standing.values()) == PayFigure.objects.published().count()
    assert all(by_standing.values())
    law = items(client, "terms?section=law&limit=100")
    assert {row["section"] for row in law} == {"law"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "parameter", "words"),
    [
        ("roles?level=wizard", "level", "wizard"),
        ("roles?skill=", "skill", "leave it out"),
        ("roles?levl=entry", "levl", "no such parameter"),
        ("roles?pay=much", "pay", "number"),
        ("roles?pay=0", "pay", "at least 1"),
        ("roles?q=" + "a" * 101, "q", "100"),
        ("figures?standing=wizard", "standing", "today"),
        ("figures?year=99999999999999999999", "year", "There is no value"),
        ("questions?kind=wizard", "kind", "wizard"),
        ("terms?section=wizard", "section", "law"),
        ("sources?q=x", "q", "no such parameter"),
        ("roles?limit=0", "limit", "greater"),
        ("roles?limit=101", "limit", "100"),
        ("roles?limit=many", "limit", "integer"),
        ("roles?offset=-1", "offset", "greater"),
        ("roles?offset=99999999999999999999999", "offset", "1000000"),
        ("roles?format=xml", "format", "csv"),
    ],
)
def test_what_is_not_understood_is_named(client, address, parameter, words):
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    told = response.json()
    assert set(told) == {"type", "title", "status", "detail", "errors"}
    assert told["status"] == 422
    assert [error["parameter"] for error in told["errors"]] == [parameter]
    assert words in told["errors"][0]["message"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("none", 404),
        ("roles/none", 404),
        ("roles/", 404),
        ("roles/a/b", 404),
        ("figures/none", 404),
        ("roles?q=%00", 400),
        ("roles/%00", 400),
        ("roles/%FF", 404),
        ("roles?q=%FF", 200),
        ("roles?offset=1000000", 200),
    ],
)
def test_errors_have_one_shape(client, address, status):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    if status != 200:
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == status
        assert response.json()["detail"].endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(method):
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/roles")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["status"] == 405


def test_a_fault_of_ours_is_said_in_json_too(db, settings, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("bpo_portal.api.catalogue.answer", broken)
    response = Client(raise_request_exception=False).get("/api/v1/roles")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")


@pytest.mark.django_db
def test_any_site_may_read_it_without_credentials(client):
    preflight = client.options(
        "/api/v1/roles", headers={"origin": "https://else.example", "access-control-request-method": "GET"}
    )
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    response = client.get("/api/v1/roles", headers={"origin": "https://else.example"})
    for answer in (preflight, response):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert not answer.cookies
    assert "Access-Control-Allow-Origin" not in client.get("/roles/")


@pytest.mark.django_db
def test_a_head_is_a_get_without_its_body(client):
    make_role()
    whole, head = client.get("/api/v1/roles"), client.head("/api/v1/roles")
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_it_is_cached_as_pages_are(client, transactional_db, page_cache, django_assert_num_queries):
    role = make_role(title="Caller", slug="caller")
    for address in ("/api/v1/roles", "/api/v1/roles/caller", "/api/v1/openapi.json", "/api/v1/roles?format=csv"):
        first = client.get(address)
        assert first["Cache-Control"] == "public, max-age=15, stale-while-revalidate=15"
        with django_assert_num_queries(0):
            assert client.get(address).content == first.content
            unchanged = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged["Access-Control-Allow-Origin"] == "*"
    role.title = "Changed"
    role.save()
    assert "Changed" in client.get("/api/v1/roles").content.decode()


@pytest.mark.django_db
def test_pages_of_a_list_hang_together(client, settings):
    settings.SITE_ORIGIN = "https://bpo.example"
    for n in range(5):
        make_term(slug=f"t{n}", term=f"Term {n}")
    found, address = [], "/api/v1/terms?limit=2"
    while address:
        response = client.get(address.removeprefix("https://bpo.example"))
        told = response.json()
        assert told["count"] == 5
        found += [row["slug"] for row in told["items"]]
        address = told["next"]
        assert ('rel="next"' in response.get("Link", "")) == bool(address)
        assert not address or address.startswith("https://bpo.example/api/v1/terms?limit=2&offset=")
    assert found == ["t0", "t1", "t2", "t3", "t4"]
    assert told["previous"] == "https://bpo.example/api/v1/terms?limit=2&offset=2"
    assert client.get("/api/v1/terms?offset=5").json() == {
        "count": 5,
        "next": None,
        "previous": "https://bpo.example/api/v1/terms?offset=0",
        "items": [],
    }


@pytest.mark.django_db
def test_csv_has_the_rows_of_the_json_and_runs_no_formula(client):
    source = make_source(publisher="@Press", title="\tTitle")
    role = make_role(title="Caller", slug="caller")
    make_figure(role=role, title="=HYPERLINK(1)", city="＝1+1", for_whom="-1 year, +2", source=source)
    response = client.get("/api/v1/figures?format=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="figures.csv"'
    (row,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["city"] == "'＝1+1"
    assert row["for_whom"] == "'-1 year, +2"
    assert row["source.publisher"] == "'@Press"
    assert row["source.title"] == "'\tTitle"
    assert (row["role.slug"], row["job_type.slug"]) == ("caller", "")
    assert (row["monthly.low"], row["low"], row["value"]) == ("10000", "10000", "")
    header = client.get("/api/v1/roles?format=csv&offset=9").content.decode().strip()
    assert header.startswith("slug,page,title,job_type.slug,")


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_a_table(client, name):
    make_rows(2)
    rows = list(csv.reader(io.StringIO(client.get(f"/api/v1/{name}?format=csv").content.decode())))
    assert len(rows) - 1 == len(items(client, name))
    assert len({len(row) for row in rows}) == 1


@pytest.mark.django_db
def test_hostile_titles_stay_text(client):
    make_role(slug="caller", title='</script><img src=x onerror="alert(1)">"\u2028')
    assert items(client, "roles")[0]["title"] == '</script><img src=x onerror="alert(1)">"\u2028'
    assert client.get("/api/v1/roles")["Content-Type"].startswith("application/json")
    assert client.get("/api/v1/roles")["X-Content-Type-Options"] == "nosniff"
    make_source(slug="s", title="<b>x</b>")
    assert b"<b>x</b>" not in client.get("/api/v1/docs").content


def test_the_docs_name_every_address_and_every_value(client, seeded):
    page = client.get("/api/v1/docs").content.decode()
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path in document["paths"]:
        assert f"<summary>{path}</summary>" in page
    for slug in JobType.objects.published().values_list("slug", flat=True):
        assert slug in page
    parameters = {one["name"]: one["schema"] for one in document["paths"]["/api/v1/roles"]["get"]["parameters"]}
    assert parameters["level"] == {"type": "array", "items": {"type": "string", "enum": ["entry", "mid", "senior"]}}
    assert set(RoleFilter.base_filters) < set(parameters)
    assert "x-filters" not in json.dumps(document)
