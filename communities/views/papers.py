"""A plan, or one of its frozen versions (`?version=2`), to print or to take away."""
import re

from django.http import Http404

from communities import permissions
from communities.exports import paper_of
from communities.models import PlanDecision, PlanVersion
from communities.summaries.content import content_of
from communities.summaries.versions import from_json
from communities.views.base import PlanRows
from portal.shared.papers import PdfUnavailable, paper_response, pdf_unavailable
from portal.shared.views.base import Page, find
from portal.shared.ways import reverse

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 80


class PlanPaper(PlanRows, Page):
    """Whoever reads the plan in its workspace takes it along; the paper is in the plan's language, not the reader's."""

    rule = staticmethod(permissions.can_view_plan)
    has_object = True
    kind = "html"

    def get(self, request, *args, **kwargs):
        version = self.version()
        plan = self.object
        content = from_json(version.content) if version else content_of(plan)
        paper = paper_of(plan, content, PlanDecision.objects.filter(plan=plan).order_by("pk"), version)
        name = UNFIT.sub(" ", content.title).strip()[:LONGEST_NAME] + (f" {version.number}" if version else "")
        try:
            return paper_response(paper, self.kind, name)
        except PdfUnavailable as error:
            return pdf_unavailable(
                request, error, word_url=self.address("plan-word"), print_url=self.address("plan-print")
            )

    def version(self):
        """The PlanVersion asked for by its number, or None; Http404 for one that is not there."""
        number = self.request.GET.get("version", "")
        if not number:
            return None
        if not number.isascii() or not number.isdecimal() or len(number) > 5:
            raise Http404
        return find(PlanVersion.objects.filter(plan=self.object), number=int(number))

    def address(self, name):
        query = self.request.GET.get("version", "")
        address = reverse(f"communities:{name}", args=[self.parent.slug, self.object.pk])
        return f"{address}?version={query}" if query else address


class PlanPrint(PlanPaper):
    kind = "html"


class PlanPdf(PlanPaper):
    kind = "pdf"


class PlanWord(PlanPaper):
    kind = "docx"
