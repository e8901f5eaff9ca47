"""Invented names and titles, with what Python computes of them: folded text and sort keys (bench.name)."""
from django.db import connection

from portal.shared.sorting import sort_key
from portal.shared.text import fold

GIVEN = (
    "Aado Aire Anu Arvi Elo Epp Ester Heino Helju Hilja Imbi Inge Jaan Joosep Jüri Kaja Kalju Kadri Kersti Külli Leelo Leida"
    " Liis Mall Mart Mihkel Märt Õie Õnne Peep Piret Priit Raivo Reet Rõõt Salme Sulev Taavi Tiina Tõnu Uku Urve Vaike Ülle"
    " Ülo Äli Šeila Žanna"
).split()
FIRST = (
    "Kuuse Männi Õuna Pihla Haava Lepa Kase Saare Tamme Vahtra Paju Toome Kadaka Jõe Järve Mere Soo Raba Oja Allika Mäe Künka"
    " Metsa Salu Nõmme Põllu Niidu Karja Heina Rukki Nisu Odra Kaera Lina Ubina Kirsi Marja Sõstra Seene Samb la"
).replace("Samb la", "Sambla").split()
SECOND = "mäe vere oja küla puu maa järv soo metsa nurga pere otsa kalda lepa põld niit saar laas org linn".split()
KINDS = "küla|kogukond|külad|kant|rahvamaja kogukond|ümbruse külad|seltsing".split("|")
TOPICS = [
    ("Kogukonnateenuste kavandamine", "Kopienas pakalpojumu plānošana", "Planning community services"),
    ("Külamaja majandamine", "Ciema nama apsaimniekošana", "Running a village house"),
    ("Noorte kaasamine", "Jauniešu iesaistīšana", "Involving young people"),
    ("Eakate toetamine", "Senioru atbalsts", "Supporting older people"),
    ("Kriisivalmidus külas", "Ciema gatavība krīzēm", "Crisis readiness in a village"),
    ("Vabatahtlike juhtimine", "Brīvprātīgo vadīšana", "Leading volunteers"),
    ("Rahastuse leidmine", "Finansējuma meklēšana", "Finding funding"),
    ("Kohalik toit ja turg", "Vietējā pārtika un tirgus", "Local food and market"),
    ("Sotsiaaltransport", "Sociālais transports", "Social transport"),
    ("Ühistegevuse alused", "Kopdarbības pamati", "Basics of cooperation"),
    ("Turism ja lood", "Tūrisms un stāsti", "Tourism and stories"),
    ("Digioskused kõigile", "Digitālās prasmes visiem", "Digital skills for all"),
    ("Energiaühistu", "Enerģijas kooperatīvs", "Energy cooperative"),
    ("Pärandi hoidmine", "Mantojuma saglabāšana", "Keeping heritage"),
    ("Laste huvitegevus", "Bērnu interešu nodarbības", "Children's hobbies"),
    ("Koduhooldus", "Aprūpe mājās", "Home care"),
]
FORMS = [
    ("koolitus", "apmācība", "training"), ("seminar", "seminārs", "seminar"), ("töötuba", "darbnīca", "workshop"),
    ("veebinar", "vebinārs", "webinar"), ("kohtumine", "tikšanās", "meeting"), ("õppereis", "mācību brauciens", "study trip"),
    ("koolituspäev algajatele", "apmācību diena iesācējiem", "training day for beginners"),
    ("jätkukoolitus", "turpinājuma apmācība", "further training"),
]
PROSE = [
    ("Arutame, mida kogukond ise oskab ja milleks on vaja abi.", "Pārrunājam, ko kopiena prot pati un kur vajag palīdzību.",
     "We talk about what the community can do itself and where it needs help."),
    ("Päev lõpeb ühise kavaga: kes mida teeb ja mis ajaks.", "Diena beidzas ar kopīgu plānu: kas ko dara un līdz kuram laikam.",
     "The day ends with a plan: who does what, and by when."),
    ("Vaatame kolme naaberküla kogemust ja võrdleme kulusid.", "Skatām trīs kaimiņu ciemu pieredzi un salīdzinām izmaksas.",
     "We look at three neighbouring villages and compare what it cost."),
    ("Igaüks toob kaasa ühe mure ja ühe mõtte.", "Katrs atnes vienu rūpi un vienu domu.",
     "Everybody brings one worry and one idea."),
    ("Töö jätkub väikestes rühmades külamajas.", "Darbs turpinās mazās grupās ciema namā.",
     "Work goes on in small groups in the village house."),
]
TRADES = (
    "Trükk Toit Buss Majutus Ehitus Puhastus Tõlge Kujundus Raamat Rent Elekter Küte Side Kontor Köök Aed Lava Heli Valgus Foto"
).split()
COSTS = (
    "Ruumi rent|Lõuna osalejatele|Lektori tasu|Bussisõit|Trükised|Tõlge|Majutus|Kohvipaus|Materjalid|Telgi rent|Sidekulu"
    "|Kontoritarbed|Juhendaja töötasu|Reklaam|Fotod|Helitehnika|Kütus|Kindlustus|Tööriistad|Toiduained"
).split("|")
HOUSES = "külamaja rahvamaja koolimaja seltsimaja raamatukogu noortekeskus vallamaja pritsikuur".split()
THINGS = "Telk Generaator Projektor Kõlar Haagis Pliit Laudkomplekt Toolid Trükkal Kaamera Niiduk Saag Pump Külmik".split()


def person(place):
    """Different for the first 20 000 places at least."""
    surname = place * 7 % (len(FIRST) * len(SECOND))
    return f"{GIVEN[place % len(GIVEN)]} {FIRST[surname % len(FIRST)]}{SECOND[surname // len(FIRST)]}"


def community(place):
    name = place * 37 % (len(FIRST) * len(SECOND))
    turn = place // (len(FIRST) * len(SECOND))
    kind, round_ = KINDS[turn % len(KINDS)], turn // len(KINDS)
    return f"{FIRST[name % len(FIRST)]}{SECOND[name // len(FIRST)]} {kind}{f' {round_ + 1}' if round_ else ''}"


def place_name(place):
    return FIRST[place % len(FIRST)] + SECOND[place // len(FIRST) % len(SECOND)]


def titles():
    return [tuple(f"{topic[at]}: {form[at]}" for at in range(3)) for form in FORMS for topic in TOPICS]


def lists(size):
    """{kind: texts}; a text is one string, or three for three languages."""
    return {
        "person": [person(place) for place in range(size.persons)],
        "community": [community(place) for place in range(size.communities)],
        "project": [f"{place_name(at)} {at + 1}" for at in range(size.projects)],
        "organisation": [
            f"{place_name(at)} {('Selts', 'Arenduskoda', 'Ühing')[at % 3]} {at + 1}" for at in range(size.organisations)
        ],
        "village": [f"{first}{second}" for first in FIRST for second in SECOND],
        "event": titles(), "topic": TOPICS, "prose": PROSE,
        "supplier": [f"Näidis {trade} {at} OÜ" for at in range(1, 11) for trade in TRADES],
        "cost": COSTS, "thing": THINGS, "house": HOUSES,
    }


def write_names(size):
    """The table bench.name; `folded` is of all languages together, as the search columns want it. {kind: how many}."""
    counts = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench.name"
            " (kind text, n bigint, et text, lv text, en text, folded text, folded_et text, sort_key bytea)"
        )
        for kind, texts in lists(size).items():
            counts[kind] = len(texts)
            rows = []
            for place, text in enumerate(texts):
                three = (text, text, text) if isinstance(text, str) else text
                folded = fold(" ".join(dict.fromkeys(three)) if isinstance(text, str) else " ".join(three))
                rows.append((kind, place, *three, folded, fold(three[0]), sort_key(three[0])))
            cursor.executemany("INSERT INTO bench.name VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)
        cursor.execute("CREATE UNIQUE INDEX name_once ON bench.name (kind, n); ANALYZE bench.name")
    return counts


class Names:
    """Joins a list of names to a source: `names.of("person", "b.p + k", "who")`."""

    def __init__(self, counts):
        self.counts = counts

    def of(self, kind, place, alias):
        return f" JOIN bench.name {alias} ON {alias}.kind = '{kind}' AND {alias}.n = mod({place}, {self.counts[kind]})"


def trio(stem, alias):
    """{column: SQL} of a field in three languages."""
    return {f"{stem}_{code}": f"{alias}.{code}" for code in ("et", "lv", "en")}
