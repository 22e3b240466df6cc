"""gunicorn's settings; each can be overridden on its command line."""

import multiprocessing
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() + 1))
threads = 4
# An address with many filters is long; what is longer than this is refused with 400 before it reaches the site.
limit_request_line = 8190
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 30


def worker_exit(server, worker):
    """Saves the visits that this worker has counted since the last minute."""
    from bpo_portal.visits.counter import counter

    counter.save()
