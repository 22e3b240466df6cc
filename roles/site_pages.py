"""Pages of the site that are no row of the database, so that search can lead to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .matching import score, words
from .search import LEAST, Asked


@dataclass(frozen=True)
class SitePage:
    """`also`: what people call it, in the editors' own words; Hindi as it is typed every day among them."""

    title: str
    address: str
    summary: str
    also: tuple[str, ...] = ()

    def get_absolute_url(self) -> str:
        return reverse(self.address)

    def texts(self) -> list[tuple[float, str]]:
        return [(1.0, str(self.title)), (0.4, str(self.summary)), *((1.0, name) for name in self.also)]


PAGES = (
    SitePage(
        _("All roles"),
        "roles:role-list",
        _("Every role, by line, level, qualification, shift and pay."),
        ("job list", "vacancy", "vacancies", "openings", "naukri", "नौकरी", "कॉल सेंटर", "call centre", "call center"),
    ),
    SitePage(
        _("Can I apply?"),
        "roles:role-match",
        _("Six questions: the roles you meet today, and how to close the gap on the rest."),
        ("eligibility", "qualification", "10th", "12th", "class 10", "class 12", "graduate", "fresher", "योग्यता"),
    ),
    SitePage(
        _("The career map"),
        "roles:career-map",
        _("Where each role leads: up, sideways and out of the trade."),
        ("promotion", "career growth", "career path", "next job"),
    ),
    SitePage(
        _("Compare roles"),
        "roles:role-compare",
        _("Up to four roles side by side."),
        ("difference between roles", "which role"),
    ),
)


def find_pages(pages: Iterable[SitePage], asked: Asked, most: int, in_part: bool = False, least: float = LEAST):
    """The pages that answer, each with its score, the best first."""
    told = [(score(asked.words, page.texts(), asked.meant, in_part), page) for page in pages]
    told.sort(key=lambda pair: -pair[0])
    return [(points, page) for points, page in told if points >= least][:most]


def names_of(pages: Iterable[SitePage]) -> set[str]:
    """Every word that names one of them."""
    return {word for page in pages for name in (str(page.title), *page.also) for word in words(name)}
