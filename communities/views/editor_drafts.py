"""What is typed in a section and not saved yet: kept for the person, and a sign to the others that he is there."""
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communities.actions import drafts
from communities.codes import CellName
from communities.views.editor import EditorPage
from portal.shared.requests import read_json
from portal.shared.views import Page

# The verb says what is too long to be kept; this only bounds the work.
LONGEST_TEXT = 1_000_000
MOST_CELLS = 3000


class PlanDrafts(EditorPage, Page):
    """Takes {"texts": {cell: text}, "bases": {cell: digest}}, gives {"at": "14:05", "present": [[name, where]], "refused": {}}.

    `refused` says {cell: why it was not kept}. 400 for what is no such thing. Nobody's text is refused because the plan was
    submitted meanwhile.
    """

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        code = self.kwargs["section"]
        titles = {row.code: row.title for row in self.plan.template.sections.live()} if self.plan.template_id else {}
        if code not in titles:
            raise Http404
        try:
            texts, bases = read_body(request.body)
        except ValueError:
            return JsonResponse({"problem": _("This could not be read.")}, status=400)
        refused = drafts.keep_drafts(self.plan, code, by=request.user, texts=texts, bases=bases)
        at = date_format(timezone.localtime(), "H:i")
        return JsonResponse({"at": at, "present": self.present(titles), "refused": refused})


def read_body(body):
    """(texts, bases) of what a browser sent; raises ValueError."""
    sent = read_json(body)
    if not isinstance(sent, dict):
        raise ValueError("not an object")
    texts, bases = sent.get("texts"), sent.get("bases")
    for cells, longest in ((texts, LONGEST_TEXT), (bases, 64)):
        if not isinstance(cells, dict) or len(cells) > MOST_CELLS:
            raise ValueError("not the texts of cells")
        for name, text in cells.items():
            if not CellName.parse(name) or not isinstance(text, str) or len(text) > longest:
                raise ValueError("not the text of a cell")
    return texts, bases
