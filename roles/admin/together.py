"""Two people, one record: the second save is refused, nothing typed is lost, and both texts stand side by side."""

from dataclasses import dataclass, field

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models.history import act
from ..versions import Family, digest, micros
from .forms import parts_of, shown
from .merging import Merge

VERSION = "_version"
TEXTS = (models.CharField, models.TextField)


@dataclass
class Token:
    """What a form was opened on: a digest of the row and its parts, and the moment of the newest act in them."""

    digest: str
    moment: int = 0

    def __str__(self) -> str:
        return f"{self.digest}.{self.moment}"

    @classmethod
    def read(cls, text: str) -> "Token":
        """Of whatever was sent; what cannot be read fits no version."""
        told, _dot, moment = text.partition(".")
        return cls(told, int(moment) if moment.isascii() and moment.isdigit() and len(moment) < 20 else 0)


@dataclass
class Clash:
    """What stands above a form that came too late."""

    who: list[str] = field(default_factory=list)
    merge: Merge | None = None
    is_gone: bool = False


class OneSaveAtATime:
    """For ModelAdmin. The form carries a Token; a POST locks the row, and is refused when the token is old."""

    # The field that names the row this one is part of, where it is: that row is locked too.
    owner_field = ""

    def family(self, row: models.Model) -> Family:
        return Family(row, parts_of(self))

    def token(self, row: models.Model) -> Token:
        family = self.family(row)
        newest = family.newest()
        return Token(digest(family.present()), micros(newest) if newest else 0)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic(), act():
            if object_id is not None:
                row = self.lock(request, unquote(object_id))
                if row is None and self.has_add_permission(request) and self.is_sent_by_a_form(request):
                    return self.offer_to_add_again(request)
                if row is not None and self.has_change_permission(request, row):
                    self.notice_a_clash(request, row)
                elif row is not None and self.has_change_permission(request) and self.is_sent_by_a_form(request):
                    return self.give_back(request, row)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def lock(self, request: HttpRequest, pk: str) -> models.Model | None:
        """The row as it stands, held until the transaction ends; with it the row it is part of."""
        try:
            pk = self.model._meta.pk.to_python(pk)
        except ValidationError:
            return None
        if self.owner_field:
            owner = self.model._meta.get_field(self.owner_field).related_model
            wanted = self.model._base_manager.filter(pk=pk).values(self.owner_field)
            list(owner._base_manager.select_for_update().filter(pk__in=wanted).order_by("pk"))
        return self.model._base_manager.select_for_update().filter(pk=pk).first()

    @staticmethod
    def is_sent_by_a_form(request: HttpRequest) -> bool:
        return VERSION in request.POST

    def notice_a_clash(self, request: HttpRequest, row: models.Model) -> None:
        """Sets request.clash when the form was opened on another version, and makes its data fit the present one."""
        opened = Token.read(request.POST.get(VERSION, ""))
        family = self.family(row)
        theirs = family.present()
        if opened.digest == digest(theirs):
            return
        entries = family.entries()
        seen = [entry for entry in entries if entry.id <= opened.moment]
        since = [entry for entry in entries if entry.id > opened.moment]
        merge = Merge(self, request, row, theirs, seen[-1].after if seen else None)
        request.POST = merge.data()
        request.clash = Clash(self.told_by(since), merge)

    def offer_to_add_again(self, request: HttpRequest):
        """The row was deleted while its form was open: the form comes back as one for a new row."""
        request.clash = Clash(is_gone=True)
        data = request.POST.copy()
        for name in list(data):
            if name.endswith("-INITIAL_FORMS"):
                data[name] = "0"
            elif name.endswith("-id"):
                data[name] = ""
        request.POST = data
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, address, None)

    def give_back(self, request: HttpRequest, row: models.Model):
        """The row was published, say, while its form was open: it is no longer this editor's, but the words are."""
        form = self.get_form(request, row, change=False)()
        typed = [
            (capfirst(str(one.label)), shown(one, one.widget.value_from_datadict(request.POST, {}, name)))
            for name, one in form.fields.items()
        ]
        for inline, _owner in parts_of(self):
            names = {one.name for one in inline._meta.concrete_fields if isinstance(one, TEXTS) and not one.choices}
            prefix = self.prefix_of(inline)
            for line in Merge.typed_lines(prefix, request.POST):
                texts = [text for name, found in line.data.items() if name in names for text in found if text]
                typed.append((capfirst(str(inline._meta.verbose_name)), "; ".join(texts)))
        context = {
            **self.admin_site.each_context(request),
            "title": _("This is no longer yours to change"),
            "opts": self.opts,
            "object": row,
            "typed": [(label, text) for label, text in typed if text],
        }
        return TemplateResponse(request, "admin/editor/given_back.html", context, status=403)

    def prefix_of(self, inline: type[models.Model]) -> str:
        owner = dict(parts_of(self))[inline]
        return inline._meta.get_field(owner).remote_field.get_accessor_name(model=self.model)

    def check_form(self, request: HttpRequest, form) -> None:
        """Adds to the form's errors what stands against saving it. Called while it is cleaned."""
        clash = getattr(request, "clash", None)
        if clash is not None:
            form.add_error(None, self.refusal(clash))

    @staticmethod
    def refusal(clash: Clash) -> str:
        if clash.is_gone:
            return _("Somebody deleted this record while you were writing. Save to add it again with what you typed.")
        return _(
            "Not saved: somebody else saved this record after you opened it. Everything you typed is below. Read what "
            "they changed, then save again."
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and not add:
            context["version"] = str(self.token(obj))
        elif add:
            context["version"] = ""
        context["clash"] = getattr(request, "clash", None)
        return super().render_change_form(request, context, add, change, form_url, obj)
