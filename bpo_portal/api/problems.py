"""Errors in one shape: a problem detail (RFC 9457) with a sentence in it."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import ValidationError

MEDIA_TYPE = "application/problem+json"


class ParameterError(Schema):
    parameter: str = Field(description="The name of the parameter that was not understood.")
    message: str = Field(description="What is wrong with it, in a sentence.")


class Problem(Schema):
    """What every error looks like (RFC 9457, application/problem+json)."""

    type: str = Field(description="Always about:blank: the status says what kind of problem it is.")
    title: str = Field(description="The status in words, such as Not Found.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What went wrong, in a sentence.")
    errors: list[ParameterError] = Field(description="For 422: each parameter that was not understood.")


class NotUnderstood(Exception):
    """A parameter's value (or name) that cannot be used. `errors` are pairs of parameter and sentence."""

    def __init__(self, errors: list[tuple[str, str]]):
        self.errors = errors
        super().__init__(errors)


class NothingHere(Http404):
    """A slug that no row has or had; `near` are slugs of public rows that may have been meant."""

    def __init__(self, near: list[str]):
        self.near = near
        super().__init__()


def problem(status: int, detail: str, errors: list[tuple[str, str]] = ()) -> JsonResponse:
    return JsonResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "errors": [{"parameter": name, "message": message} for name, message in errors],
        },
        status=status,
        content_type=MEDIA_TYPE,
    )


def not_understood(errors: list[tuple[str, str]]) -> JsonResponse:
    return problem(422, " ".join(f"{name}: {message}" for name, message in errors), errors)


def add_handlers(api: NinjaAPI) -> None:
    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        near = getattr(error, "near", [])
        meant = f" Did you mean: {', '.join(near)}?" if near else ""
        return problem(404, f"There is nothing at this address.{meant}")

    @api.exception_handler(NotUnderstood)
    def refused(request: HttpRequest, error: NotUnderstood) -> HttpResponse:
        return not_understood(error.errors)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return not_understood([(str(e["loc"][-1]), f"{e['msg']}.") for e in error.errors])
