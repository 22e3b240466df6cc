"""What happens to every request: refuse what no database can hold, and serve public pages from the cache."""

import hashlib

from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.middleware import http
from django.utils.cache import patch_cache_control

from . import content_stamp
from .views import not_taken

# A cached page lives this long at most, a browser's copy BROWSER_SECONDS + STALE_SECONDS: together under a minute,
# the time within which an edit must be seen on every node.
CACHED_SECONDS = 28
BROWSER_SECONDS = 15
STALE_SECONDS = 15


class RefuseNulMiddleware:
    """PostgreSQL cannot hold a NUL character: answer 400 wherever one comes in an address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a character that cannot be read.")
        return self.get_response(request)


class ConditionalGetMiddleware(http.ConditionalGetMiddleware):
    """Answers 304 where a page has not changed, under the page's own policies.

    A browser takes the headers of a 304 into its copy of the page. Without the marks that the view left on its answer
    a 304 goes out under the site's common policies: a page of practice that was loaded again lost its microphone, and
    its promise that nothing is sent.
    """

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        for name, mark in vars(response).items() if answer is not response else ():
            if name.startswith(("_csp_", "_permissions_policy_")):
                setattr(answer, name, mark)
        return answer


class NothingIsSentMiddleware:
    """A public page that takes nothing answers 405 to whatever is sent to it, before anything looks for a token.

    Public pages set no cookie, so no page of this site could send a token: one that takes a form says so by
    `csrf_exempt`, and the admin looks after itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        takes_nothing = not getattr(view, "csrf_exempt", False) and "admin" not in request.resolver_match.app_names
        if takes_nothing and request.method not in ("GET", "HEAD", "OPTIONS"):
            return not_taken(request)
        return None


class PublicCacheControlMiddleware:
    """Says that a page is the same for everyone, unless the view said otherwise or the answer sets a cookie."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = request.method in ("GET", "HEAD") and response.status_code in (200, 301)
        is_for_all = request.resolver_match is None or "admin" not in request.resolver_match.app_names
        if is_page and is_for_all and not response.has_header("Cache-Control") and not response.cookies:
            patch_cache_control(response, public=True, max_age=BROWSER_SECONDS, stale_while_revalidate=STALE_SECONDS)
        return response


class PageCacheMiddleware:
    """Keeps public pages as they went out, compressed. A hit costs no query and no rendering."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "GET":
            return self.get_response(request)
        key = self.key(request)
        response = cache.get(key)
        if response is None:
            response = self.get_response(request)
            if self.is_public(response):
                cache.set(key, response, CACHED_SECONDS)
        return response

    @staticmethod
    def key(request) -> str:
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        encodings = [name for name in ("zstd", "br", "gzip") if name in accepted]
        # The stamp is read before the page is made: a page made from older content never counts as newer.
        parts = [content_stamp.current(), *encodings, request.scheme, request.get_host(), request.get_full_path()]
        return "page:" + hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()

    @staticmethod
    def is_public(response) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "public" in response.get("Cache-Control", "")
        )
