"""How many reports one sender, and everybody together, may send. No address is stored.

What is stored is a keyed hash of the address and the hour. Its key is derived from the site's secret and the date, so
that hashes of two days cannot be told to be of one sender, and the row goes when the hour has passed and the next
report comes, or with `manage.py forget_senders`.
"""

import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from roles.client_address import client_address
from roles.models import ReportCount

# Many phones share one address, so one sender may be many people.
MOST_AN_HOUR = 10
# What two editors can read in a day.
MOST_A_DAY = 200


def seconds_to_wait(request: HttpRequest) -> tuple[int, bool]:
    """0 when the sender may send one more report, which is then counted; else the seconds until the next try is of
    use. The second value tells whether it is everybody's limit that is reached."""
    now = timezone.now()
    hour_ends = now.replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1)
    salt = f"bpo_portal.senders {now.date()}"
    sender = salted_hmac(salt, f"{now.hour} {client_address(request)}", algorithm="sha256").hexdigest()
    if not ReportCount.objects.take(sender, MOST_AN_HOUR, hour_ends):
        return seconds_until(hour_ends, now), False
    day = timezone.localdate()
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    day_ends = timezone.make_aware(midnight)
    if not ReportCount.objects.take(f"everybody {day}", MOST_A_DAY, day_ends):
        return seconds_until(day_ends, now), True
    return 0, False


def seconds_until(moment: datetime.datetime, now: datetime.datetime) -> int:
    return int((moment - now).total_seconds()) + 1
