"""What the standard plan asks besides its computed tables: services, tasks, investments, money, cooperation, risks."""
from communities.actions.standard.shape import Ask, Part
from communities.choices import FieldKind, SectionKind

SERVICES = Part(
    "services", SectionKind.SERVICES,
    ("Teenused", "Pakalpojumi", "Services"),
    (
        "Üks kuni kolm teenust: mida inimene saab, kellele, kui sageli, kes teeb ja mis see maksab. "
        "Arvesta ka tasuta tööd. Ka hooajaline teenus on teenus, ja aus vastus võib olla „veel ei tasu end ära“.",
        "Viens līdz trīs pakalpojumi: ko cilvēks saņem, kam, cik bieži, kas to dara un cik tas maksā. "
        "Ieskaitiet arī darbu bez atlīdzības. Der arī sezonas pakalpojums, un godīga atbilde var būt „vēl neatmaksājas”.",
        "One to three services: what people get, for whom, how often, who does it and what it costs. "
        "Count unpaid work too. A seasonal service is a service, and “does not pay yet” is an honest answer.",
    ),
)

TASKS = Part(
    "tasks", SectionKind.TASKS,
    ("Tegevused ja ajakava", "Darbi un laika grafiks", "Tasks and timeline"),
    (
        "Alusta tegusõnaga: mida tehakse, millal, kes vastutab.",
        "Sāciet ar darbības vārdu: ko dara, kad, kas atbild.",
        "Begin with a verb: what is done, when, who answers for it.",
    ),
)

INVESTMENTS = Part(
    "investments", SectionKind.INVESTMENTS,
    ("Investeeringuvajadused", "Investīciju vajadzības", "Investment needs"),
    (
        "Mida on vaja soetada, et teenus tööle hakkaks, ja kes hoiab seda pärast projekti.",
        "Kas jāiegādājas, lai pakalpojums sāktu darboties, un kas to glabās pēc projekta.",
        "What must be bought so that the service can run, and who keeps it after the project.",
    ),
)

FINANCE = Part(
    "finance", SectionKind.FINANCE,
    ("Finantsplaan", "Finanšu plāns", "Financial plan"),
    (
        "Kolme aasta tulud ja kulud. Tühi lahter tähendab „ei tea veel“, null tähendab nulli. "
        "Vabatahtliku töö väärtus on teadmiseks ja summadesse ei lähe.",
        "Trīs gadu ieņēmumi un izdevumi. Tukša aile nozīmē „vēl nezinām”, nulle nozīmē nulli. "
        "Brīvprātīgā darba vērtība ir zināšanai un summās neietilpst.",
        "Income and costs of three years. An empty cell means “not known yet”, zero means zero. "
        "The value of voluntary work is for information and stays out of the sums.",
    ),
    (
        Ask(
            "price_per_user", FieldKind.MONEY,
            ("Tulu ühe kasutaja kohta", "Ieņēmumi no viena lietotāja", "Income per user"),
            help=(
                "Mida üks kasutaja ühe korra eest maksab.", "Cik viens lietotājs maksā par vienu reizi.",
                "What one user pays for one time.",
            ),
            example=("4,50", "4,50", "4.50"),
        ),
        Ask(
            "variable_cost_per_user", FieldKind.MONEY,
            ("Lisakulu ühe kasutaja kohta", "Papildu izdevumi uz vienu lietotāju", "Extra cost per user"),
            help=(
                "Mis ühe kasutajaga juurde tuleb: toiduained, materjal, kütus.",
                "Kas nāk klāt ar katru lietotāju: produkti, materiāli, degviela.",
                "What one more user adds: food, material, fuel.",
            ),
            example=("2,80", "2,80", "2.80"),
        ),
        Ask(
            "reserve", FieldKind.MONEY, ("Varu", "Uzkrājums", "Reserve"),
            help=(
                "Raha, millega saab kulud katta, kui tulu jääb tulemata.",
                "Nauda, ar ko segt izdevumus, ja ieņēmumu nav.",
                "Money that covers the costs when income fails.",
            ),
            example=("600", "600", "600"),
        ),
        Ask(
            "loss_comment", FieldKind.TEXT,
            ("Kui kolmas aasta on miinuses", "Ja trešais gads ir ar zaudējumiem", "If the third year ends in the red"),
            help=(
                "Miks on teenus siiski vajalik ja kes puudujäägi katab?",
                "Kāpēc pakalpojums tomēr ir vajadzīgs un kas sedz iztrūkumu?",
                "Why is the service needed all the same, and who covers the gap?",
            ),
        ),
    ),
)

COOPERATION = Part(
    "cooperation", SectionKind.FIELDS,
    ("Koostöö vallaga", "Sadarbība ar pašvaldību", "Cooperation with the municipality"),
    (
        "Milline on kokkulepe kohaliku omavalitsusega ja mida kumbki annab.",
        "Kāda ir vienošanās ar pašvaldību un ko dod katra puse.",
        "What is agreed with the municipality, and what each side gives.",
    ),
    (
        Ask(
            "model", FieldKind.CHOICE, ("Milline on kokkulepe?", "Kāda ir vienošanās?", "What is the arrangement?"),
            required=True,
            options=(
                ("info ja nõu", "informācija un padoms", "information and advice"),
                ("rahaline toetus", "finansiāls atbalsts", "financial support"),
                ("ruumide või vahendite kasutus", "telpu vai inventāra izmantošana", "use of rooms or equipment"),
                ("vald ostab teenust", "pašvaldība pērk pakalpojumu", "the municipality buys the service"),
                ("haldusleping", "deleģēšanas līgums", "delegation contract"),
                ("ühine teenus", "kopīgs pakalpojums", "a shared service"),
                ("kokkulepet ei ole", "vienošanās nav", "there is none"),
            ),
        ),
        Ask(
            "municipality_gives", FieldKind.TEXT,
            ("Mida annab vald", "Ko dod pašvaldība", "What the municipality gives"), required=True,
            example=(
                "Ruumid kaks päeva nädalas, küte ja 600 € aastas toiduainete jaoks.",
                "Telpas divas dienas nedēļā, apkuri un 600 € gadā produktiem.",
                "Rooms on two days a week, heating, and 600 € a year for food.",
            ),
        ),
        Ask(
            "community_gives", FieldKind.TEXT,
            ("Mida annab kogukond", "Ko dod kopiena", "What the community gives"), required=True,
            example=(
                "Viis vabatahtlikku, nõud ja perenaise; teatame vallale, kui keegi vajab rohkem abi.",
                "Piecus brīvprātīgos, traukus un saimnieci; ziņojam pašvaldībai, ja kādam vajag vairāk palīdzības.",
                "Five volunteers, the dishes and a hostess; we tell the municipality when somebody needs more help.",
            ),
        ),
        Ask(
            "contract", FieldKind.LINE, ("Leping või otsus", "Līgums vai lēmums", "Contract or decision"),
            help=(
                "Lepingu või protokollilise otsuse nimetus ja number.",
                "Līguma vai protokola lēmuma nosaukums un numurs.",
                "Name and number of the contract or the minuted decision.",
            ),
            example=("protokolliline otsus nr 7", "protokola lēmums Nr. 7", "minuted decision no. 7"),
        ),
        Ask("contract_from", FieldKind.MONTH, ("Kehtib alates", "Spēkā no", "Valid from")),
        Ask("contract_until", FieldKind.MONTH, ("Kehtib kuni", "Spēkā līdz", "Valid until")),
        Ask(
            "contact_role", FieldKind.LINE,
            ("Kontakt vallas, roll", "Kontaktpersona pašvaldībā, amats", "Contact in the municipality, by role"),
            required=True,
            help=("Roll, mitte nimi.", "Loma, nevis vārds.", "A role, not a name."),
            example=("sotsiaalnõunik", "sociālā darbiniece", "social adviser"),
        ),
        Ask(
            "quality_control", FieldKind.TEXT,
            ("Kvaliteet ja turvalisus", "Kvalitāte un drošība", "Quality and safety"),
            help=(
                "Kuidas saate teada, kas kõik on hästi, ja mida teete, kui ei ole?",
                "Kā uzzināsiet, vai viss ir labi, un ko darīsiet, ja nav?",
                "How do you find out whether all is well, and what do you do when it is not?",
            ),
        ),
        Ask(
            "meeting_rhythm", FieldKind.CHOICE,
            ("Kui sageli kohtute", "Cik bieži tiekaties", "How often you meet"),
            options=(
                ("kord kuus", "reizi mēnesī", "monthly"),
                ("kord kvartalis", "reizi ceturksnī", "quarterly"),
                ("kord poolaastas", "reizi pusgadā", "twice a year"),
            ),
        ),
    ),
)

RISKS = Part(
    "risks", SectionKind.RISKS,
    ("Riskid", "Riski", "Risks"),
    (
        "Mis võib viltu minna, kui tõenäoline see on ja mida te selle vastu teete.",
        "Kas var noiet greizi, cik tas ir ticams un ko jūs pret to darāt.",
        "What may go wrong, how likely it is, and what you do about it.",
    ),
)

INDICATORS = Part(
    "indicators", SectionKind.INDICATORS,
    ("Näitajad", "Rādītāji", "Indicators"),
    (
        "Mille järgi te aasta pärast näete, et asi läheb hästi. Paar head näitajat on parem kui pikk loetelu.",
        "Pēc kā jūs pēc gada redzēsiet, ka viss izdodas. Daži labi rādītāji ir labāki par garu sarakstu.",
        "How you will see in a year that things go well. A few good indicators beat a long list.",
    ),
)
