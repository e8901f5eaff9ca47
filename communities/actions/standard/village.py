"""What the standard plan asks about the plan itself and the village as it is: general, today, resources."""
from communities.actions.standard.shape import Ask, Part, column
from communities.choices import FieldKind, SectionKind

GENERAL = Part(
    "general", SectionKind.TABLE,
    ("Üldandmed", "Vispārīgas ziņas", "General"),
    (
        "Kes selle kava tegid ja kuidas see valmis. Tabelisse tulevad töörühma liikmed rolli järgi.",
        "Kas šo plānu veidoja un kā tas tapa. Tabulā ierakstiet darba grupas locekļus pēc lomas.",
        "Who made this plan and how. The table holds the members of the working group by role.",
    ),
    (
        column(
            "role", FieldKind.LINE, ("Roll", "Loma", "Role"), required=True,
            help=("Roll, mitte nimi.", "Loma, nevis vārds.", "A role, not a name."),
            example=("külavanem", "ciema vecākais", "village elder"),
        ),
        column(
            "organisation", FieldKind.LINE, ("Organisatsioon", "Organizācija", "Organisation"),
            example=("MTÜ Tammepõlve Selts", "biedrība „Ozolkalns”", "Tammepõlve village society"),
        ),
        column(
            "public_name", FieldKind.YESNO,
            ("Nimi võib avalik olla", "Vārdu drīkst publicēt", "The name may be public"),
            help=(
                "Jah ainult siis, kui inimene on ise nõus.", "Jā tikai tad, ja pats cilvēks piekrīt.",
                "Yes only with the person's own consent.",
            ),
        ),
        Ask(
            "leader_role", FieldKind.CHOICE, ("Kes veab?", "Kas vada darbu?", "Who leads?"), required=True,
            help=(
                "Kelle poole pöörduda, kui kava kohta on küsimusi?", "Pie kā vērsties, ja par plānu ir jautājumi?",
                "To whom does one turn with questions about the plan?",
            ),
            options=(
                ("külavanem", "ciema vecākais", "village elder"),
                ("seltsi esindaja", "biedrības pārstāvis", "representative of the society"),
                ("muu", "cits", "somebody else"),
            ),
        ),
        Ask(
            "how_made", FieldKind.TEXT, ("Kuidas kava valmis", "Kā plāns tapa", "How the plan was made"), required=True,
            help=(
                "Mitu koosolekut oli, kes osales ja kuidas küsiti teiste arvamust?",
                "Cik bija sanāksmju, kas piedalījās un kā uzzināja pārējo viedokli?",
                "How many meetings were there, who came, and how were the others asked?",
            ),
            example=(
                "Kolm õhtut külamajas, kohal 12–18 inimest. Kes tulla ei saanud, neilt küsisime ukselt uksele; "
                "vastas 41 peret 56-st.",
                "Trīs vakari saieta namā, ieradās 12–18 cilvēku. Pārējos apjautājām mājās; "
                "atbildēja 41 ģimene no 56.",
                "Three evenings in the village house with 12–18 people. We went to the doors of the others; "
                "41 households of 56 answered.",
            ),
        ),
        Ask(
            "summary", FieldKind.TEXT, ("Lühikokkuvõte", "Īss kopsavilkums", "Summary"), required=True, limit=800,
            help=(
                "Ilmub avalikul lehel. Kirjuta nii, et naaberküla inimene saab aru.",
                "To rāda publiskajā lapā. Rakstiet tā, lai saprot arī kaimiņu ciemā.",
                "Shown on the public page. Write it so that the next village understands.",
            ),
            example=(
                "Tammepõlve teeb kord nädalas pensionäride lõuna, hoiab lahti käsitöötoa ja viib eakad poodi.",
                "Ozolkalns reizi nedēļā rīko senioru pusdienas, uztur amatnieku darbnīcu un ved seniorus uz veikalu.",
                "Tammepõlve cooks a weekly lunch for older people, keeps a craft room open and drives people to the shop.",
            ),
        ),
    ),
)

TODAY = Part(
    "today", SectionKind.TABLE,
    ("Küla täna", "Ciems šodien", "The village today"),
    (
        "Arvud ja faktid, millest edasi mõelda. Tabelisse tulevad teenused, mis on juba olemas.",
        "Skaitļi un fakti, no kuriem sākt. Tabulā ierakstiet pakalpojumus, kas jau ir.",
        "Numbers and facts to think from. The table holds the services that already exist.",
    ),
    (
        column(
            "service", FieldKind.LINE, ("Teenus", "Pakalpojums", "Service"), required=True,
            example=("raamatukogubuss", "bibliotēkas autobuss", "library bus"),
        ),
        column("provider", FieldKind.LINE, ("Kes osutab", "Kas sniedz", "Who provides it")),
        column("where", FieldKind.LINE, ("Kus", "Kur", "Where")),
        column(
            "how_often", FieldKind.LINE, ("Kui sageli", "Cik bieži", "How often"),
            example=("kaks korda kuus", "divreiz mēnesī", "twice a month"),
        ),
        column(
            "gap", FieldKind.LINE, ("Mis jääb puudu", "Kā pietrūkst", "What is missing"),
            example=("ei peatu bussipeatuses", "nepietur pie pieturas", "does not stop at the bus stop"),
        ),
        Ask(
            "villages", FieldKind.LINE, ("Millised külad", "Kuri ciemi", "Which villages"), required=True,
            help=("Milliseid külasid kava hõlmab?", "Kurus ciemus plāns aptver?", "Which villages does the plan cover?"),
            example=("Tammepõlve, Alliku ja Soeküla", "Ozolkalns, Avoti un Vilciems", "Tammepõlve, Alliku and Soeküla"),
        ),
        Ask(
            "population", FieldKind.NUMBER, ("Püsielanikke", "Pastāvīgie iedzīvotāji", "Permanent residents"),
            required=True,
            help=("Kes elab siin aasta läbi.", "Kas šeit dzīvo visu gadu.", "Those who live here all year."),
            example=("126", "126", "126"),
        ),
        Ask(
            "population_source", FieldKind.LINE, ("Kust arv pärineb", "Skaitļa avots", "Where the number comes from"),
            example=("rahvastikuregister", "iedzīvotāju reģistrs", "population register"),
        ),
        Ask("population_day", FieldKind.DAY, ("Arvu seis", "Skaitlis uz dienu", "As of which day")),
        Ask(
            "age_0_18", FieldKind.NUMBER, ("Neist 0–18 aastat", "No tiem 0–18 gadi", "Of them aged 0–18"),
            help=("Kui teada.", "Ja zināms.", "If known."),
        ),
        Ask("age_19_64", FieldKind.NUMBER, ("Neist 19–64 aastat", "No tiem 19–64 gadi", "Of them aged 19–64")),
        Ask("age_65", FieldKind.NUMBER, ("Neist 65 ja vanemad", "No tiem 65 un vecāki", "Of them 65 and older")),
        Ask(
            "seasonal", FieldKind.NUMBER, ("Suveelanikke", "Vasaras iedzīvotāji", "Seasonal residents"),
            help=(
                "Suvitajad ja teised, kes on siin osa aastast.", "Vasarnieki un citi, kas šeit ir daļu gada.",
                "Summer people and others who are here part of the year.",
            ),
        ),
        Ask(
            "km_centre", FieldKind.DECIMAL,
            ("Vallakeskusesse (km)", "Līdz pašvaldības centram (km)", "To the municipal centre (km)"), required=True,
            example=("14,5", "14,5", "14.5"),
        ),
        Ask("km_shop", FieldKind.DECIMAL, ("Lähima poeni (km)", "Līdz tuvākajam veikalam (km)", "To the nearest shop (km)")),
        Ask("buses", FieldKind.NUMBER, ("Busse päevas", "Autobusi dienā", "Buses a day")),
        Ask(
            "story", FieldKind.TEXT, ("Paiga lugu", "Vietas stāsts", "The story of the place"),
            help=(
                "Mis teeb selle koha eriliseks?", "Ar ko šī vieta ir īpaša?", "What makes this place special?",
            ),
            example=(
                "Siin oli kihelkonna vanim vesiveski; selle õuel peame tänini leivapäeva.",
                "Šeit bija pagasta vecākās ūdensdzirnavas; to pagalmā vēl šodien svinam maizes dienu.",
                "The oldest water mill of the parish stood here; we still keep bread day in its yard.",
            ),
        ),
        Ask(
            "documents", FieldKind.TEXT, ("Kehtivad dokumendid", "Spēkā esošie dokumenti", "Documents in force"),
            help=(
                "Valla arengukava, küla arengukava, tegevusrühma strateegia: pealkiri ja aadress, igaüks oma real.",
                "Pašvaldības un ciema plāns, rīcības grupas stratēģija: nosaukums un adrese, katrs savā rindā.",
                "Municipal and village plan, strategy of the action group: title and address, one per line.",
            ),
        ),
    ),
)

RESOURCES = Part(
    "resources", SectionKind.ASSETS,
    ("Ressursid", "Resursi", "Resources"),
    (
        "Vaadake kogukonna ressursside kaarti: inimesed, ühendused, asutused, paigad, ettevõtmised, lood. "
        "Kava algab sellest, mis on olemas.",
        "Apskatiet kopienas resursu karti: cilvēki, biedrības, iestādes, vietas, uzņēmumi, stāsti. "
        "Plāns sākas ar to, kas jau ir.",
        "Look at the community's map of resources: people, groups, institutions, places, businesses, stories. "
        "The plan begins with what is there.",
    ),
    (
        Ask(
            "key_resources", FieldKind.TEXT,
            ("Millele kava toetub", "Uz ko plāns balstās", "What the plan builds on"), required=True,
            help=(
                "Valige kaks kuni neli ressurssi ja öelge, mis neist koos saab.",
                "Izvēlieties divus līdz četrus resursus un pasakiet, kas no tiem kopā sanāk.",
                "Choose two to four resources and say what they make together.",
            ),
            example=(
                "Külamaja köök, kolm pensionil kokka ja talu, kust saab köögivilja: nendest tuleb nädalalõuna.",
                "Saieta nama virtuve, trīs pavāres pensijā un saimniecība ar dārzeņiem: no tā top nedēļas pusdienas.",
                "The village kitchen, three retired cooks and a farm with vegetables: together a weekly lunch.",
            ),
        ),
    ),
)
