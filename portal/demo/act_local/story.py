"""Who, where, why: A-01 … A-09, A-24, A-25."""
from portal.demo.build import Story, T
from portal.demo.organisations import organisation
from portal.demo.people import ACT_LOCAL as SLUG
from portal.demo.programmes import programme
from projects.choices import Direction, FundingRole, NarrativeKind, ProjectType, TargetGroupKind
from projects.models import Challenge, Contact, FundingLink, Narrative, Partnership, Result, TargetGroup

SUMMARY = T(
    "Act Local aitab Setomaa, Alutaguse, Ape ja Engure külarahval ise tööd ja teenuseid luua. Seitseteist "
    "külakogukonda uurib kõigepealt, millised oskused, paigad ja ideed neil olemas on, ning paneb selle põhjal kokku "
    "kogukonnateenuste tegevuskava. Seejärel õpitakse 42 koolituspäeval ning käiakse kahel ühisel õppereisil Eesti ja "
    "Läti piirkondades, kus sarnased teenused juba toimivad. Kogukond, kes on valmis kohe alustama, saab endale "
    "vajalikud väikevahendid. Kogu tee vältel on abiks nõustavad eksperdid ja kohalik omavalitsus.",
    "“Act Local” palīdz Setomaa, Alutaguses, Apes un Engures ciemu ļaudīm pašiem radīt sev darbu un pakalpojumus. "
    "Septiņpadsmit ciemu kopienas vispirms noskaidro, kādas prasmes, vietas un idejas tām jau ir, un uz šī pamata "
    "sastāda kopienas pakalpojumu rīcības plānu. Pēc tam seko 42 apmācību dienas un divi kopīgi pieredzes apmaiņas "
    "braucieni uz Igaunijas un Latvijas vietām, kur līdzīgi pakalpojumi jau darbojas. Kopiena, kas gatava sākt uzreiz, "
    "saņem vajadzīgo nelielo aprīkojumu. Visu laiku palīdz konsultanti un vietējā pašvaldība.",
    "Act Local helps villagers in Setomaa, Alutaguse, Ape and Engure to create their own services and jobs. Seventeen "
    "village communities first find out which skills, places and ideas they already have and turn them into action "
    "plans for community services. They then learn together on 42 training days and on two joint study trips to "
    "Estonian and Latvian areas where such services already work. A community that is ready to begin at once receives "
    "the small equipment it needs. Advisers and the local municipality stay at their side throughout.",
)
PARTNERS = ["MTÜ Setomaa Liit", "Alutaguse vallavalitsus", "Ape vald", "Engure vald"]
AREAS = [
    T("Setomaa", "Setomaa", "Setomaa"),
    T("Alutaguse", "Alutaguse", "Alutaguse"),
    T("Ape", "Ape", "Ape"),
    T("Engure", "Engure", "Engure"),
]
NARRATIVE = [
    (
        NarrativeKind.NEED,
        T("Linnadest kaugel maal elaval inimesel on raskem tööd leida kui teistel.",
          "Laukos, tālu no pilsētām, cilvēkam ir grūtāk atrast darbu nekā citiem.",
          "People who live in the countryside far from towns find it harder to get work than others do."),
    ),
    (
        NarrativeKind.STRENGTH,
        T("Paljudes külades on inimesi, kes tahavad oma kodukanti ise paremaks teha.",
          "Daudzos ciemos ir ļaudis, kas paši vēlas darīt savu apkārtni labāku.",
          "In many villages there are people willing to make their surroundings better themselves."),
    ),
    (
        NarrativeKind.GOAL,
        T("Setomaa, Alutaguse, Ape ja Engure maainimestel on tööle lihtsam pääseda ja uusi võimalusi tööd teha.",
          "Setomaa, Alutaguses, Apes un Engures lauku ļaudīm ir vieglāk nokļūt darbā un ir jaunas iespējas strādāt.",
          "Rural people in Setomaa, Alutaguse, Ape and Engure reach work more easily and have new kinds of work."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Parem ligipääs kohalikule tööturule.", "Labāka piekļuve vietējam darba tirgum.",
          "Better access to the local labour market."),
    ),
    (
        NarrativeKind.GOAL_PART,
        T("Uued töövõimalused.", "Jaunas darba iespējas.", "New job opportunities."),
    ),
    (
        NarrativeKind.APPROACH,
        T("Partnerid innustavad ja toetavad külarahvast, et inimesed koos endale tööd looksid.",
          "Partneri iedrošina un atbalsta ciemu ļaudis kopā radīt sev darbu.",
          "The partners encourage and support villagers in creating work for themselves together."),
    ),
    (
        NarrativeKind.SOLUTION,
        T("Uus lahendus on kogukonnateenused: neid vajavad nii kohalikud elanikud kui ka külastajad.",
          "Jaunais risinājums ir kopienas pakalpojumi: tie vajadzīgi gan vietējiem, gan apmeklētājiem.",
          "The new solution is community services, needed by local residents and by visitors alike."),
    ),
]
CHALLENGES = [
    T("Perekondlikud kohustused", "Ģimenes pienākumi", "Family duties"),
    T("Pikad vahemaad", "Lieli attālumi", "Long distances"),
]
RESULTS = [
    (
        T("Ligipääs kohalikule tööturule", "Piekļuve vietējam darba tirgum", "Access to the local labour market"),
        Direction.IMPROVES,
    ),
    (T("Uued töövõimalused", "Jaunas darba iespējas", "New job opportunities"), Direction.APPEARS),
]
RURAL_PEOPLE = T(
    "Setomaa, Alutaguse, Ape ja Engure maapiirkondade elanikud",
    "Setomaa, Alutaguses, Apes un Engures lauku iedzīvotāji",
    "People of the rural areas of Setomaa, Alutaguse, Ape and Engure",
)


def begin(by):
    told = Story.begin(
        by, slug=SLUG, acronym="Act Local",
        title=T("Eesti-Läti koostööprojekt", "Igaunijas un Latvijas sadarbības projekts",
                "Estonian-Latvian cooperation project"),
        summary=SUMMARY, type=ProjectType.COOPERATION, programme=programme("central-baltic-2014-2020"),
        countries="EE-LV", planned_start="2019-05", planned_end="2021-04",
    )
    told.areas(*AREAS)
    for name in PARTNERS:
        told.add(Partnership, organisation=organisation(name))
    for kind, text in NARRATIVE:
        told.add(Narrative, kind=kind, text=text)
    told.tell(Challenge, CHALLENGES)
    for text, direction in RESULTS:
        told.add(Result, text=text, direction=direction, subject=RURAL_PEOPLE)
    told.add(TargetGroup, kind=TargetGroupKind.FINAL, name=RURAL_PEOPLE)
    told.add(FundingLink, role=FundingRole.PROGRAMME, programme=told.project.programme)
    told.add(
        Contact, role=T("Projekti kontaktisik", "Projekta kontaktpersona", "Contact person of the project"),
        place=T("Setomaa vallas", "Setomaa pagastā", "In Setomaa municipality"),
        organisation=organisation("Setomaa vald"), email="projektijuht@setomaa-liit.example.org",
    )
    return told
