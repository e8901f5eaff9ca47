"""The wordings people agree to: the newest that is in force, the project's own before everybody's."""
from dataclasses import dataclass

from django.db.models import Q

from trainings.choices import ConsentKind
from trainings.models import ConsentText

# Until a coordinator words them better. These are contents, stored as rows, not the interface: so they are not translated.
STANDARD = {
    ConsentKind.TERMS: {
        "text_et": "Korraldaja tohib hoida minu nime ja kontaktandmeid osalejate nimekirjas ning näidata nimekirja projekti "
        "rahastajale. Andmeid hoitakse nii kaua, kui rahastaja reeglid nõuavad.",
        "text_lv": "Organizators drīkst glabāt manu vārdu un kontaktinformāciju dalībnieku sarakstā un uzrādīt sarakstu projekta "
        "finansētājam. Datus glabā tik ilgi, cik to prasa finansētāja noteikumi.",
        "text_en": "The organiser may keep my name and contact details on the list of participants and show the list to the "
        "project's funder. The data are kept for as long as the funder's rules demand.",
    },
    ConsentKind.PHOTOS: {
        "text_et": "Mind tohib üritusel pildistada ja filmida ning pilte projekti tutvustamiseks kasutada.",
        "text_lv": "Mani drīkst pasākumā fotografēt un filmēt un attēlus izmantot projekta popularizēšanai.",
        "text_en": "I may be photographed and filmed at the event, and the pictures may be used to tell about the project.",
    },
    ConsentKind.CONTACT: {
        "text_et": "Mulle tohib e-kirjaga teada anda projekti järgmistest üritustest.",
        "text_lv": "Man drīkst e-pastā paziņot par projekta nākamajiem pasākumiem.",
        "text_en": "I may be told by e-mail about later events of the project.",
    },
}
REQUIRED = {ConsentKind.TERMS}


@dataclass(frozen=True)
class Wordings:
    """{kind: ConsentText} in the order of the kinds. A standard wording nobody has stored yet has no key."""

    texts: dict

    @property
    def mark(self):
        """Stands for these wordings and no others: a form carries it, so that what somebody read is what he agrees to."""
        return "-".join(f"{kind}.{text.project_id or 0}.{text.number}" for kind, text in self.texts.items())


def wordings_for(project, day):
    """What somebody is asked who signs up on this day. One query."""
    rows = ConsentText.objects.filter(Q(project=project) | Q(project__isnull=True), valid_from__lte=day)
    found = {}
    # Everybody's first, lower numbers first: what comes later stands in its place.
    for text in sorted(rows, key=lambda row: (row.project_id is not None, row.number)):
        found[text.kind] = text
    return Wordings({kind: found.get(kind) or standard_text(kind, day) for kind in ConsentKind.values})


def standard_text(kind, day):
    """The standard wording of this kind, unsaved."""
    return ConsentText(kind=kind, number=1, valid_from=day, **STANDARD[kind])
