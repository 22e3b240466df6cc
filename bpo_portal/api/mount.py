"""The API as one thing: version 1, under /api/v1/."""

from django.http import HttpRequest
from django.urls import reverse
from ninja import NinjaAPI, Schema
from ninja.renderers import JSONRenderer

from roles.origin import absolute

from . import catalogue, docs, pay, questions, sources, terms
from .lists import refuse_unknown
from .problems import add_handlers


class Letters(JSONRenderer):
    """Hindi as it is written, not as escapes of six bytes a letter."""

    json_dumps_params = {"ensure_ascii": False}


class SiteApi(NinjaAPI):
    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs):
        schema = super().get_openapi_schema(**kwargs)
        docs.fill_in(schema)
        return schema


api = SiteApi(
    title="BPO Portal API",
    version="1",
    description=(
        "Roles, pay, interview questions and words of the BPO trade in India, as on the site: read only, free, without "
        "a key. Every pay figure carries who printed it and when; please show both wherever you show a figure. "
        "Nothing in version 1 is renamed or taken away; new fields, parameters and values may come."
    ),
    urls_namespace="api-v1",
    renderer=Letters(),
    docs=docs.Docs(),
    docs_url="/docs",
    openapi_url="/openapi.json",
)
add_handlers(api)
api.add_router("/roles", catalogue.roles)
api.add_router("/types", catalogue.types)
api.add_router("/figures", pay.router)
api.add_router("/questions", questions.router)
api.add_router("/terms", terms.router)
api.add_router("/sources", sources.router)


class Contents(Schema):
    roles: str
    types: str
    figures: str
    questions: str
    terms: str
    sources: str
    docs: str
    openapi: str


@api.get("/", response=Contents, tags=["Contents"], url_name="contents")
def contents(request: HttpRequest):
    """The addresses of all lists."""
    refuse_unknown(request)
    names = dict.fromkeys(Contents.model_fields) | {"docs": "openapi-view", "openapi": "openapi-json"}
    return {name: absolute(request, reverse(f"api-v1:{url or name}")) for name, url in names.items()}
