"""What changed in the example: an activity that lasts longer, a text that moved on; and two pieces of news."""
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.demo.build import T, spread
from portal.demo.naidisprojekt.clock import day
from portal.intake.actions import begin_from_template
from projects import actions
from projects.choices import DocumentKind, NarrativeKind, Visibility
from projects.models import Document, EmbedSite, Narrative, SavedFilter
from trainings.actions.news import add_news, publish_news
from trainings.models import Event, News

DECISION = """Juhtrühma otsus (väljamõeldud)

Mentorid jätkavad kuu aega kauem, sest kaks küla alustasid oma kavaga hiljem.
"""
LONGER = "Kaks küla alustasid oma kavaga kuu aega hiljem ja vajavad mentorit lõpuni."
MOVED_ON = "Külad õpivad üksteiselt ja vallad õpivad küladelt."
OUR_SITE = "https://www.example.org"


def tell(told):
    decision = Document(
        project=told.project, title="Juhtrühma otsus mentorite kohta", kind=DocumentKind.DECISION, visibility=Visibility.PROJECT
    )
    decision = actions.add_document(decision, SimpleUploadedFile("otsus.txt", DECISION.encode()), by=told.by)
    mentors = told.activity("Mentorid")
    actions.extend_period(
        mentors, after=day(120), reason=LONGER, decided_on=day(-14), decided_by="Juhtrühm", document=decision, by=told.by,
        version=mentors.version,
    )
    strength = Narrative.objects.filter(project=told.project, kind=NarrativeKind.STRENGTH).first()
    strength.text_et = f"{strength.text_et} {MOVED_ON}"
    actions.change_part(strength, by=told.by, version=strength.version)
    news(told)
    begin_from_template(told.by, name="Näidisprojekti teine ring", programme=None, project=told.project)
    told.add(EmbedSite, origin=OUR_SITE, note="Väljamõeldise valla koduleht")
    SavedFilter.objects.create(
        user=told.by, page="communities:actionplan-list", query="status=submitted", name="Otsust ootavad kavad"
    )


def news(told):
    held = Event.objects.get(project=told.project, title_et="Esimene teenus")
    piece = News(
        project=told.project, event=held, activity=held.activity, happened_on=day(-31), is_demo=True,
        **spread({
            "title": T("Izdomciemas mõeldi välja esimene teenus", "Izdomciemā izdomāja pirmo pakalpojumu",
                       "The first service was thought up in Izdomciems"),
            "text": T(
                "Ühe päevaga sai mõttest kava: mida küla teeb, kellele ja kes vastutab. Järgmisena räägitakse hinnast.",
                "Vienā dienā doma kļuva par plānu: ko ciems dara, kam un kas par to atbild. Tālāk runās par cenu.",
                "In one day an idea became a plan: what the village does, for whom, and who answers. The price comes next.",
            ),
        }),
    )
    publish_news(add_news(piece, by=told.by), by=told.by)
    draft = News(
        project=told.project, is_demo=True,
        **spread({
            "title": T("Proovipere ootab kava otsust", "Proovipere gaida lēmumu par plānu",
                       "Proovipere awaits a decision on its plan"),
            "text": T("Kava on esitatud. Kirjutame edasi, kui otsus on käes.", "Plāns ir iesniegts. Rakstīsim, kad būs lēmums.",
                      "The plan is submitted. We write on when it is decided."),
        }),
    )
    add_news(draft, by=told.by)
