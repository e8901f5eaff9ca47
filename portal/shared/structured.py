"""What a page says to machines: schema.org data as JSON-LD, a block of data that no browser runs.

    class EventDetailPage(Structured, KeptPage, DetailPage):
        def structured_data(self):
            return [event_data(self.object, self.request)]

The way to the page (BreadcrumbList) is added by itself. base.html prints `structured`.
"""
import json

from django.utils.safestring import SafeString, mark_safe

CONTEXT = "https://schema.org"
# As Django's json_script: what could end the block, or begin a comment in it, is written as a number.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def ld_json(things) -> SafeString:
    """[{"@type": …}] as the content of a script block; what is None or empty is left out."""
    data = {"@context": CONTEXT, "@graph": [without_empty(thing) for thing in things]}
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))  # noqa: S308 - escaped


def without_empty(value):
    if isinstance(value, dict):
        return {key: without_empty(each) for key, each in value.items() if each not in (None, "", [], {}, ())}
    return [without_empty(each) for each in value] if isinstance(value, list | tuple) else value


def breadcrumb_list(request, crumbs):
    """The way to the page; the last step is the page itself."""
    steps = [
        {"@type": "ListItem", "position": place, "name": str(crumb.label),
         "item": request.build_absolute_uri(crumb.url or request.path)}
        for place, crumb in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


class Structured:
    """Mixin in front of a public page."""

    def structured_data(self):
        """[{"@type": …}] of what the page is about."""
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        crumbs = context.get("breadcrumbs") or []
        way = [breadcrumb_list(self.request, crumbs)] if len(crumbs) > 1 else []
        return context | {"structured": ld_json([*self.structured_data(), *way])}
