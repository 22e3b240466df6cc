"""Finds out which public pages have changed, for the sitemap and the feed, whatever path the change took.

No field says so truly: update(), imports, raw SQL and the parts of a row pass by its save(). So once a minute, when the
content stamp has moved, a background thread reads every public row with its parts, and compares a digest of it with the
last one. A change is dated to the minute in which it was found.
"""

import hashlib
import logging
import time

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from interviews.models import Guide, Question
from roles.models import Explainer, JobType, Role

from . import content_stamp
from .models import Version

logger = logging.getLogger(__name__)

DATED = (JobType, Role, Explainer, Guide, Question)
CONTENT_APPS = {"roles", "interviews", "salaries"}
# Rows come to be public without a write when their moment has come: look again after so many seconds.
LOOK_AGAIN = 600


def note_if_due() -> None:
    """Notes changes when content has been written since the last time; of several processes, one does it."""
    stamp = content_stamp.current()
    marker = settings.CONTENT_STAMP.with_name("changes-noted")
    try:
        if marker.read_text() == stamp and time.time() - marker.stat().st_mtime < LOOK_AGAIN:
            return
    except OSError:
        pass  # never noted here
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.write_text(stamp)
        note()
    except Exception:
        # The feed is late; nothing else depends on it.
        logger.warning("Changes of pages could not be noted; trying again in a minute.", exc_info=True)
        marker.unlink(missing_ok=True)


def note() -> int:
    """Compares every public row with its last digest. Returns how many are new or changed."""
    return sum(note_model(model) for model in DATED)


@transaction.atomic
def note_model(model: type[models.Model]) -> int:
    """Two processes that note the same new row at once: one fails, and tries again in a minute."""
    now = timezone.now()
    known = {version.object_id: version for version in Version.objects.of(model)}
    added, changed = [], []
    for pk, digest in digests(model).items():
        version = known.get(pk)
        if version is None:
            label = model._meta.label_lower
            added.append(Version(model=label, object_id=pk, digest=digest, first_seen_at=now, changed_at=now))
        elif version.digest != digest:
            version.digest, version.changed_at = digest, now
            changed.append(version)
    Version.objects.bulk_create(added)
    Version.objects.bulk_update(changed, ["digest", "changed_at"], batch_size=500)
    return len(added) + len(changed)


def digests(model: type[models.Model]) -> dict[int, str]:
    """For each public row, a digest of its fields, of rows that belong to it, and of its ties to others.

    A fixed number of queries, whatever the number of rows.
    """
    rows = model.objects.published().order_by("pk")
    told: dict[int, list] = {values[0]: [values] for values in rows.values_list("pk", *columns(model))}
    for number, (owner, parts) in enumerate(belongings(model)):
        for pk, *values in parts.order_by("pk").values_list(owner, "pk", *columns(parts.model)):
            if pk in told:
                told[pk].append((number, *values))
    return {pk: hashlib.sha256(repr(values).encode()).hexdigest() for pk, values in told.items()}


def columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def belongings(model: type[models.Model]) -> list[tuple[str, models.QuerySet]]:
    """The tables whose rows belong to a row of `model`, each with the path to it: parts, their ties, and its own."""
    found = []
    for relation in model._meta.get_fields():
        if relation.many_to_many:
            field = getattr(relation, "remote_field", None) if relation.auto_created else relation
            through = field.remote_field.through
            if through._meta.auto_created:
                own = field.m2m_reverse_field_name() if relation.auto_created else field.m2m_field_name()
                found.append((f"{own}_id", through._base_manager.all()))
        elif relation.one_to_many and is_content(relation.related_model):
            part = relation.related_model
            found.append((relation.field.attname, shown(part)))
            for tie in part._meta.many_to_many:
                if tie.remote_field.through._meta.auto_created:
                    owner = f"{tie.m2m_field_name()}__{relation.field.attname}"
                    found.append((owner, tie.remote_field.through._base_manager.all()))
    return found


def is_content(model: type[models.Model]) -> bool:
    table = model._meta.db_table
    return model._meta.app_label in CONTENT_APPS and not table.startswith(content_stamp.NOT_CONTENT)


def shown(model: type[models.Model]) -> models.QuerySet:
    return model.objects.published() if hasattr(model.objects, "published") else model._base_manager.all()
