"""The filters of published pay."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models import DatePrecision, JobType, Level
from roles.old_slugs import in_present_slugs
from roles.plain_filters import PlainFilterSet

from .models import PayFigure

UNDATED = "undated"


class PayFigureFilter(PlainFilterSet):
    """Filters in the address. What cannot be understood is named and left out; the rest still works."""

    type = django_filters.ChoiceFilter(label=_("Line"), empty_label=_("Every line"), method="of_type")
    level = django_filters.ChoiceFilter(label=_("Level"), empty_label=_("Every level"), choices=Level.choices)
    city = django_filters.ChoiceFilter(label=_("City"), empty_label=_("Every city"), method="in_city")
    process = django_filters.ChoiceFilter(
        label=_("Process"), empty_label=_("Every process"), choices=PayFigure.Process.choices
    )
    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("Every year"), method="of_year")

    job = django_filters.CharFilter(label=_("Job as printed"), field_name="title", lookup_expr="iexact", max_length=120)

    class Meta:
        model = PayFigure
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        job_types = JobType.objects.published()
        self.filters["type"].extra["choices"] = list(job_types.values_list("slug", "short_title"))
        known = [slug for slug, _title in self.filters["type"].extra["choices"]]
        self.data = in_present_slugs(self.data, "type", job_types, known)
        cities, years = PayFigure.objects.published().cities_and_years()
        self.filters["city"].extra["choices"] = [(city, city) for city in cities]
        self.filters["year"].extra["choices"] = [*((str(y), str(y)) for y in years), (UNDATED, _("Undated"))]

    def of_type(self, queryset, name, value):
        own = Q(role__job_type__slug=value, role__is_cross_functional=False)
        return queryset.filter(own | Q(role__isnull=True, job_type__slug=value))

    def in_city(self, queryset, name, value):
        return queryset.in_city(value)

    def of_year(self, queryset, name, value):
        if value == UNDATED:
            return queryset.filter(as_of_precision=DatePrecision.UNDATED)
        return queryset.filter(as_of__year=int(value))
