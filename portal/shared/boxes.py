"""Fields of a form written in Python: the same HTML as crispy's Bootstrap templates, in a tenth of the time.

    class ActivityForm(PortalForm): ...          its `helper` is a Drawn, and `{% crispy form %}` stays the door
    {{ form.title|as_crispy_field }}             comes here too, by templates/bootstrap5/field.html

What crispy offers and nobody here uses (horizontal forms, inline help, labels left out) is not drawn.
"""
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from portal.shared.choosing import FindSelect, RowField
from portal.shared.choosing import box as find_box
from portal.shared.widgets import attributes, box

LISTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)



class Drawn(FormHelper):
    """The helper of our forms: a layout of names and fieldsets, without a form tag and token of its own."""

    template = "shared/_drawn_form.html"
    form_tag = False
    disable_csrf = True

    def render_layout(self, form, context, template_pack="bootstrap5"):
        parts = []
        for part in self.layout.fields:
            if isinstance(part, str):
                parts.append(field(form[part]))
            elif type(part) is Fieldset and all(isinstance(name, str) for name in part.fields):
                parts.append(fieldset(part.legend, [field(form[name]) for name in part.fields], part.css_class))
            else:
                form.crispy_field_template = self.field_template
                parts.append(str(part.render(form, context, template_pack=template_pack)))
        # Every part escapes what it was given.
        return mark_safe("\n".join(parts))  # noqa: S308


def fieldset(legend, fields, css_class=""):
    heading = f"<legend>{conditional_escape(legend)}</legend>\n" if legend else ""
    return f'<fieldset class="{conditional_escape(css_class or "")}">{heading}{"".join(fields)}</fieldset>'


def field(bound):
    """One field with its label, box, errors and help. `bound`: a BoundField; an HTML string that is safe to print."""
    widget, errors = bound.field.widget, bound.errors
    if widget.is_hidden:
        return widget_html(bound)
    name = conditional_escape(bound.auto_id)
    if isinstance(widget, forms.CheckboxInput):
        return _tick(bound, name, errors)
    label, after = _label(bound), ""
    if widget.use_fieldset and bound.label:
        described = bound.aria_describedby
        described = f' aria-describedby="{conditional_escape(described)}"' if described else ""
        label, after = f"<fieldset{described}>{label}", "</fieldset>"
    if isinstance(widget, LISTS):
        inner = _list(bound, name, errors) + _help(bound, name)
    elif isinstance(widget, forms.FileInput):
        inner = _file(bound, name, errors)
    else:
        _give_class(widget, "form-select" if isinstance(widget, forms.Select) else "form-control", errors)
        inner = widget_html(bound) + _errors(errors, name) + _help(bound, name)
    return f'<div id="div_{name}" class="mb-3{_more_classes(bound)}">{label}{inner}{after}</div>\n'


def widget_html(bound):
    """The box alone, as `str(bound)`; plain lists of choices are walked once, without a dictionary for each."""
    widget = bound.field.widget
    if not is_plain_select(widget):
        return str(bound)
    value, above = widget.format_value(bound.value()), ""
    if isinstance(bound.field, RowField) and isinstance(widget, FindSelect):
        choices, many = bound.field.pairs(value)
        above = find_box(bound) if many else ""
    else:
        # Walked, not listed: `list` would ask rows for their number first, which is one more query.
        choices = list(iter(widget.choices))
    attrs = {**widget.attrs, **_attrs_without_question(bound, choices)}
    if widget.allow_multiple_selected:
        attrs["multiple"] = True
    chosen = {value} if isinstance(value, str) else set(value)
    return (
        f'{above}<select name="{conditional_escape(bound.html_name)}"{attributes(attrs)}>\n'
        f"{options(choices, chosen, several=widget.allow_multiple_selected)}</select>"
    )


def is_plain_select(widget):
    """A select that writes its options as Django's own does."""
    kind = type(widget)
    return (
        isinstance(widget, forms.Select)
        and kind.optgroups is forms.Select.optgroups
        and kind.create_option is forms.Select.create_option
        and kind.get_context is forms.Select.get_context
        and kind.template_name == forms.Select.template_name
    )


def _attrs_without_question(bound, choices):
    """`build_widget_attrs` and the id; whether the first choice is empty is read from `choices`, not asked once more."""
    widget, field = bound.field.widget, bound.field
    attrs = {}
    empty_first = bool(choices) and choices[0][0] in (None, "")
    if field.required and bound.form.use_required_attribute and (widget.allow_multiple_selected or empty_first):
        attrs["required"] = True
    if field.disabled:
        attrs["disabled"] = True
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if described := bound.aria_describedby:
        attrs["aria-describedby"] = described
    if bound.auto_id and "id" not in widget.attrs:
        attrs["id"] = bound.auto_id
    return attrs


def options(choices, chosen, *, several=False):
    """The options of a select. `choices`: pairs (value, label) or (name of a group, pairs); `chosen`: texts, of which only
    the first one found counts unless there may be several."""
    parts, left = [], set(chosen)

    def add(value, label):
        text, selected = _text(value), ""
        if text in left:
            selected = " selected"
            if not several:
                left.clear()
        label = label if isinstance(label, str) else localize(label)
        parts.append(f'<option value="{conditional_escape(text)}"{selected}>{conditional_escape(label)}</option>\n')

    for value, label in choices:
        if not isinstance(label, (list, tuple)):
            add(value, label)
            continue
        parts.append(f'<optgroup label="{conditional_escape(_text(value))}">\n')
        for each in label:
            add(*each)
        parts.append("</optgroup>\n")
    return "".join(parts)


def _text(value):
    return "" if value is None else str(value)


def _label(bound):
    if not bound.label:
        return ""
    tag = "legend" if bound.field.widget.use_fieldset else "label"
    target = bound.id_for_label
    target = f' for="{conditional_escape(target)}"' if target else ""
    required = " requiredField" if bound.field.required else ""
    smaller = " fs-6" if tag == "legend" else ""
    return f'<{tag}{target} class="form-label{required}{smaller}">{_words(bound)}</{tag}>'


def _words(bound):
    star = '<span class="asteriskField">*</span>' if bound.field.required else ""
    return f"{conditional_escape(bound.label)}{star}"


def _tick(bound, name, errors):
    _give_class(bound.field.widget, "form-check-input", errors)
    required = " requiredField" if bound.field.required else ""
    return (
        f'<div class="mb-3"><div id="div_{name}" class="form-check{_more_classes(bound)}">{widget_html(bound)}'
        f'<label for="{conditional_escape(bound.id_for_label)}" class="form-check-label{required}">{_words(bound)}</label>'
        f"{_errors(errors, name)}{_help(bound, name)}</div></div>\n"
    )


def _list(bound, name, errors):
    """Boxes or circles below each other; the errors stand in the last one's line."""
    widget = bound.field.widget
    given = widget.attrs.get("id") or bound.auto_id
    attrs = bound.build_widget_attrs({"id": given} if given else {})
    groups = widget.optgroups(bound.html_name, widget.format_value(bound.value()), attrs)
    parts, last = ["<div>"], groups[-1][1][-1:] if groups else []
    for group, choices, _index in groups:
        if group:
            parts.append(f"<strong>{conditional_escape(group)}</strong>")
        for choice in choices:
            label = choice["label"] if isinstance(choice["label"], str) else str(choice["label"])
            choice_id = choice["attrs"].get("id")
            target = f' for="{conditional_escape(choice_id)}"' if choice_id else ""
            parts.append(
                f'<div class="form-check"><input type="{choice["type"]}" class="form-check-input{_invalid(errors)}"'
                f' name="{conditional_escape(bound.html_name)}" value="{conditional_escape(str(choice["value"]))}"'
                f'{attributes(choice["attrs"])}><label{target} class="form-check-label">{conditional_escape(label)}</label>'
                f"{_errors(errors, name, 'p') if [choice] == last else ''}</div>\n"
            )
    return "".join([*parts, "</div>"])


def _file(bound, name, errors):
    """A box for a new file; what is stored already stays until another one comes."""
    widget = bound.field.widget
    context = widget.get_context(bound.html_name, None, bound.build_widget_attrs({"id": bound.auto_id}))["widget"]
    own = context["attrs"].pop("class", "")
    attrs = {"class": " ".join(filter(None, ["form-control", own, _invalid(errors).strip()])), **context["attrs"]}
    invalid = ' class="is-invalid"' if errors else ""
    shown = box({"type": context["type"], "name": context["name"], "value": None, "attrs": attrs})
    return f"<div{invalid}>{shown}{_errors(errors, name)}{_help(bound, name)}</div>"


def _errors(errors, name, tag="span"):
    if not errors:
        return ""
    lines = "".join(
        f'<{tag} id="error_{number}_{name}"><strong>{conditional_escape(error)}</strong></{tag}>'
        for number, error in enumerate(errors, 1)
    )
    return f'<div id="{conditional_escape(errors.field_id or "")}_error" class="invalid-feedback">{lines}</div>'


def _help(bound, name):
    # As in Django, a help text is the programmer's and may hold HTML.
    return f'<div id="{name}_helptext" class="form-text">{bound.help_text}</div>' if bound.help_text else ""


def _give_class(widget, kind, errors):
    """The classes crispy gives: the widget's name, the kind of box, and whether it is wrong."""
    for each in getattr(widget, "widgets", [widget]):
        had = each.attrs.get("class", "").split()
        own = "select" if isinstance(each, FindSelect) else type(each).__name__.lower()
        wanted = [own, kind, *(["is-invalid"] if errors else [])]
        each.attrs["class"] = " ".join([*had, *(name for name in wanted if name not in had)])


def _invalid(errors):
    return " is-invalid" if errors else ""


def _more_classes(bound):
    classes = bound.css_classes()
    return f" {conditional_escape(classes)}" if classes else ""
