"""What holds for every address under /api/, whatever answers it."""

from django.http import HttpResponse

from .problems import MEDIA_TYPE, problem

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
SENTENCES = {
    400: "The request cannot be read: a character in its address, or the host it names.",
    404: "There is nothing at this address. See /api/v1/docs for those there are.",
    500: "Something broke on our side.",
    503: "The site is busy for a moment. Ask again in a minute.",
}


class ApiMiddleware:
    """Any site may read the API from a browser, without credentials; whatever goes wrong is said in JSON.

    Stands outside everything that can answer by itself (an address with a NUL, an unknown one), and inside nothing that
    the answer needs: caching and compression work as for pages. A HEAD is a GET whose body is left out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self.answer(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    def answer(self, request) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(
                status=204,
                headers={
                    "Allow": METHODS,
                    "Access-Control-Allow-Methods": METHODS,
                    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
                    "Access-Control-Max-Age": "86400",
                },
            )
        if request.method not in ("GET", "HEAD"):
            response = problem(405, "This API is read only: GET, HEAD and OPTIONS.")
            response["Allow"] = METHODS
            return response
        is_head = request.method == "HEAD"
        request.method = "GET"
        response = self.get_response(request)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith(MEDIA_TYPE):
            status = response.status_code
            response = problem(status, SENTENCES.get(status, "The request was refused."))
        if is_head:
            request.method = "HEAD"
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response
