"""Control characters: signs that nobody sees or types, which come along with what is pasted, and break XML and screens.

Those that turn the direction of writing round are among them: one in a summary would turn the link behind it in a chat.
Tabs and line ends are no such signs, nor are the joiners that Hindi is written with.
"""

import re

from django.apps import AppConfig
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
SHOWN = 20  # letters before it, by which it is found


def without_controls(text: str) -> str:
    return CONTROLS.sub("", text)


def refuse_controls(text: str) -> None:
    """Raises ValidationError saying where the first one stands."""
    found = CONTROLS.search(text)
    if found:
        before = text[max(0, found.start() - SHOWN) : found.start()]
        where = _("after “%(before)s”") if before else _("at the start")
        raise ValidationError(
            _("There is a hidden control character (U+%(code)s) %(where)s. Delete it, or type that part again."),
            code="control_character",
            params={"code": f"{ord(found[0]):04X}", "where": where % {"before": before}},
        )


def refuse_in_texts(app: AppConfig) -> None:
    """Gives every text field of an app's models the check, so that forms, their lines and sheets all ask it.

    Here and not in each field: a validator named in a field is part of its migrations.
    """
    for model in app.get_models():
        for field in model._meta.local_fields:
            is_text = isinstance(field, (models.CharField, models.TextField))
            if is_text and refuse_controls not in field.validators:  # models share the list of a field they inherit
                field.validators.append(refuse_controls)
