"""What a browser would send back from a page of the admin."""

from django import forms


def form_data(page) -> dict:
    """The data of a change form, sent back unchanged; lists for fields of many choices."""
    form = page.context["adminform"].form
    parts = [form]
    for inline in page.context["inline_admin_formsets"]:
        parts += [inline.formset.management_form, *inline.formset.forms]
    data = {"_version": page.context["version"]}
    for part in parts:
        for name, field in part.fields.items():
            value, key = part[name].value(), part.add_prefix(name)
            if isinstance(field.widget, forms.MultiWidget):
                shown = value if isinstance(value, list) else field.widget.decompress(value)
                data |= {
                    f"{key}_{n}": one.isoformat() if hasattr(one, "isoformat") else one or ""
                    for n, one in enumerate(shown)
                }
                continue
            if hasattr(value, "isoformat"):
                value = value.isoformat()
            if isinstance(field.widget, forms.CheckboxInput):
                value = "on" if value else None
            if value is not None:
                data[key] = value
    return data
