import os
from collections.abc import Callable

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bpo_portal.settings")


def in_utf8(application: Callable) -> Callable:
    """Every address and form is read as UTF-8, which is all that this site's pages send.

    Django reads them in whatever character set the sender names, before any middleware: an unknown name is an error
    without a page, and a strange one turns the words of an address into others, which a cache would keep for everybody.
    """

    def inner(environ, start_response):
        if environ.get("REQUEST_METHOD") in ("GET", "HEAD"):
            environ.pop("CONTENT_TYPE", None)
        elif "charset" in environ.get("CONTENT_TYPE", "").lower():
            parts = environ["CONTENT_TYPE"].split(";")
            environ["CONTENT_TYPE"] = ";".join(p for p in parts if not p.strip().lower().startswith("charset"))
        return application(environ, start_response)

    return inner


application = in_utf8(get_wsgi_application())
