"""What the standard plan asks about where to go: needs, strengths and threats, vision, goals."""
from communities.actions.standard.shape import Ask, Part, column
from communities.choices import FieldKind, SectionKind

NEEDS = Part(
    "needs", SectionKind.TABLE,
    ("Vajadused", "Vajadzības", "Needs"),
    (
        "Mida inimesed siin vajavad ja kust te seda teate.",
        "Kas cilvēkiem šeit ir vajadzīgs un kā jūs to zināt.",
        "What people here need, and how you know.",
    ),
    (
        column(
            "need", FieldKind.LINE, ("Vajadus", "Vajadzība", "Need"), required=True,
            example=("soe lõuna tööpäeval", "siltas pusdienas darbdienā", "a warm lunch on weekdays"),
        ),
        column(
            "group", FieldKind.LINE, ("Kelle vajadus", "Kam vajadzīgs", "Whose need"), required=True,
            example=("üksi elavad eakad", "seniori, kas dzīvo vieni", "older people living alone"),
        ),
        column(
            "evidence", FieldKind.LINE, ("Kust teate?", "Kā jūs to zināt?", "How do you know?"), required=True,
            help=("Küsitlus, jutuajamine või arv.", "Aptauja, saruna vai skaitlis.", "A survey, a talk or a number."),
            example=("küsitlus: 17 peret 22-st", "aptauja: 17 ģimenes no 22", "survey: 17 households of 22"),
        ),
        column(
            "priority", FieldKind.CHOICE, ("Kui pakiline", "Cik steidzami", "How urgent"), required=True,
            help=("1 on kõige pakilisem.", "1 ir vissteidzamākā.", "1 is the most urgent."),
            options=tuple((str(number),) * 3 for number in range(1, 6)),
        ),
    ),
)

SWOT = Part(
    "swot", SectionKind.TABLE,
    ("Tugevused, nõrkused, võimalused, ohud", "Stiprās un vājās puses, iespējas, draudi",
     "Strengths, weaknesses, opportunities, threats"),
    (
        "Kolm kuni kuus punkti igast liigist. Tugevused ja nõrkused on meis endis, võimalused ja ohud tulevad väljast.",
        "Trīs līdz seši punkti katrā grupā. Stiprās un vājās puses ir mūsos, iespējas un draudi nāk no ārpuses.",
        "Three to six points of each kind. Strengths and weaknesses are ours, opportunities and threats come from outside.",
    ),
    (
        column(
            "kind", FieldKind.CHOICE, ("Liik", "Veids", "Kind"), required=True,
            options=(
                ("tugevus", "stiprā puse", "strength"),
                ("nõrkus", "vājā puse", "weakness"),
                ("võimalus", "iespēja", "opportunity"),
                ("oht", "draudi", "threat"),
            ),
        ),
        column(
            "point", FieldKind.LINE, ("Punkt", "Punkts", "Point"), required=True,
            example=("seltsis on 34 liiget", "biedrībā ir 34 biedri", "the society has 34 members"),
        ),
        column(
            "weight", FieldKind.CHOICE, ("Kaal", "Svars", "Weight"),
            help=("3 loeb kõige rohkem.", "3 nozīmē visvairāk.", "3 counts most."),
            options=tuple((str(number),) * 3 for number in range(1, 4)),
        ),
        Ask(
            "conclusion", FieldKind.TEXT, ("Järeldus", "Secinājums", "Conclusion"), required=True,
            help=("Mida te sellest järeldate?", "Ko jūs no tā secināt?", "What follows from this?"),
            example=(
                "Inimesi ja ruumi on, raha ja aega napib: alustame ühest teenusest ja kahest päevast kuus.",
                "Cilvēku un telpu pietiek, naudas un laika trūkst: sākam ar vienu pakalpojumu divas dienas mēnesī.",
                "We have people and rooms but little money and time: we begin with one service on two days a month.",
            ),
        ),
    ),
)

VISION = Part(
    "vision", SectionKind.FIELDS,
    ("Visioon", "Redzējums", "Vision"),
    (
        "Üks pilt, mille nimel tasub pingutada.", "Viena aina, kuras dēļ vērts pūlēties.",
        "One picture that is worth the effort.",
    ),
    (
        Ask(
            "vision", FieldKind.TEXT, ("Meie küla aastal 2030", "Mūsu ciems 2030. gadā", "Our village in 2030"),
            required=True, limit=400,
            help=(
                "Kirjutage olevikus, nagu oleks see juba käes.", "Rakstiet tagadnē, it kā tas jau būtu noticis.",
                "Write in the present, as if it were already so.",
            ),
            example=(
                "Tammepõlves saab igaüks vanaks oma kodus, ja suvel tulevad linnalapsed siia leiba küpsetama.",
                "Ozolkalnā ikviens noveco savās mājās, un vasarā pilsētas bērni brauc šurp cept maizi.",
                "In Tammepõlve everybody grows old at home, and in summer town children come here to bake bread.",
            ),
        ),
    ),
)

GOALS = Part(
    "goals", SectionKind.TABLE,
    ("Eesmärgid", "Mērķi", "Goals"),
    (
        "Hea eesmärk on mõõdetav ja jõukohane. Kolmest piisab.",
        "Labs mērķis ir izmērāms un sasniedzams. Pietiek ar trim.",
        "A good goal can be measured and reached. Three are enough.",
    ),
    (
        column(
            "goal", FieldKind.LINE, ("Eesmärk", "Mērķis", "Goal"), required=True,
            example=(
                "Eakad saavad kord nädalas koos süüa", "Seniori reizi nedēļā var paēst kopā",
                "Older people eat together once a week",
            ),
        ),
        column(
            "indicator", FieldKind.LINE, ("Mille järgi näeme", "Pēc kā redzēsim", "How we see it"), required=True,
            example=("lõunal käijaid kuus", "pusdienotāji mēnesī", "lunch guests a month"),
        ),
        column(
            "target", FieldKind.LINE, ("Kui palju", "Cik", "How much"), required=True, example=("80", "80", "80"),
        ),
        column(
            "by_when", FieldKind.MONTH, ("Mis ajaks", "Līdz kam", "By when"), required=True,
            example=("detsember 2027", "2027. gada decembris", "December 2027"),
        ),
    ),
)
