"""Attributes that tie a field of a form to its label, help and errors."""

from django.forms import BoundField


def field_attrs(field: BoundField, help_text: str = "") -> dict[str, str]:
    """Return the attributes for `field.as_widget(attrs=...)`: look, description and, when refused, the invalid mark.

    A class that the form set itself is kept beside ours.
    """
    own = str(field.field.widget.attrs.get("class", ""))
    attrs = {"class": f"input {own}".strip()}
    described = [f"{field.auto_id}-help"] if help_text else []
    if field.errors:
        described.append(f"{field.auto_id}-error")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return attrs
