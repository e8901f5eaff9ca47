"""The standard assessment: five blocks of five statements scored from 0 to 4, and how a score reads.

Each statement: what is said, and which training helps when it is not so.
"""

NAME = ("Kogukonna potentsiaali ja ressursside hindamine", "Kopienas potenciāla un resursu izvērtējums",
        "Assessment of a community's potential and resources")

PEOPLE = (
    (
        ("Meil on vähemalt kolm eestvedajat, kes jagavad töökoormust.",
         "Mums ir vismaz trīs līderi, kas dala darba slodzi.",
         "At least three leaders share the load."),
        ("Eestvedajate koolitus ja töö jagamine", "Līderu apmācība un darba dalīšana", "Training leaders and sharing the work"),
    ),
    (
        ("Uued ja hooajalised elanikud on kaasatud.",
         "Jaunie un sezonas iedzīvotāji ir iesaistīti.",
         "New and seasonal residents are involved."),
        ("Kaasamine: kuidas uued elanikud kampa kutsuda", "Iesaistīšana: kā uzrunāt jaunos iedzīvotājus",
         "Involvement: how to invite new residents"),
    ),
    (
        ("Teame, kelle oskusi saab vajadusel kasutada.",
         "Zinām, kura prasmes vajadzības brīdī var izmantot.",
         "We know whose skills can be used when needed."),
        ("Kogukonna oskuste ja ressursside kaardistamine", "Kopienas prasmju un resursu apzināšana",
         "Mapping the community's skills and resources"),
    ),
    (
        ("Noored osalevad otsustamises.", "Jaunieši piedalās lēmumu pieņemšanā.", "Young people take part in decisions."),
        ("Noorte kaasamine ja noorte omaalgatus", "Jauniešu iesaistīšana un jauniešu iniciatīvas",
         "Involving young people and their own initiatives"),
    ),
    (
        ("Eakate ja abivajajate olukord on teada.",
         "Ir zināms, kā klājas senioriem un cilvēkiem, kam vajadzīga palīdzība.",
         "The situation of older people and of those who need help is known."),
        ("Abivajaja märkamine ja koduabi alused", "Kā pamanīt, kam vajadzīga palīdzība, un mājas aprūpes pamati",
         "Noticing who needs help, and the basics of home help"),
    ),
)

ORGANISATION = (
    (
        ("Külaselts või muu ühendus tegutseb ja aruanded on esitatud.",
         "Ciema biedrība vai cita apvienība darbojas un pārskati ir iesniegti.",
         "A society or another association is active and its reports are filed."),
        ("Ühingu juhtimine ja aruandlus", "Biedrības vadība un pārskati", "Running an association and its reports"),
    ),
    (
        ("Kokku saadakse vähemalt neli korda aastas.",
         "Sanākam kopā vismaz četras reizes gadā.",
         "People meet at least four times a year."),
        ("Koosolekute ja vestlusringide juhtimine", "Sanāksmju un sarunu vadīšana", "Leading meetings and dialogue circles"),
    ),
    (
        ("Infokanal jõuab enamiku peredeni.", "Informācijas kanāls sasniedz vairumu ģimeņu.",
         "An information channel reaches most households."),
        ("Kogukonna infokanalid ja suhtlus", "Kopienas informācijas kanāli un saziņa", "Information channels of a community"),
    ),
    (
        ("Oleme ellu viinud vähemalt kaks projekti.",
         "Esam īstenojuši vismaz divus projektus.",
         "We have carried out at least two projects."),
        ("Projekti kirjutamine ja elluviimine", "Projektu rakstīšana un īstenošana", "Writing and carrying out a project"),
    ),
    (
        ("Raamatupidamine ja dokumendid on korras.", "Grāmatvedība un dokumenti ir kārtībā.",
         "Accounts and documents are in order."),
        ("Ühingu raamatupidamine ja dokumendid", "Biedrības grāmatvedība un dokumenti",
         "Accounts and documents of an association"),
    ),
)

PLACE = (
    (
        ("On kooskäimise koht, mida saab kasutada ka talvel.",
         "Ir pulcēšanās vieta, ko var izmantot arī ziemā.",
         "There is a meeting place that can be used in winter."),
        ("Külamaja haldamine ja kulud", "Saieta nama apsaimniekošana un izmaksas", "Running a village house and its costs"),
    ),
    (
        ("Internet ja mobiililevi on piisavad.", "Internets un mobilie sakari ir pietiekami.",
         "Internet and mobile coverage are sufficient."),
        ("Digioskused ja ühised ühendused", "Digitālās prasmes un kopīgi pieslēgumi", "Digital skills and shared connections"),
    ),
    (
        ("Ligipääs ja teed on tagatud aastaringselt.", "Ceļi ir izbraucami visu gadu.",
         "Access and roads work all year."),
        ("Koostöö vallaga: teed, transport ja ligipääs", "Sadarbība ar pašvaldību: ceļi, transports, piekļuve",
         "Working with the municipality on roads, transport and access"),
    ),
    (
        ("Loodus- ja kultuuriväärtused on hoitud ja tähistatud.",
         "Dabas un kultūras vērtības ir saglabātas un apzīmētas.",
         "Natural and cultural values are kept and marked."),
        ("Kohapärand ja selle tutvustamine", "Vietas mantojums un tā iepazīstināšana", "Local heritage and how to show it"),
    ),
    (
        ("Köök, tehnika ja muud vahendid on olemas.", "Ir virtuve, tehnika un cits inventārs.",
         "A kitchen, machines and other means are there."),
        ("Ühised vahendid: hankimine, hoidmine, laenutamine", "Kopīgs inventārs: iegāde, glabāšana, aizdošana",
         "Shared equipment: buying, keeping, lending"),
    ),
)

SERVICES = (
    (
        ("Põhiteenused on mõistlikus kauguses.", "Pamatpakalpojumi ir saprātīgā attālumā.",
         "Basic services are within reasonable distance."),
        ("Teenused hajaasustuses: näiteid ja lahendusi", "Pakalpojumi mazapdzīvotās vietās: piemēri un risinājumi",
         "Services in sparsely settled places: examples and solutions"),
    ),
    (
        ("Kohalikud tootjad ja ettevõtjad teevad koostööd.", "Vietējie ražotāji un uzņēmēji sadarbojas.",
         "Local producers and firms work together."),
        ("Kohaliku toidu ja ettevõtjate koostöö", "Vietējās pārtikas un uzņēmēju sadarbība",
         "Cooperation of local food and businesses"),
    ),
    (
        ("Meil on teenuseidee, mida inimesed on küsinud.", "Mums ir pakalpojuma ideja, ko cilvēki ir prasījuši.",
         "We have an idea for a service that people asked for."),
        ("Ideest teenuseks: teenuse kujundamine", "No idejas līdz pakalpojumam: pakalpojuma veidošana",
         "From an idea to a service: service design"),
    ),
    (
        ("Keegi on valmis teenust osutama, tasu eest või vabatahtlikult.",
         "Kāds ir gatavs sniegt pakalpojumu par samaksu vai brīvprātīgi.",
         "Somebody is ready to provide a service, paid or as a volunteer."),
        ("Kogukonnateenuse osutamine: hind, leping, vastutus", "Kopienas pakalpojuma sniegšana: cena, līgums, atbildība",
         "Providing a community service: price, contract, liability"),
    ),
    (
        ("Külastajatele on midagi pakkuda.", "Ir ko piedāvāt viesiem.", "There is something to offer to visitors."),
        ("Külastuselamus ja kogukonnaturism", "Viesu uzņemšana un kopienas tūrisms",
         "Experiences for visitors and community tourism"),
    ),
)

COOPERATION = (
    (
        ("Suhtlus vallaga on korrapärane.", "Saziņa ar pašvaldību ir regulāra.", "Contact with the municipality is regular."),
        ("Koostöö omavalitsusega ja teenuse delegeerimine", "Sadarbība ar pašvaldību un pakalpojuma deleģēšana",
         "Working with the municipality and delegation of a service"),
    ),
    (
        ("Naaberküladega tehakse koostööd.", "Sadarbojamies ar kaimiņu ciemiem.", "We work with neighbouring villages."),
        ("Võrgustikutöö ja ühistegevus", "Tīklošana un kopīga darbība", "Networking and doing things together"),
    ),
    (
        ("Raha tuleb rohkem kui ühest allikast.", "Nauda nāk no vairāk nekā viena avota.",
         "Money comes from more than one source."),
        ("Rahastusallikad ja omatulu", "Finansējuma avoti un pašu ieņēmumi", "Sources of funding and own income"),
    ),
    (
        ("Kriisiks on kokku lepitud rollid ja kogunemiskoht.",
         "Krīzei ir sadalītas lomas un norunāta pulcēšanās vieta.",
         "Roles and a gathering place are agreed for a crisis."),
        ("Kogukonna kriisivalmidus", "Kopienas gatavība krīzēm", "Crisis preparedness of a community"),
    ),
    (
        ("Meil on uhkuseasi, millest räägitakse ka mujal.", "Mums ir, ar ko lepoties, un par to runā arī citur.",
         "We have something to be proud of that others talk about."),
        ("Lugude jutustamine ja paiga maine", "Stāstu stāstīšana un vietas tēls", "Telling stories and the name of a place"),
    ),
)

# (code, title, statements)
BLOCKS = (
    ("a", ("Inimesed", "Cilvēki", "People"), PEOPLE),
    ("b", ("Korraldus", "Organizētība", "Organisation"), ORGANISATION),
    ("c", ("Paik", "Vieta", "Place"), PLACE),
    ("d", ("Teenused ja majandus", "Pakalpojumi un ekonomika", "Services and economy"), SERVICES),
    ("e", ("Koostöö ja turvalisus", "Sadarbība un drošība", "Cooperation and safety"), COOPERATION),
)

# (from this score, how it reads)
BANDS = (
    (0, ("Alustage suhetest ja kooskäimisest.", "Sāciet ar attiecībām un satikšanos.",
         "Start with relations and coming together.")),
    (40, ("Valige üks väike teenus.", "Izvēlieties vienu mazu pakalpojumu.", "Choose one small service.")),
    (65, ("Valmis teenust katsetama.", "Gatavi izmēģināt pakalpojumu.", "Ready to try a service out.")),
    (85, ("Valmis oma kogemust jagama.", "Gatavi dalīties pieredzē.", "Ready to share your experience.")),
)
