"""Roles."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .freshness import ReviewedQuerySet
from .job_types import JobType
from .publishing import PUBLISHING_PERMISSIONS, Publishable, PublishableQuerySet, is_public
from .reference import Industry, Qualification
from .short_codes import ShortCode
from .slugs import Slugged, SluggedQuerySet


class Level(models.TextChoices):
    ENTRY = "entry", _("Entry level")
    MID = "mid", _("Mid level")
    SENIOR = "senior", _("Senior level")


class Shift(models.TextChoices):
    DAY = "day", _("Mostly day")
    ROTATING = "rotating", _("Rotating, nights for overseas clients")
    ROUND_THE_CLOCK = "round-the-clock", _("Round the clock")
    CLIENT = "client", _("The client’s hours")


# Nothing said is not a "no": a page leaves out what nobody has stated.
YES_OR_NO = [(None, _("Not stated")), (True, _("Yes")), (False, _("No"))]

# The last part of addresses that are pages of their own: no role may stand in their way.
RESERVED_SLUGS = ("types", "compare", "match", "map", "in-hand", "offer")


class RoleQuerySet(ReviewedQuerySet, PublishableQuerySet, SluggedQuerySet):
    def published(self):
        """Public roles of public job types: a role is never shown where its line is hidden."""
        return super().published().filter(is_public("job_type"))

    def reachable(self):
        return super().reachable().filter(is_public("job_type"))

    def with_card(self):
        """With what a role card shows."""
        return self.select_related("job_type", "minimum_qualification")

    def with_code(self, code: str):
        return self.filter(short_code=code)

    def update(self, **kwargs):
        if "short_code" in kwargs or "short_code_id" in kwargs:
            raise ValueError("A role keeps its short code for ever.")
        return super().update(**kwargs)

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        new = [role for role in objs if not role.short_code_id]
        for role, code in zip(new, ShortCode.objects.give([role.slug for role in new]), strict=True):
            role.short_code_id = code
        return super().bulk_create(objs, *args, **kwargs)

    bulk_create.alters_data = True

    def successors_of(self, role: "Role") -> list["Role"]:
        """What replaced `role`, what replaced that, and so on, those of them that are in this queryset.

        Two queries, however long the chain is; a chain that comes back to where it was ends there.
        """
        if role.replaced_by_id is None:
            return []
        links = dict(Role.objects.filter(replaced_by__isnull=False).values_list("pk", "replaced_by"))
        links[role.pk] = role.replaced_by_id  # as it is about to be saved
        chain = [role.pk]
        while (step := links.get(chain[-1])) is not None and step not in chain[1:]:
            chain.append(step)
        found = self.in_bulk(chain[1:])
        return [found[pk] for pk in chain[1:] if pk in found]

    def on_every_line(self):
        return self.filter(is_cross_functional=True)

    def on_one_line(self):
        return self.filter(is_cross_functional=False)

    def found_on(self, job_type: JobType):
        """Roles of another line that are also done on this one, without those found on every line."""
        return self.on_one_line().filter(also_in=job_type).exclude(job_type=job_type)

    def similar_to(self, role: "Role"):
        """Roles of the same line first, then of the same level; never the role itself."""
        same_line = Q(job_type=role.job_type_id, is_cross_functional=role.is_cross_functional)
        return (
            self.exclude(pk=role.pk)
            .filter(same_line | Q(also_in=role.job_type_id, level=role.level))
            .annotate(
                is_same_line=models.Case(models.When(same_line, then=1), default=0),
                is_same_level=models.Case(models.When(level=role.level, then=1), default=0),
            )
            .order_by("-is_same_line", "-is_same_level", "title")
            .distinct()
        )


class Role(Slugged, Publishable):
    """One designation, as job advertisements name it."""

    class Calls(models.TextChoices):
        NONE = "none", _("No calls")
        SOME = "some", _("Some calls")
        MOST = "most", _("Mostly calls")

    class Nights(models.TextChoices):
        RARE = "rare", _("Rarely")
        SOME = "some", _("Depends on the client")
        USUAL = "usual", _("Usual")

    title = models.CharField(
        _("title"),
        max_length=100,
        unique=True,
        help_text=_("As job advertisements name it, such as Data entry operator."),
    )
    job_type = models.ForeignKey(
        JobType,
        on_delete=models.PROTECT,
        related_name="roles",
        verbose_name=_("job type"),
        help_text=_("The line of work that it belongs to most."),
    )
    also_in = models.ManyToManyField(
        JobType,
        blank=True,
        related_name="visiting_roles",
        verbose_name=_("also done in"),
        help_text=_("Other job types that have this role too."),
    )
    is_cross_functional = models.BooleanField(
        _("on every line"), default=False, help_text=_("Found in every job type, such as team leader.")
    )
    level = models.CharField(
        _("level"),
        max_length=6,
        choices=Level,
        db_index=True,
        help_text=_("Entry: no experience is asked. Mid: leads a team. Senior: manages a whole operation."),
    )
    summary = models.TextField(_("summary"), help_text=_("The job in one sentence."))
    example = models.TextField(_("example"), blank=True, help_text=_("A real case, in two or three sentences."))
    suits = models.TextField(
        _("it suits"), blank=True, help_text=_("Such as: Tactful people who are good with numbers.")
    )

    search_words = models.CharField(
        _("search words"),
        max_length=200,
        blank=True,
        help_text=_("What people type who mean this role, in any language, such as: accountant, लेखाकार. Not shown."),
    )

    calls = models.CharField(_("calls"), max_length=4, choices=Calls, help_text=_("How much of the work is calls."))
    sells = models.BooleanField(
        _("sells"),
        null=True,
        blank=True,
        choices=YES_OR_NO,
        help_text=_("Is selling part of the work? If the sources do not say, choose “Not stated”."),
    )
    has_targets = models.BooleanField(
        _("has targets"),
        null=True,
        blank=True,
        choices=YES_OR_NO,
        help_text=_("A sales or daily volume target. If the sources do not say, choose “Not stated”."),
    )
    shift = models.CharField(
        _("shift"), max_length=15, choices=Shift, blank=True, help_text=_("If the sources do not say, leave it empty.")
    )
    shift_note = models.TextField(
        _("shifts, in words"), blank=True, help_text=_("What the choice above cannot say, such as month-end hours.")
    )
    nights = models.CharField(
        _("nights"),
        max_length=5,
        choices=Nights,
        blank=True,
        help_text=_("How often the work is at night. If the sources do not say, leave it empty."),
    )

    minimum_qualification = models.ForeignKey(
        Qualification,
        on_delete=models.PROTECT,
        related_name="roles_asking",
        null=True,
        blank=True,
        verbose_name=_("minimum qualification"),
        help_text=_("The lowest schooling that the sources accept. If they do not say, leave it empty."),
    )
    minimum_note = models.TextField(
        _("minimum, in words"), blank=True, help_text=_("The sources’ own words, such as: Any degree.")
    )
    preferred_note = models.TextField(
        _("preferred, in words"), blank=True, help_text=_("What helps but is not asked of all, such as an MBA.")
    )
    takes_freshers = models.BooleanField(
        _("open to freshers"),
        null=True,
        blank=True,
        choices=YES_OR_NO,
        help_text=_("Without any experience. If the sources do not say, choose “Not stated”."),
    )

    is_common_first_job = models.BooleanField(
        _("common first job"), default=False, help_text=_("Named on the home page among the common first jobs.")
    )
    editors_note = models.TextField(
        _("editors’ note"), blank=True, help_text=_("Shown on the page: how the editors settled what sources dispute.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("When the editors last read it."))
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("The day to read it again, such as six months on.")
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="replaces",
        null=True,
        blank=True,
        verbose_name=_("replaced by"),
        help_text=_("For a retired role: the role to read instead."),
    )

    short_code = models.OneToOneField(
        ShortCode,
        to_field="code",
        on_delete=models.PROTECT,
        related_name="role",
        editable=False,
        verbose_name=_("short code"),
    )

    industries = models.ManyToManyField(
        Industry, through="RoleIndustry", blank=True, related_name="roles", verbose_name=_("industries")
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        default_permissions = PUBLISHING_PERMISSIONS
        ordering = ["is_cross_functional", "job_type__position", "title"]
        constraints = [
            models.CheckConstraint(
                name="role_slug_is_no_other_page",
                condition=~Q(slug__in=RESERVED_SLUGS),
                violation_error_message=_("This slug is the address of another page of the site. Choose another one."),
            ),
            models.CheckConstraint(
                name="role_replaced_by_another_role",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk")),
                violation_error_message=_("A role cannot be replaced by itself."),
            ),
            models.CheckConstraint(
                name="role_reviewed_after_it_was_checked",
                condition=Q(review_by__isnull=True) | Q(checked_on__isnull=True) | Q(review_by__gt=F("checked_on")),
                violation_error_message=_("The review date must lie after the date it was checked on."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roles:role-detail", args=[self.slug])

    def clean(self):
        super().clean()
        if self.replaced_by_id is not None and self.pk not in (None, self.replaced_by_id):
            chain = Role.objects.successors_of(self)
            if self in chain:
                told = " → ".join(f"“{role}”" for role in chain[: chain.index(self) + 1])
                text = _("“%(role)s” would be replaced by itself in the end: %(chain)s. Choose another role.")
                raise ValidationError(
                    {"replaced_by": ValidationError(text, params={"role": self.title, "chain": told})}
                )

    def missing_for_publishing(self) -> dict[str, str]:
        missing = super().missing_for_publishing()
        if self.is_empty("summary"):
            missing["summary"] = _("A public role needs a summary.")
        if self.is_empty("minimum_qualification") and self.is_empty("minimum_note"):
            text = _("A public role needs a minimum qualification: choose one, or say it in words.")
            missing["minimum_qualification"] = text
        if self.lacks("duties"):
            missing["duties"] = _("A public role needs at least one duty.")
        return missing

    @property
    def awaits_publication(self) -> bool:
        """Itself, or the line that it waits for."""
        return super().awaits_publication or self.job_type.awaits_publication

    @cached_property
    def successor(self) -> "Role | None":
        """For a retired role: the one to read instead, the first public role among those that replaced it."""
        return next((role for role in Role.objects.published().successors_of(self) if role != self), None)

    @property
    def line(self) -> str:
        """The colour that the role wears, of its line; empty on every line."""
        return "" if self.is_cross_functional else self.job_type.colour

    def get_short_url(self) -> str:
        return reverse("roles:short-link", args=[self.short_code_id])


@receiver(pre_save, sender=Role)
def give_short_code(sender, instance, **kwargs):
    """A signal, because loading fixtures passes by a model's own save()."""
    if not instance.short_code_id:
        [instance.short_code_id] = ShortCode.objects.give([instance.slug])
