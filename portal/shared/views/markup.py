"""What a long text will look like, asked while it is being written."""
from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View

from portal.shared.markup import render_markdown
from portal.shared.rules import RuleRequired, signed_in

LONGEST_TEXT = 10_000


class MarkdownPreview(RuleRequired, View):
    """The field `text` as a fragment of HTML, for an element of class `prose`; 400 when it is longer than any field takes."""

    rule = signed_in
    http_method_names = ["post"]

    def post(self, request):
        text = request.POST.get("text", "")
        if len(text) > LONGEST_TEXT:
            response = HttpResponse(format_html("<p>{}</p>", _("The text is too long to be shown.")), status=400)
        else:
            response = HttpResponse(render_markdown(text))
        add_never_cache_headers(response)
        return response
