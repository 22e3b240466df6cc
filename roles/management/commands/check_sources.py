import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from roles.link_check import Finding, look_at
from roles.models import Source

WORKERS = 6
KEPT_AT_ONCE = 50
FIELDS = ["address_state", "address_checked", "address_checked_on", "address_finding"]


class Command(BaseCommand):
    help = "Visit the addresses of sources and note which answer, have moved or are dead. Public pages do not change."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="visit this many at most, those longest unvisited first")
        parser.add_argument(
            "--pause", type=float, default=1.0, help="seconds between two visits to one host (1 when not given)"
        )

    def handle(self, *, limit: int | None, pause: float, **options):
        if (limit is not None and limit < 1) or pause < 0:
            raise CommandError("--limit is at least 1, --pause is not below 0.")
        sources = list(Source.objects.with_address().longest_unvisited_first()[:limit])
        counts: dict[str, int] = defaultdict(int)
        waiting: list[Source] = []
        is_online = False
        try:
            for number, (source, finding) in enumerate(visited(sources, pause), start=1):
                note(source, finding)
                waiting.append(source)
                is_online = is_online or finding.has_answered
                counts[finding.state] += 1
                self.stdout.write(
                    f"{number:>5} of {len(sources)}  {finding.state:<7}  {source.address}  {finding.words}"
                )
                # Until something answers, it may be this machine that has no network: then nothing is kept.
                if is_online and len(waiting) >= KEPT_AT_ONCE:
                    keep(waiting)
        finally:
            if is_online:
                keep(waiting)
        if waiting:
            raise CommandError("Not one server answered, so nothing was noted. Is this machine online?")
        told = ", ".join(f"{counts[state.value]} {state.label.lower()}" for state in Source.AddressState)
        self.stdout.write(self.style.SUCCESS(f"Visited {len(sources)} addresses: {told}."))


def visited(sources: Iterable[Source], pause: float) -> Iterator[tuple[Source, Finding]]:
    """Each source with what was found, as it is found. A host has one visitor at a time."""
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source)].append(source)
    queues = list(by_host.values())
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            while queues:
                asked = {pool.submit(look_at, queue[0].address): queue for queue in queues}
                for done in as_completed(asked):
                    yield asked[done].pop(0), done.result()
                queues = [queue for queue in queues if queue]
                if queues:
                    time.sleep(pause)
        finally:
            pool.shutdown(cancel_futures=True)


def host_of(source: Source) -> str:
    """Without “www.”, so that one server is not asked under two names."""
    try:
        return (urlsplit(source.address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def note(source: Source, finding: Finding) -> None:
    source.address_state = finding.state
    source.address_checked = source.address
    source.address_checked_on = timezone.localdate()
    source.address_finding = finding.words[:300]


def keep(sources: list[Source]) -> None:
    """Writes only what the visit found: what an editor changed in the meantime stays."""
    Source.objects.bulk_update(sources, FIELDS)
    sources.clear()
