"""Links to a row that is not public yet. Whoever has the link sees the page as the public will, until it runs out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_decode
from django.urls import reverse

from .models import Publishable

SIGNER = TimestampSigner(salt="preview")


class NoPreview(Exception):
    """The link names nothing that can be shown: tampered with, or its row is gone."""


class PreviewExpired(Exception):
    """The link was good once."""


@dataclass(frozen=True)
class Preview:
    row: Publishable
    until: datetime


def preview_address(row: Publishable) -> str:
    return reverse("preview", args=[SIGNER.sign(f"{row._meta.label_lower}.{row.pk}")])


def read_preview(token: str) -> Preview:
    """Raises NoPreview or PreviewExpired."""
    lasts = timedelta(days=settings.PREVIEW_DAYS)
    try:
        told = SIGNER.unsign(token, max_age=lasts)
    except SignatureExpired as error:
        raise PreviewExpired from error
    except BadSignature as error:
        raise NoPreview from error
    label, _dot, pk = told.rpartition(".")
    try:
        model = apps.get_model(label)
        row = model._base_manager.filter(pk=pk).first() if issubclass(model, Publishable) else None
    except (LookupError, ValueError) as error:  # signed before a model was renamed
        raise NoPreview from error
    if row is None:
        raise NoPreview
    signed = datetime.fromtimestamp(b62_decode(token.rsplit(":", 2)[1]), UTC)
    return Preview(row, signed + lasts)
