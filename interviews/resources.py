"""The sheet of the bank of questions."""

from roles.spreadsheets import Sheet

from .models import Question


class QuestionSheet(Sheet):
    class Meta:
        model = Question
        import_id_fields = ("slug",)
        fields = import_order = export_order = (
            "slug", "text", "status", "publish_at", "kind", "level", "job_types", "roles", "looks_for", "answer",
            "avoid", "sources",
        )  # fmt: skip
