"""The OpenAPI document, and the page that tells it to people.

Swagger's and Redoc's pages are 1 MB of script with inline parts, which our content policy refuses. This page is made
on the server from the same document, works without scripts, and its examples are links that open.
"""

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja.openapi.docs import DocsBase

from .lists import Paging
from .problems import MEDIA_TYPE


class Docs(DocsBase):
    def render_page(self, request: HttpRequest, api, **kwargs) -> HttpResponse:
        document = api.get_openapi_schema()
        context = {"document": document, "operations": list(operations(document)), "shapes": list(shapes(document))}
        return render(request, "api/docs.html", context)


SLUG = {"pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 100}
REFUSED = {"description": "An address that cannot be read, such as one with a NUL character."}
MOVED = {"description": "The row has another slug now.", "headers": {"Location": {"schema": {"type": "string"}}}}


def fill_in(document: dict) -> None:
    """What is the same for every operation, and the filters of the site's own pages with the values of today."""
    for path, methods in document["paths"].items():
        for operation in methods.values():
            filters = operation.pop("x-filters", None)
            if filters is not None:
                operation["parameters"] = filter_parameters(filters) + operation["parameters"]
            answers = operation["responses"]
            for status in (404, 422):
                if status in answers:
                    answers[status]["content"] = problem_content()
            answers[400] = {**REFUSED, "content": problem_content()}
            if "{slug}" in path:
                answers[301] = MOVED
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    parameter["schema"].update(SLUG)


def problem_content() -> dict:
    return {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def filter_parameters(filters: type[django_filters.FilterSet]) -> list[dict]:
    made = filters().filters
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": f"{one.label}.",
            "schema": parameter_schema(one),
        }
        for name, one in made.items()
    ]


def parameter_schema(one: django_filters.Filter) -> dict:
    if isinstance(one, django_filters.NumberFilter):
        return {"type": "integer", "minimum": one.extra["min_value"], "maximum": one.extra["max_value"]}
    if isinstance(one, django_filters.CharFilter):
        return {"type": "string", "maxLength": one.extra["max_length"]}
    choices = [str(value) for value, _label in one.extra["choices"]]
    value = {"type": "string"} | ({"enum": choices} if choices else {})
    return {"type": "array", "items": value} if isinstance(one, django_filters.MultipleChoiceFilter) else value


def operations(document: dict):
    """Each address with what the page says of it; `example` is an address that opens."""
    for path, methods in document["paths"].items():
        operation = methods["get"]
        parameters = [parameter_words(parameter) for parameter in operation["parameters"]]
        answer = operation["responses"][200]["content"]["application/json"]["schema"]
        yield {
            "path": path,
            "id": operation["operationId"],
            "summary": operation.get("description", ""),
            "example": "" if "{" in path else path,
            "is_list": any(parameter["name"] in Paging.model_fields for parameter in parameters),
            "parameters": parameters,
            "answer": shape_name(answer),
        }


def parameter_words(parameter: dict) -> dict:
    schema = parameter["schema"]
    options = schema.get("anyOf", [schema])
    inner = next((option for option in options if option.get("type") != "null"), {})
    values = inner.get("enum") or inner.get("items", {}).get("enum") or []
    limits = [
        f"{words} {inner[key]}"
        for key, words in (("minimum", "At least"), ("maximum", "At most"), ("maxLength", "Letters at most:"))
        if key in inner
    ]
    return {
        "name": parameter["name"],
        "description": parameter.get("description") or schema.get("description", ""),
        "is_repeated": inner.get("type") == "array",
        "values": values,
        "limits": limits,
        "default": schema.get("default"),
    }


def shapes(document: dict):
    """Each part of an answer with its fields."""
    for name, schema in document["components"]["schemas"].items():
        if "properties" in schema:
            fields = [
                {"name": field, "description": told.get("description", ""), "type": type_words(told)}
                for field, told in schema["properties"].items()
            ]
            yield {"name": name, "description": schema.get("description", ""), "fields": fields}
        elif "enum" in schema:
            yield {"name": name, "description": " · ".join(str(value) for value in schema["enum"]), "fields": []}


def shape_name(schema: dict) -> str:
    return schema.get("$ref", "").rpartition("/")[2]


def type_words(schema: dict) -> str:
    if "$ref" in schema:
        return shape_name(schema)
    if "anyOf" in schema:
        return " or ".join(type_words(option) for option in schema["anyOf"])
    if "allOf" in schema:
        return type_words(schema["allOf"][0])
    if schema.get("type") == "array":
        return f"list of {type_words(schema['items'])}"
    if "enum" in schema:
        return " · ".join(str(value) for value in schema["enum"])
    return schema.get("format") or schema.get("const") or schema.get("type", "")
