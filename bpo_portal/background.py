"""One thread in each process, for what must not keep a page waiting: saving visits, and dating changed pages."""

import atexit
import threading

from django.conf import settings
from django.db import connection

from . import changes
from .visits.counter import counter


class Background:
    def __init__(self):
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.ended = threading.Event()

    def start(self) -> None:
        """Starts the thread where none runs: with the first request of a process, and after a fork once more."""
        if not settings.BACKGROUND_SECONDS or (self.thread and self.thread.is_alive()):
            return
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                if self.thread is None:
                    atexit.register(counter.save)
                self.thread = threading.Thread(target=self.work, name="background", daemon=True)
                self.thread.start()

    def work(self) -> None:
        while not self.ended.wait(settings.BACKGROUND_SECONDS):
            counter.save()
            changes.note_if_due()
            connection.close()


background = Background()


class BackgroundMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        background.start()
        return self.get_response(request)
