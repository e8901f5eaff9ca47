"""The programme of a journey, to print or to take away."""
import re

from portal.shared.papers import PdfUnavailable, paper_response, pdf_unavailable
from portal.shared.reading import walk_together
from portal.shared.views.base import Page
from projects.permissions import can_view_workspace
from trainings.exports.trip_paper import trip_paper
from trainings.summaries.trips import quotas, stops_of
from trainings.views.trip_tables import host_of
from trainings.views.trips import TripRows, days_of

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 80


class TripPaper(TripRows, Page):
    rule = staticmethod(can_view_workspace)
    about_object = False
    has_object = True
    kind = "html"

    def get(self, request, *args, **kwargs):
        trip = self.object
        stops, rows = walk_together([stops_of(trip, request.user), quotas(trip.event)])
        for stop in stops:
            stop.host_text = host_of(stop)
        paper = trip_paper(trip, days_of(trip), stops, rows)
        try:
            return paper_response(paper, self.kind, UNFIT.sub(" ", str(trip)).strip()[:LONGEST_NAME])
        except PdfUnavailable as error:
            return pdf_unavailable(
                request, error, word_url=self.to("studytrip-word"), print_url=self.to("studytrip-print")
            )


class TripPrint(TripPaper):
    kind = "html"


class TripPdf(TripPaper):
    kind = "pdf"


class TripWord(TripPaper):
    kind = "docx"
