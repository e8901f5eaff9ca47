"""The open lists that several projects share: audiences, topics, words explained."""
from communities.actions.standard import ensure_service_kinds
from portal.demo.build import T, make
from projects.models import Audience, GlossaryTerm, Topic
from trainings.models import ParticipantRole, ResourceKind

AUDIENCES = {
    "communities": T("Kogukonnad", "Kopienas", "Communities"),
    "municipalities": T("Kohalikud omavalitsused", "Pašvaldības", "Municipalities"),
    "developers": T("Kogukonna arendajad", "Kopienu attīstītāji", "Community developers"),
    "entrepreneurs": T("Ettevõtjad", "Uzņēmēji", "Entrepreneurs"),
    "development-organisations": T("Arendusorganisatsioonid", "Attīstības organizācijas", "Development organisations"),
    "residents": T("Kohalikud elanikud", "Vietējie iedzīvotāji", "Local residents"),
    "visitors": T("Külastajad", "Apmeklētāji", "Visitors"),
    "employees": T("Töötajad", "Darbinieki", "Employees"),
    "volunteers": T("Vabatahtlike võrgustik", "Brīvprātīgo tīkls", "Network of volunteers"),
    "young-people": T("Noored", "Jaunieši", "Young people"),
}
TOPICS = {
    "home-care": T("Eakate koduhooldus", "Vecāka gadagājuma cilvēku aprūpe mājās", "Home care for older people"),
    "youth-work": T("Noorsootöö", "Jaunatnes darbs", "Youth work"),
    "hobbies": T(
        "Noorte ja laste huvi- ja vabaajategevus", "Bērnu un jauniešu vaļasprieki un brīvais laiks",
        "Hobbies and leisure of children and young people",
    ),
    "culture": T("Kultuuriteenused", "Kultūras pakalpojumi", "Cultural services"),
    "good-practice": T(
        "Head kogemused kogukonnateenustega", "Laba pieredze kopienas pakalpojumos",
        "Good practice in community services",
    ),
    "involving-groups": T(
        "Tuge vajavate sihtrühmade kaasamine", "Atbalstāmo grupu iesaistīšana", "Involving groups that need support"
    ),
    "multi-fund": T(
        "Mitme fondi koos kasutamine, sealhulgas ESF", "Vairāku fondu izmantošana kopā, arī ESF",
        "Using several funds together, the ESF among them",
    ),
    "success-stories": T("Edukad näited", "Veiksmes stāsti", "Success stories"),
    "cocreation": T(
        "Kogukondade koostöö ja koosloome", "Kopienu sadarbība un kopradīšana", "Cooperation and co-creation"
    ),
    "guides": T("Juhendmaterjalid", "Rokasgrāmatas", "Guides"),
    "articles": T("Artiklid", "Raksti", "Articles"),
    "web-talks": T("Veebiettekanded", "Tiešsaistes lekcijas", "Online talks"),
    "resource-based": T("Ressursipõhine lähenemine", "Uz resursiem balstīta pieeja", "Asset-based approach"),
    "crisis": T("Kogukonna kriisivalmidus", "Kopienas gatavība krīzēm", "Crisis preparedness of communities"),
    "methods": T("Meetodid", "Metodes", "Methods"),
    "approaches": T("Lähenemisviisid", "Pieejas", "Approaches"),
}
# Both lists end in "jne": whoever coordinates adds to them (C-10, C-19).
ROLES = {
    "deputy-mayor-of-town": T("abilinnapea", "pilsētas mēra vietnieks", "deputy mayor of a town"),
    "deputy-mayor": T("abivallavanem", "novada domes priekšsēdētāja vietnieks", "deputy mayor of a rural municipality"),
    "head-of-development": T("arendusjuht", "attīstības nodaļas vadītājs", "head of development"),
}
MATERIALS = {
    "guide": T("Juhendmaterjal", "Rokasgrāmata", "Guide"),
    "article": T("Artikkel", "Raksts", "Article"),
    "web-talk": T("Veebiettekanne", "Tiešsaistes lekcija", "Online talk"),
}
TERMS = {
    "abcd": (
        T("ABCD-lähenemine", "ABCD pieeja", "ABCD approach"),
        T(
            "Ressursipõhine kogukonna arendamine: alustatakse sellest, mis kogukonnal juba olemas on: inimesed, "
            "oskused, ühendused ja paigad.",
            "Uz resursiem balstīta kopienas attīstība: sāk ar to, kas kopienai jau ir – cilvēkiem, prasmēm, "
            "biedrībām un vietām.",
            "Asset-based community development: it starts from what a community already has, its people, skills, "
            "associations and places.",
        ),
    ),
    "open-dialogue": (
        T("Avatud Dialoog", "Atvērtais dialogs", "Open Dialogue"),
        T(
            "Viis pidada võrgustikukohtumisi, kus keerulises olukorras inimesed ja nende lähikond mõtlevad koos ning "
            "keegi ei otsusta teiste eest.",
            "Veids, kā rīkot tīkla tikšanās: sarežģītā situācijā nonākušie un viņu tuvākie domā kopā, un neviens "
            "neizlemj citu vietā.",
            "A way of holding network meetings in which people in a difficult situation and those close to them "
            "think together, and nobody decides for the others.",
        ),
    ),
    "facilitator": (
        T("Hõlbustaja", "Fasilitators", "Facilitator"),
        T(
            "Inimene, kes aitab kogukonnal ise mõelda ja otsustada. ABCD-programmis on igas kogukonnas kaks hõlbustajat.",
            "Cilvēks, kas palīdz kopienai pašai domāt un izlemt. ABCD programmā katrai kopienai ir divi fasilitatori.",
            "A person who helps a community to think and decide for itself. In the ABCD programme each has two.",
        ),
    ),
    "community-service": (
        T("Kogukonnateenus", "Kopienas pakalpojums", "Community service"),
        T(
            "Teenus, mida külarahvas ise kavandab ja pakub oma inimestele või külalistele.",
            "Pakalpojums, ko ciema ļaudis paši izdomā un sniedz savējiem vai ciemiņiem.",
            "A service that villagers design and offer themselves, to their own people or to visitors.",
        ),
    ),
}


def load(by):
    """Make all of them."""
    for order, (code, name) in enumerate(AUDIENCES.items(), start=1):
        make(Audience, by, code=code, name=name, order=order)
    for code, name in TOPICS.items():
        make(Topic, by, code=code, name=name)
    for code, (term, meaning) in TERMS.items():
        make(GlossaryTerm, by, code=code, term=term, meaning=meaning)
    for model, terms in ((ParticipantRole, ROLES), (ResourceKind, MATERIALS)):
        for order, (code, name) in enumerate(terms.items(), start=1):
            make(model, by, code=code, name=name, order=order)
    ensure_service_kinds(by=by)


def audiences(*codes):
    return list(Audience.objects.filter(code__in=codes))


def topics(*codes):
    return list(Topic.objects.filter(code__in=codes))
