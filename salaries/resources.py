"""The sheet of published pay figures."""

from roles.spreadsheets import Sheet

from .models import PayFigure


class PayFigureSheet(Sheet):
    class Meta:
        model = PayFigure
        import_id_fields = ("reference",)
        fields = import_order = export_order = (
            "reference", "title", "status", "publish_at", "role", "job_type", "level", "city", "process", "for_whom",
            "kind", "low", "value", "high", "currency", "period", "basis", "sample_size", "source", "as_of",
            "as_of_precision", "caution", "is_history", "is_legal_floor", "is_all_industries",
        )  # fmt: skip
