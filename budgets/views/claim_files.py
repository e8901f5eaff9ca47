"""A claim to take away: its table as its programme wants it, and its evidence as a numbered ZIP."""
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _now

from budgets import permissions
from budgets.exports.claim_table import claim_xlsx
from budgets.exports.claim_zip import entries_of, stream
from budgets.models import ClaimVersion
from budgets.summaries.claim_content import content_shown, from_json
from budgets.views.claims import ClaimRows
from portal.shared.views.base import Page, find
from portal.shared.views.lists import EXPORTS
from trainings.exports.evidence_zip import fit
from trainings.models import Event
from trainings.permissions import can_read_event_papers


class ClaimFile(ClaimRows, Page):
    """A file of the claim as it is shown, or of an earlier frozen version: `?version=1`."""

    has_object = True
    rule = staticmethod(permissions.can_view_claim)

    @cached_property
    def shown(self):
        wanted = self.request.GET.get("version")
        if wanted is None:
            return content_shown(self.object)
        version = find(ClaimVersion.objects.filter(claim=self.object), number=wanted)
        return from_json(version.content), version

    @property
    def when(self):
        """The moment that stands in the file."""
        version = self.shown[1]
        return timezone.localtime(version.made_at if version else timezone.now())

    def file_name(self, ending):
        draft = "" if self.shown[1] else " " + _now("draft")
        return f"{fit(f'{self.object}{draft}')} {self.when:%Y-%m-%d}.{ending}"


class ClaimXlsx(ClaimFile):
    def get(self, request, *args, **kwargs):
        content, _version = self.shown
        response = HttpResponse(claim_xlsx(content, self.when), content_type=EXPORTS["xlsx"])
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=self.file_name("xlsx"))
        return response


class ClaimZip(ClaimFile):
    """Papers of events hold names: who may not read them finds only their names in the index."""

    def get(self, request, *args, **kwargs):
        content, _version = self.shown
        if not content.rows:
            raise Http404
        pieces = stream(entries_of(content, self.when, self.may_read), content, str(self.object), self.when)
        response = StreamingHttpResponse(pieces, content_type="application/zip")
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=self.file_name("zip"))
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def may_read(self, event_key):
        event = Event.objects.filter(project=self.parent, pk=event_key).first()
        if event is None:
            return False
        event.project = self.parent
        return can_read_event_papers(self.request.user, event)
