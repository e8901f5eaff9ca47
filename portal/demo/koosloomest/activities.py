"""What is done together, and the promises without numbers: B-08, B-10 … B-12, B-18, B-24."""
from portal.demo.build import T
from portal.demo.vocabulary import audiences, topics
from projects.choices import ActivityKind, ActivityRole, Comparator, Country
from projects.models import Activity, ActivityPartner, Target
from trainings.models import Destination

WORKSHOPS = T("Koosloome töötoad", "Kopradīšanas darbnīcas", "Co-creation workshops")


def tell(told):
    trips = told.add(
        Activity, kind=ActivityKind.TRIP, is_joint=True, m2m={"topics": topics("involving-groups", "multi-fund")},
        title=T("Rahvusvahelised õppereisid", "Starptautiski pieredzes apmaiņas braucieni", "International study trips"),
        text=T("Tutvutakse heade näidetega kahel teemal: kuidas sihtrühmi kaasata ja kuidas mitut fondi koos kasutada.",
               "Iepazīst labus piemērus par diviem tematiem: kā iesaistīt mērķa grupas un kā kopā izmantot vairākus fondus.",
               "Good examples on two subjects: how to involve the groups and how to use several funds together."),
    )
    seminars = told.add(
        Activity, kind=ActivityKind.SEMINAR, is_joint=True,
        title=T("Inspiratsiooniseminarid", "Iedvesmas semināri", "Inspiration seminars"),
        text=T("Seminarid on mõeldud Võrumaale ja Tartumaale. Rõhk on edukatel näidetel, koostööl ja koosloomel.",
               "Semināri ir domāti Veru un Tartu apriņķim. Uzsvars ir uz veiksmes stāstiem, sadarbību un kopradīšanu.",
               "The seminars are for Võrumaa and Tartumaa. They centre on success stories, cooperation and co-creation."),
        m2m={
            "audiences": audiences("entrepreneurs", "communities", "municipalities", "development-organisations"),
            "areas": list(told.project.projectarea_set.all()),
            "topics": topics("success-stories", "cocreation"),
        },
    )
    told.link(
        ActivityPartner, activity=seminars, role=ActivityRole.COOPERATING,
        description=T("Eesti arendus- ja teadusasutused", "Igaunijas attīstības un pētniecības iestādes",
                      "Estonian development and research institutions"),
    )
    for parent in (seminars, trips):
        told.add(Activity, kind=ActivityKind.SEMINAR, parent=parent, is_joint=True, title=WORKSHOPS)
    for country in (Country.SE, Country.CZ, Country.AT):
        told.add(Destination, activity=trips, country=country)
    promises(told, seminars, trips)


def promises(told, seminars, trips):
    rows = [
        (seminars, "seminars", T("Peetakse inspiratsiooniseminare", "Notiek iedvesmas semināri",
                                 "Inspiration seminars are held"), T("seminari", "semināri", "seminars")),
        (trips, "trips", T("Käiakse rahvusvahelistel õppereisidel", "Notiek starptautiski braucieni",
                           "International study trips are made"), T("õppereisi", "braucieni", "study trips")),
        (None, "workshops", T("Seminaridel ja reisidel peetakse koosloome töötube",
                              "Semināros un braucienos notiek kopradīšanas darbnīcas",
                              "Co-creation workshops are held at seminars and on trips"),
         T("töötuba", "darbnīcas", "workshops")),
        (seminars, "participants", T("Seminaridel osalevad kogukonnad, ettevõtjad, omavalitsused ja arendajad",
                                     "Semināros piedalās kopienas, uzņēmēji, pašvaldības un attīstītāji",
                                     "Communities, entrepreneurs, municipalities and developers take part in the seminars"),
         T("osalejat", "dalībnieki", "participants")),
    ]
    for activity, measure, statement, unit in rows:
        told.add(
            Target, activity=activity, measure=measure, comparator=Comparator.OPEN, statement=statement, unit=unit
        )
