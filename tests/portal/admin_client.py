"""Somebody who only knows Django admin: opens a page, fills in its form, saves."""
from html import unescape

from django.urls import reverse

from tests.portal.forms import add_row, read_form


class AdminUser:
    def __init__(self, client):
        self.client = client

    def address(self, model, page, *args):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)

    def open(self, model, row=None):
        """The form of a new row, or of a row there is: {name: [values]}."""
        url = self.address(model, "change", row.pk) if row is not None else self.address(model, "add")
        response = self.client.get(url)
        assert response.status_code == 200, url
        return read_form(response.content.decode(), f"{model._meta.model_name}_form")

    def send(self, model, data, row=None):
        url = self.address(model, "change", row.pk) if row is not None else self.address(model, "add")
        return self.client.post(url, data)

    def add(self, model, rows=(), **fields):
        """Fill in a new row and its tables ((prefix, {field: value}), ...); returns what was saved."""
        return self.save(model, None, rows, fields)

    def change(self, row, rows=(), **fields):
        return self.save(type(row), row, rows, fields)

    def save(self, model, row, rows, fields):
        data = self.open(model, row)
        data |= {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
        for prefix, values in rows:
            add_row(data, prefix, **values)
        response = self.send(model, data, row)
        assert response.status_code == 302, errors(response)
        return model.objects.get(pk=row.pk) if row is not None else model.objects.order_by("-pk").first()

    def run(self, action, *rows):
        """Choose rows in the list and an action; returns the messages that follow."""
        model = type(rows[0])
        self.client.get(reverse("admin:index"))  # takes down the messages of earlier pages
        chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
        response = self.client.post(self.address(model, "changelist"), chosen, follow=True)
        assert response.status_code == 200
        return [str(message) for message in response.context["messages"]]


def errors(response):
    """What the page says is wrong."""
    context = response.context
    if not context or "errors" not in context:
        return [str(response.status_code)]
    return [unescape(str(message)) for messages in context["errors"] for message in messages]
