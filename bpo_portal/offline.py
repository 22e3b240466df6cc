"""Pages that were opened once open without a network too.

The worker that keeps them in the browser is served from the root, as a browser lets it see only what lies below its own
address. OFFLINE_PAGES=0 withdraws it: the worker that is served then forgets all pages and takes itself away.
"""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control


@csp_replace({"default-src": ["'none'"], "connect-src": ["'self'"]})
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    name = "service_worker.js" if settings.OFFLINE_PAGES else "service_worker_gone.js"
    return render(request, name, content_type="text/javascript; charset=utf-8")


def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")
