"""Reads the form of a page as a browser would send it, so that tests type into real forms."""
from html.parser import HTMLParser


class FormReader(HTMLParser):
    """`FormReader(html, "project_form").data`: {name: [values]} as a browser would send the form untouched."""

    def __init__(self, html, form_id):
        super().__init__()
        self.form_id, self.inside, self.data = form_id, False, {}
        self.select = self.textarea = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        if not self.inside or "disabled" in attrs:
            return
        name = attrs.get("name")
        if tag == "input" and name:
            kind = attrs.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in attrs or kind in {"submit", "file"}:
                return
            self.data.setdefault(name, []).append(attrs.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self.select = (name, "multiple" in attrs)
            self.data.setdefault(name, [])
        elif tag == "option" and self.select and self.select[0]:
            name, multiple = self.select
            if "selected" in attrs:
                self.data[name] = [*(self.data[name] if multiple else []), attrs.get("value", "")]
            elif not multiple and not self.data[name]:
                self.data[name] = [attrs.get("value", "")]
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = [""]

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data):
        if self.inside and self.textarea:
            self.data[self.textarea][0] += data.removeprefix("\n") if not self.data[self.textarea][0] else data


def read_form(html, form_id):
    data = FormReader(html, form_id).data
    assert data, f"there is no form {form_id} on the page"
    # The empty row that a script copies for "add another" is part of the page, not of what people fill in.
    return {name: values for name, values in data.items() if "__prefix__" not in name}


def add_row(data, prefix, **fields):
    """Fill in one more row of a table on the page, as "add another" does."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    for name, value in {"id": "", **fields}.items():
        data[f"{prefix}-{number}-{name}"] = [value]
