"""The facts of Kogukondade tugevus, code by code, each with the line it stands on."""
from portal.demo.build import T
from portal.demo.organisations import organisation
from projects.choices import FactState
from projects.models import Contradiction, Source

DERIVED, NOT_STATED, UNCLEAR = FactState.DERIVED, FactState.NOT_STATED, FactState.UNCLEAR

FACTS = [
    ("D-01", "L3", "Kogukondade tugevus", T("Õpirände projekt „Kogukondade tugevus“",
                                           "Mācību mobilitātes projekts „Kogukondade tugevus”",
                                           "Learning mobility project “Kogukondade tugevus”")),
    ("D-02", "L5", "2024-1-EE01-KA122-ADU-000233253", T("Projekti number", "Projekta numurs", "Project number"),
     T("Aasta 2024, voor 1, agentuur EE01, tegevus KA122, valdkond ADU, number 000233253.",
       "2024. gads, 1. kārta, aģentūra EE01, darbība KA122, joma ADU, numurs 000233253.",
       "Year 2024, round 1, agency EE01, action KA122, field ADU, number 000233253.")),
    ("D-03", "L6", "1.08.2024 – 31.12.2025", T("Projekt kestab 1. augustist 2024 31. detsembrini 2025",
                                              "Projekts ilgst no 2024. gada 1. augusta līdz 2025. gada 31. decembrim",
                                              "The project runs from 1 August 2024 to 31 December 2025")),
    ("D-03", "L6", "17", T("Projekt kestab 17 kuud", "Projekts ilgst 17 mēnešus", "The project lasts 17 months"), None, DERIVED),
    ("D-04", "L10–11", "", T("Eesmärk: rohkem arendajaid-koolitajaid, kes oskavad kogukonnas kaasata sõltuvusest taastujaid",
                             "Mērķis: vairāk attīstītāju-pasniedzēju, kas prot kopienā iesaistīt tos, kas atveseļojas",
                             "Aim: more developer-trainers able to include people recovering from addiction"),
     T("Kolm ringi üksteise sees: koolitajad, kogukonnad, inimesed.", "Trīs loki cits citā: pasniedzēji, kopienas, cilvēki.",
       "Three circles within each other: trainers, communities, people.")),
    ("D-05", "L13", "kuni 12 kuud", T("Rehabilitatsioonist ei piisa; edasine tugi hoiab ära tagasilanguse",
                                      "Ar rehabilitāciju nepietiek; turpmāks atbalsts pasargā no recidīva",
                                      "Rehabilitation is not enough; further support prevents relapse"),
     T("12 kuud on taust, mitte projekti lubadus.", "12 mēneši ir fons, nevis projekta solījums.",
       "The 12 months are background, not a promise of the project.")),
    ("D-06", "L15", "", T("Eestis ja meeskonnas on vaja inimesi, kes toetavad kogukondi kavandamisel ja elluviimisel",
                          "Igaunijā un komandā vajadzīgi cilvēki, kas atbalsta kopienas plānošanā un īstenošanā",
                          "Estonia and the team need people who support communities in planning and doing")),
    ("D-07", "L15", "", T("Vaja on tegusaid kogukondi, kes on valmis varasema sõltuvusega inimesi kaasama",
                          "Vajadzīgas rosīgas kopienas, kas gatavas iesaistīt cilvēkus ar agrāku atkarību",
                          "Active communities ready to include people with a past addiction are needed")),
    ("D-08", "L17", "2", T("Kaks õpirännet: Soome ja Norrasse", "Divas mobilitātes: uz Somiju un Norvēģiju",
                           "Two learning mobilities: to Finland and to Norway"),
     T("Õpiränne on siin reis; programmi arvestuses on iga osaleja omaette õpiränne.",
       "Šeit mobilitāte ir brauciens; programmas uzskaitē katrs dalībnieks ir atsevišķa mobilitāte.",
       "A mobility is a trip here; in the programme's records each participant is one mobility.")),
    ("D-09", "L17", "2", T("Eestisse kutsutakse kaks eksperti", "Uz Igauniju uzaicina divus ekspertus",
                           "Two experts are invited to Estonia"),
     T("Ekspertide päritoluriik ja visiitide arv on märkimata.", "Ekspertu valsts un vizīšu skaits nav norādīts.",
       "The experts' countries and the number of visits are not stated.")),
    ("D-10", "L21–22", "2", T("Osalevad töötajad ja vabatahtlike arendajate-koolitajate võrgustik",
                              "Piedalās darbinieki un brīvprātīgo attīstītāju-pasniedzēju tīkls",
                              "Employees and the network of volunteer developer-trainers take part")),
    ("D-11", "L24–25", "", T("Lõppsihtrühm on sõltuvusest taastuvad ja rehabilitatsiooni läbinud inimesed",
                             "Galvenā mērķa grupa ir cilvēki, kas atveseļojas no atkarības vai pabeiguši rehabilitāciju",
                             "The final group is people recovering from addiction or after rehabilitation"),
     T("Nende inimeste kohta ei koguta üksikandmeid.", "Par šiem cilvēkiem individuālus datus nevāc.",
       "No data about single persons of this group are kept.")),
    ("D-12", "L24–27", "4", T("Neli soovitud mõju: kogukondade tugi, kaasamine, koostöö ametkondadega, sidus ühiskond",
                              "Četri vēlamie ieguvumi: atbalsts kopienām, iesaiste, sadarbība ar iestādēm, saliedētība",
                              "Four wished effects: support, inclusion, cooperation with authorities, a cohesive society"),
     T("Ametkondade loetelu on avatud.", "Iestāžu saraksts ir atvērts.", "The list of authorities is open.")),
    ("D-13", "L21", "2, jne", T("Õpitakse meetodeid ja lähenemisviise", "Apgūst metodes un pieejas",
                                "Methods and approaches are learned"),
     T("Loetelu on avatud.", "Saraksts ir atvērts.", "The list is open.")),
    ("D-14", "L15; L21", "MTÜ Töömaja; MTÜ Töötamaja", T("Ühingu nimi on kirjutatud kahel viisil",
                                                        "Biedrības nosaukums uzrakstīts divējādi",
                                                        "The association's name is spelt in two ways"), None, UNCLEAR),
    ("D-15", "L29", "Erasmus+", T("Projekti kaasrahastab Euroopa Liidu Erasmus+ programm",
                                  "Projektu līdzfinansē Eiropas Savienības programma “Erasmus+”",
                                  "The project is co-funded by the European Union's Erasmus+ programme")),
    ("D-16", "", "", T("Summad, vastuvõtjad, reiside kuupäevad ja osalejate arv",
                       "Summas, uzņēmēji, braucienu datumi un dalībnieku skaits",
                       "Sums, hosts, dates of the trips and number of participants"), None, NOT_STATED),
    ("D-19", "L19", "", T("Loodetakse sidusamat ja hoolivamat ühiskonda", "Cer uz saliedētāku un gādīgāku sabiedrību",
                          "A more cohesive and caring society is hoped for"),
     T("Lootus ei ole lubadus.", "Cerība nav solījums.", "A hope is no promise.")),
]


def tell(told):
    source = told.add(
        Source, title="Kogukondade tugevus", publisher=organisation("MTÜ Töömaja"),
        perspective=T("MTÜ Töömaja vaade", "No biedrības “Töömaja” skatpunkta", "As seen by MTÜ Töömaja"),
    )
    told.facts(source, FACTS)
    told.add(
        Contradiction,
        title=T("Kuidas ühingut kirjutatakse?", "Kā raksta biedrības nosaukumu?", "How is the association's name spelt?"),
        first=T("Taustaloos on MTÜ Töömaja.", "Priekšvēsturē ir MTÜ Töömaja.", "The background says MTÜ Töömaja."),
        second=T("Tulemuste juures on MTÜ Töötamaja.", "Pie rezultātiem ir MTÜ Töötamaja.", "The results say MTÜ Töötamaja."),
    )
