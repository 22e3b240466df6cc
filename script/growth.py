"""Times pages against a grown catalogue: see script/bench.

Two databases of one server, two processes, one request to each in turns, so that whatever else the machine does falls
on both. Pages are made anew each time: the page cache is off.
"""

import io
import json
import os
import statistics
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ROLES, FIGURES, QUESTIONS = 10_000, 100_000, 10_000
WARM_UP, ROUNDS = 5, 40
NUMBERS = count(1)
MOST_TIMES = 2.0
ADDRESSES = [
    "/",
    "/roles/",
    "/roles/?type=kpo&level=mid&qualification=degree",
    "/roles/?skill=spreadsheets&pay=20000",
    "/roles/telecaller/",
    "/roles/types/back-office/",
    "/search/?q=custmer+suport",
    "/salaries/",
    "/salaries/?level=entry&city=Bengaluru",
    "/salaries/telecaller/",
    "/interviews/questions/",
    "/interviews/questions/?role=telecaller&kind=situational",
    "/interviews/voice-inbound/",
]


def start_django(database: str) -> None:
    user, host = os.environ.get("PGUSER", "postgres"), os.environ.get("PGHOST", "localhost")
    password, port = os.environ.get("PGPASSWORD", ""), os.environ.get("PGPORT", "5432")
    os.environ["DATABASE_URL"] = f"postgres://{user}:{password}@{host}:{port}/{database}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "bpo_portal.settings"
    import django

    django.setup()


def make(database: str, grown: bool) -> None:
    """A database with the seeded catalogue, and with thousands of copies of its rows when `grown`."""
    import psycopg2

    server = psycopg2.connect(dbname="postgres")
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}"')
        cursor.execute(f'CREATE DATABASE "{database}"')
    server.close()
    start_django(database)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("seed", stdout=io.StringIO())
    if grown:
        grow()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def grow() -> None:
    from interviews.models import Question
    from roles.models import Alias, Duty, Role, RoleIndustry, RoleSkill
    from salaries.models import PayFigure

    seeded = list(Role.objects.order_by("pk"))
    copies = [
        (original, f"{original.slug}-{number}", f"{original.title} {number}")
        for number in range(1, ROLES // len(seeded) + 2)
        for original in seeded
    ][: ROLES - len(seeded)]
    roles = Role.objects.bulk_create(
        [copy_of(original, slug=slug, title=title) for original, slug, title in copies], batch_size=1000
    )
    of_original: dict[int, list] = {}
    for (original, _slug, _title), role in zip(copies, roles, strict=True):
        of_original.setdefault(original.pk, []).append(role)
    tell(f"{len(roles):,} roles")

    for model in (Alias, Duty, RoleSkill, RoleIndustry):
        parts = [copy_of(part, role=role) for part in model.objects.all() for role in of_original.get(part.role_id, [])]
        model.objects.bulk_create(parts, batch_size=2000)
        tell(f"{len(parts):,} {model._meta.verbose_name_plural}")

    figures = list(PayFigure.objects.order_by("pk"))
    made = []
    for number in range(FIGURES - len(figures)):
        figure = figures[number % len(figures)]
        others = of_original.get(figure.role_id)
        role = others[number % len(others)] if others else figure.role
        made.append(copy_of(figure, role=role, title=f"{figure.title} {number}"[:120]))
    PayFigure.objects.bulk_create(made, batch_size=2000)
    tell(f"{len(made):,} pay figures")

    questions = list(Question.objects.prefetch_related("job_types", "roles").order_by("pk"))
    pairs = [(questions[number % len(questions)], number) for number in range(QUESTIONS - len(questions))]
    rows = Question.objects.bulk_create(
        [
            copy_of(original, slug=f"{original.slug}-{number}", text=f"{original.text} ({number})")
            for original, number in pairs
        ],
        batch_size=1000,
    )
    for field, key in (("job_types", "jobtype_id"), ("roles", "role_id")):
        through = getattr(Question, field).through
        tags = [
            through(**{"question_id": row.pk, key: tag.pk})
            for (original, _number), row in zip(pairs, rows, strict=True)
            for tag in getattr(original, field).all()
        ]
        through.objects.bulk_create(tags, batch_size=5000)
    tell(f"{len(rows):,} questions")


def copy_of(row, **changes):
    """An unsaved copy of `row`. What the database wants unique and `changes` does not give gets a number."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    fresh = type(row)(**{field.attname: getattr(row, field.attname) for field in fields})
    for field in fields:
        if field.unique and field.name not in changes:
            # A unique key to another row (a short code) is given by the model when the copy is saved.
            setattr(fresh, field.attname, None if field.is_relation else f"{next(NUMBERS)}"[: field.max_length])
    for name, value in changes.items():
        setattr(fresh, name, value)
    return fresh


def tell(words: str) -> None:
    print(f"  added {words}", file=sys.stderr, flush=True)


def answer(database: str) -> None:
    """Reads an address a line and writes its milliseconds, queries and status a line."""
    start_django(database)
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.DEBUG = False
    client = Client()
    for line in sys.stdin:
        began = time.perf_counter()
        response = client.get(line.strip())
        took = (time.perf_counter() - began) * 1000
        print(json.dumps({"ms": took, "status": response.status_code}), flush=True)
    connection.close()


def in_turns(addresses: list[str]) -> bool:
    """Prints the table. Is every page within its budget?"""
    workers = [
        subprocess.Popen(
            [sys.executable, __file__, "--answer", database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for database in ("bench_seeded", "bench_grown")
    ]
    within = True
    pair = "p50     p95"
    print(f"\n{'':58}{'seeded':>16}{'grown':>16}{'ratio':>8}\n{'milliseconds':58}{pair:>16}{pair:>16}{'p95':>8}")
    for address in addresses:
        times: list[list[float]] = [[], []]
        for turn in range(WARM_UP + ROUNDS):
            for worker, taken in zip(workers, times, strict=True):
                worker.stdin.write(address + "\n")
                worker.stdin.flush()
                told = json.loads(worker.stdout.readline())
                if told["status"] != 200:
                    sys.exit(f"{address} answered {told['status']}.")
                if turn >= WARM_UP:
                    taken.append(told["ms"])
        (p50, p95), (grown50, grown95) = ((statistics.median(t), statistics.quantiles(t, n=20)[-1]) for t in times)
        ratio = grown95 / p95
        within = within and ratio <= MOST_TIMES
        over = "" if ratio <= MOST_TIMES else "  over"
        print(f"{address:58}{p50:8.1f}{p95:8.1f}{grown50:8.1f}{grown95:8.1f}{ratio:8.2f}{over}", flush=True)
    for worker in workers:
        worker.stdin.close()
        worker.wait()
    return within


def main() -> None:
    if sys.argv[1:2] == ["--answer"]:
        answer(sys.argv[2])
    elif sys.argv[1:2] == ["--make"]:
        make(sys.argv[2], grown=sys.argv[2] == "bench_grown")
    else:
        for database in ("bench_seeded", "bench_grown"):
            print(f"Making {database} …", file=sys.stderr)
            subprocess.run([sys.executable, __file__, "--make", database], check=True)
        sys.exit(0 if in_turns(sys.argv[1:] or ADDRESSES) else 1)


if __name__ == "__main__":
    main()
