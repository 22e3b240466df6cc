"""What stands on a guide's page: its text, the lists that belong to it, and every source behind both."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from .markdown import headings
from .models import (
    Book,
    Certification,
    CitedField,
    Disagreement,
    Employer,
    Explainer,
    Industry,
    JobType,
    JobTypeCitation,
    Role,
    SlugRecord,
    Source,
)
from .terms import TermLinks

# Certificates of Indian councils are known by a code: "SSC/Q2210 …", "ICT705 …".
HAS_CODE = r"^[A-Z]{3}(/Q)?[0-9]{3,4} "
# What the list of the six says about each.
SHOWN_OF_JOB_TYPE = (CitedField.SUITS, CitedField.MINIMUM, CitedField.PREFERRED, CitedField.SHIFT)
# Stands on roles that serve every industry; it names none.
NO_INDUSTRY = "all-industries"


@dataclass
class Listing:
    """Rows shown under a guide's text, as a section of its own."""

    anchor: str
    title: str
    template: str
    rows: QuerySet

    @property
    def sources(self) -> list[Source]:
        return [source for row in self.rows for source in sources_behind(row)]


def sources_behind(row) -> list[Source]:
    if isinstance(row, JobType):
        return list({citation.source_id: citation.source for citation in row.citations.all()}.values())
    return list(row.sources.all())


def listings() -> dict[str, list[Listing]]:
    """The lists of each guide, by the guide's first slug."""
    certifications = Certification.objects.prefetch_related("sources")
    cited = JobTypeCitation.objects.filter(field__in=SHOWN_OF_JOB_TYPE).select_related("source")
    books = Book.objects.prefetch_related("sources")
    return {
        "six-types-told-apart": [
            Listing(
                "side-by-side",
                _("The six, side by side"),
                "roles/_listed_job_types.html",
                JobType.objects.published()
                .select_related("minimum_qualification")
                .prefetch_related(Prefetch("citations", cited)),
            )
        ],
        "certificates": [
            Listing(
                "with-a-code",
                _("Certificates with an Indian code"),
                "roles/_listed_certifications.html",
                certifications.filter(name__regex=HAS_CODE),
            ),
            Listing(
                "other-certificates",
                _("Other certificates and courses"),
                "roles/_listed_certifications.html",
                certifications.exclude(name__regex=HAS_CODE),
            ),
        ],
        "who-hires": [
            Listing(
                "industries",
                _("Industries"),
                "roles/_listed_industries.html",
                Industry.objects.exclude(slug=NO_INDUSTRY).prefetch_related("sources"),
            ),
            Listing(
                "employers",
                _("Employers often named"),
                "roles/_listed_employers.html",
                Employer.objects.prefetch_related("sources"),
            ),
        ],
        "books": [
            Listing(
                "confirmed",
                _("Books that exist"),
                "roles/_listed_books.html",
                books.filter(verdict=Book.Verdict.CONFIRMED),
            ),
            Listing(
                "not-found",
                _("Books we could not find"),
                "roles/_listed_books.html",
                books.filter(verdict=Book.Verdict.NOT_FOUND),
            ),
        ],
        "how-sources-disagree": [
            Listing(
                "disagreements",
                _("Point by point"),
                "roles/_listed_disagreements.html",
                Disagreement.objects.published().prefetch_related(
                    "sources",
                    Prefetch("roles", Role.objects.published()),
                    Prefetch("job_types", JobType.objects.published()),
                ),
            )
        ],
    }


def listings_of(guide: Explainer) -> list[Listing]:
    """A guide keeps its lists when its slug changes, because the slugs that it had are on record."""
    by_slug = listings()
    had = SlugRecord.objects.for_model(Explainer).filter(object_id=guide.pk, slug__in=by_slug)
    found = [listing for record in had for listing in by_slug[record.slug]]
    return [listing for listing in found if listing.rows]


def guide_page(guide: Explainer) -> dict:
    """The context of templates/roles/explainer_detail.html."""
    lists = listings_of(guide)
    behind = [*guide.sources.all(), *(source for listing in lists for source in listing.sources)]
    sources = sorted({s.pk: s for s in behind}.values(), key=lambda source: (source.publisher.lower(), source.title))
    sections = dict(headings(guide.body)) | {listing.anchor: listing.title for listing in lists}
    if sources:
        sections["sources"] = _("Sources")
    return {
        "section": "guides",
        "guide": guide,
        "lists": lists,
        "sources": sources,
        "sections": sections if len(sections) > 2 else {},
        "terms": TermLinks(),
        "following": Explainer.objects.published().filter(position__gt=guide.position).first(),
    }
