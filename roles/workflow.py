"""Steps of the workflow taken by many rows at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction

from .models.history import act
from .models.publishing import Publishable, Step


@dataclass
class Taken:
    """Which rows took the step, and which were refused with the reason in words."""

    done: list[Publishable] = field(default_factory=list)
    refused: list[tuple[Publishable, str]] = field(default_factory=list)


@transaction.atomic
def take_step(model: type[Publishable], pks: Iterable[int], step: Step) -> Taken:
    """Moves each row that may go, after the full checks of a form. All in one transaction, as one act."""
    taken = Taken()
    with act(str(step.done)):
        for row in model._base_manager.select_for_update().filter(pk__in=list(pks)).order_by("pk"):
            if why := refusal(row, step):
                taken.refused.append((row, why))
                continue
            row.save(update_fields=["status"])
            taken.done.append(row)
    return taken


def refusal(row: models.Model, step: Step) -> str:
    """Why `row` cannot take the step; else the row has its new status, not yet saved."""
    if why := row.refuses(step):
        return str(why)
    before, row.status = row.status, step.to
    try:
        row.full_clean()
    except ValidationError as error:
        row.status = before
        return " ".join(text if name == "__all__" else label(row, name, text) for name, text in texts(error))
    return ""


def texts(error: ValidationError) -> Iterable[tuple[str, str]]:
    return ((name, text) for name, found in error.message_dict.items() for text in found)


def label(row: models.Model, name: str, text: str) -> str:
    return f"{row._meta.get_field(name).verbose_name}: {text}"
