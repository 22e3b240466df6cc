"""The sheets of roles and of glossary terms."""

from .models import (
    Alias,
    CareerMove,
    Duty,
    GlossaryTerm,
    OccupationCode,
    Role,
    RoleCertification,
    RoleCitation,
    RoleIndustry,
    RoleMetric,
    RoleSkill,
)
from .spreadsheets import CitationsColumn, Named, PartsColumn, Place, Sheet
from .spreadsheets.columns import Lookups, TextWidget


class MovesColumn(PartsColumn):
    """`up | team-leader | two years`; a move out of the trade names where to: `out | banking | a degree`."""

    def __init__(self, *args):
        places = (Place("direction"), Place("to_role", is_identity=True), Place("takes"))
        super().__init__(CareerMove, "moves", places, "moves")

    def __deepcopy__(self, memo):
        return type(self)()

    def label_of(self, place: Place) -> str:
        return {"to_role": "role, or where to", "takes": "what it takes"}.get(place.name, place.name)

    def widgets_for(self, texts) -> list[TextWidget]:
        direction = self.widgets[0].clean(texts[0])
        if direction != CareerMove.Direction.OUT:
            return self.widgets
        return [self.widgets[0], TextWidget(), self.widgets[2]]

    def value_of(self, part, name: str, lookups: Lookups):
        if name == "to_role" and part.to_role_id is None:
            return part.destination
        return super().value_of(part, name, lookups)

    def attributes(self, texts: tuple[str, ...], lookups: Lookups) -> dict:
        if self.widgets[0].clean(texts[0]) == CareerMove.Direction.OUT:
            return {"direction": texts[0], "to_role_id": None, "destination": texts[1], "takes": texts[2]}
        return super().attributes(texts, lookups) | {"destination": ""}


class RoleSheet(Sheet):
    aliases = PartsColumn(Alias, "also called", (Place("name", is_identity=True),), "aliases")
    duties = PartsColumn(Duty, "duties", (Place("text", is_identity=True),), "duties")
    role_skills = PartsColumn(
        RoleSkill, "skills", (Place("need"), Place("skill"), Place("text", is_identity=True)), "role_skills"
    )
    role_metrics = PartsColumn(
        RoleMetric, "measured on", (Place("metric", is_identity=True), Place("note")), "role_metrics"
    )
    moves = MovesColumn()
    role_certifications = PartsColumn(
        RoleCertification,
        "certificates",
        (Place("certification", is_identity=True), Place("note")),
        "role_certifications",
    )
    role_industries = PartsColumn(
        RoleIndustry, "industries", (Place("industry", is_identity=True), Place("note")), "role_industries"
    )
    codes = PartsColumn(
        OccupationCode,
        "occupation codes",
        (
            Place("scheme", is_identity=True),
            Place("code", is_identity=True),
            Place("title", is_identity=True),
            Named("year", "year"),
            Named("fit", "fit"),
            Named("nsqf_level", "level"),
            Named("address", "address"),
            Named("note", "note"),
        ),
        "codes",
    )
    citations = CitationsColumn(RoleCitation, "sources of fields", "citations")

    class Meta:
        model = Role
        import_id_fields = ("slug",)
        fields = import_order = export_order = (
            "slug", "title", "status", "publish_at", "job_type", "also_in", "is_cross_functional", "level", "summary",
            "example", "suits", "search_words", "calls", "sells", "has_targets", "shift", "shift_note", "nights",
            "minimum_qualification", "minimum_note", "preferred_note", "takes_freshers", "is_common_first_job",
            "editors_note", "checked_on", "review_by", "replaced_by", "aliases", "duties", "role_skills",
            "role_metrics", "moves", "role_certifications", "role_industries", "codes", "citations",
        )  # fmt: skip


class GlossaryTermSheet(Sheet):
    class Meta:
        model = GlossaryTerm
        import_id_fields = ("slug",)
        fields = import_order = export_order = (
            "slug", "term", "status", "publish_at", "stands_for", "meaning", "hindi", "section", "sources",
        )  # fmt: skip
