"""Invented community services, told in Estonian and Latvian, from which the demo's plans are made. No real offer."""
from dataclasses import dataclass
from typing import NamedTuple

from communities.choices import NeedLevel, ProviderKind


class Pair(NamedTuple):
    """One text in the two languages in which the demo's plans are written."""

    et: str
    lv: str


class Thing(NamedTuple):
    """Something to buy: what, why, how many, euros apiece, how needed."""

    name: Pair
    why: Pair
    quantity: int
    price: str
    level: str = NeedLevel.INDISPENSABLE


@dataclass(frozen=True)
class Offer:
    """A service with what it takes. `money`: {item: (first, second, third year)} in euros; `steps`: the middle tasks."""

    kind: str
    name: Pair
    promise: Pair
    audiences: tuple[str, ...]
    users: int
    frequency: Pair
    place: Pair
    provider: str
    people: Pair
    paid: int
    unpaid: int
    price: str
    permits: Pair
    need: Pair
    group: Pair
    steps: tuple[Pair, ...]
    things: tuple[Thing, ...]
    money: dict
    season: Pair = Pair("", "")
    variable: str = "1.50"


FOOD = Offer(
    "food", Pair("Külakohvik laupäeviti", "Ciema kafejnīca sestdienās"),
    Pair("Laupäeval saab soojast köögist kodukandi toitu ja seltskonda.",
         "Sestdien te ir silta virtuve, vietējie ēdieni un kompānija."),
    ("residents", "visitors"), 120, Pair("igal laupäeval", "katru sestdienu"), Pair("külamaja köök", "saieta nama virtuve"),
    ProviderKind.NGO, Pair("2 kokka, 3 abilist", "2 pavāri, 3 palīgi"), 24, 30, "6",
    Pair("toidukäitlemisest teavitamine", "paziņojums par pārtikas apriti"),
    Pair("koht, kus laupäeval koos süüa", "vieta, kur sestdienās kopā paēst"), Pair("pered ja külalised", "ģimenes un ciemiņi"),
    (Pair("Kooskõlastame köögi nõuded", "Saskaņojam virtuves prasības"),
     Pair("Peame kolm proovilaupäeva", "Rīkojam trīs izmēģinājuma sestdienas")),
    (Thing(Pair("Nõudepesumasin", "Trauku mazgājamā mašīna"), Pair("Käsitsi pestes ei jõua saja sööjaga valmis.",
           "Mazgājot ar rokām, simt ēdāju nav iespējams apkalpot."), 1, "1450"),
     Thing(Pair("Termoskast", "Termokaste"), Pair("Toit jõuab talgutele soojalt.", "Ēdiens uz talku nonāk silts."), 4, "85",
           NeedLevel.NEEDED)),
    {"sales": ("4200", "5600", "6300"), "municipal": ("600", "600", "600"), "labour": ("2400", "2700", "2900"),
     "material": ("1700", "2200", "2400"), "premises": ("480", "500", "520")},
)
HOME = Offer(
    "home", Pair("Koduabi eakatele", "Palīdzība senioriem mājās"),
    Pair("Kord nädalas käib tuttav abiline: puud tuppa, pood ja jutt.",
         "Reizi nedēļā atnāk pazīstams palīgs: malka, veikals un saruna."),
    ("residents",), 14, Pair("kord nädalas", "reizi nedēļā"), Pair("inimeste kodud", "cilvēku mājas"),
    ProviderKind.NGO, Pair("3 abilist, 1 korraldaja", "3 palīgi, 1 organizators"), 40, 18, "3",
    Pair("tegevusluba ei ole vaja, leping vallaga", "atļauja nav vajadzīga, līgums ar pašvaldību"),
    Pair("abi kodus, kui lapsed on kaugel", "palīdzība mājās, kad bērni ir tālu"),
    Pair("üksi elavad eakad", "seniori, kas dzīvo vieni"),
    (Pair("Külastame kõiki soovijaid ja lepime ajad kokku", "Apmeklējam visus interesentus un vienojamies par laikiem"),
     Pair("Õpetame abilised välja", "Apmācām palīgus")),
    (Thing(Pair("Abilise kohver", "Palīga soma"), Pair("Esmaabi ja töövahendid on igal abilisel kaasas.",
           "Katram palīgam līdzi ir pirmā palīdzība un darbarīki."), 3, "140"),
     Thing(Pair("Lumelükkamise komplekt", "Sniega tīrīšanas komplekts"), Pair("Talvel pääseb ukse juurde.",
           "Ziemā var tikt līdz durvīm."), 3, "65", NeedLevel.NEEDED)),
    {"fees": ("1800", "2100", "2200"), "municipal": ("4200", "4600", "4800"), "labour": ("4900", "5300", "5500"),
     "transport": ("780", "820", "860")},
    variable="1.20",
)
YOUTH = Offer(
    "youth", Pair("Noorteõhtud", "Jauniešu vakari"),
    Pair("Kaks õhtut nädalas on noortel oma tuba ja usaldusväärne täiskasvanu.",
         "Divus vakarus nedēļā jauniešiem ir sava telpa un uzticams pieaugušais."),
    ("young-people", "residents"), 25, Pair("kaks õhtut nädalas", "divus vakarus nedēļā"),
    Pair("vana koolimaja saal", "vecās skolas zāle"), ProviderKind.NGO, Pair("1 noorsootöötaja, 2 vabatahtlikku",
         "1 jaunatnes darbinieks, 2 brīvprātīgie"), 32, 20, "0", Pair("ei ole vaja", "nav vajadzīgas"),
    Pair("koht, kus pärast kooli olla", "vieta, kur būt pēc skolas"), Pair("noored 12–18", "jaunieši 12–18"),
    (Pair("Noored sisustavad toa ise", "Jaunieši paši iekārto telpu"),
     Pair("Lepime kokku reeglid ja lahtioleku", "Vienojamies par kārtību un darba laiku")),
    (Thing(Pair("Lauatennise laud", "Galda tenisa galds"), Pair("Saal on suur ja talv pikk.", "Zāle ir liela un ziema gara."),
           1, "390"),
     Thing(Pair("Projektor ja ekraan", "Projektors un ekrāns"), Pair("Filmiõhtu toob ka vanemad kohale.",
           "Filmu vakars sapulcē arī vecākus."), 1, "640", NeedLevel.NEEDED)),
    {"municipal": ("3900", "4100", "4300"), "membership": ("350", "400", "450"), "labour": ("3600", "3800", "4000"),
     "premises": ("420", "440", "460")},
    variable="0.80",
)
CRAFT = Offer(
    "craft", Pair("Käsitöökoda", "Amatnieku darbnīca"),
    Pair("Õpid kuduma, voltima või voolima selle käe all, kes oskab.",
         "Iemācies aust, locīt vai grebt pie tā, kurš to prot."),
    ("residents", "visitors"), 30, Pair("kaks korda kuus", "divas reizes mēnesī"), Pair("meierei ait", "klēts"),
    ProviderKind.NGO, Pair("2 juhendajat", "2 meistari"), 12, 16, "12", Pair("ei ole vaja", "nav vajadzīgas"),
    Pair("oskused ei tohi kaduda", "prasmes nedrīkst pazust"), Pair("kõik, kes tahavad kätega teha",
         "visi, kas grib darboties ar rokām"),
    (Pair("Korrastame töökoha ja valgustuse", "Sakārtojam darba vietas un apgaismojumu"),
     Pair("Paneme kokku aasta õpitubade kava", "Sastādām gada darbnīcu plānu")),
    (Thing(Pair("Kangasteljed", "Stelles"), Pair("Ilma telgedeta saab ainult pealt vaadata.",
           "Bez stellēm var tikai skatīties."), 2, "720"),
     Thing(Pair("Töölaud lampidega", "Darba galds ar lampām"), Pair("Talvel on varakult pime.", "Ziemā agri satumst."), 4,
           "110", NeedLevel.NEEDED)),
    {"fees": ("2600", "3200", "3600"), "sales": ("700", "950", "1200"), "labour": ("1900", "2100", "2300"),
     "material": ("900", "1050", "1150"), "premises": ("300", "310", "320")},
    variable="3.50",
)
GUIDE = Offer(
    "guide", Pair("Jutuga rajad", "Takas ar stāstiem"),
    Pair("Kohalik inimene viib külalised rajale ja räägib, mida kaart ei ütle.",
         "Vietējais ved ciemiņus takā un stāsta to, ko karte nepasaka."),
    ("visitors",), 90, Pair("tellimisel ja pühapäeviti", "pēc pieteikuma un svētdienās"),
    Pair("matkarada ja jõekallas", "taka un upes krasts"), ProviderKind.SELF_EMPLOYED,
    Pair("4 rajajuhti", "4 taku vadītāji"), 16, 10, "9", Pair("ei ole vaja", "nav vajadzīgas"),
    Pair("külalised sõidavad mööda", "ciemiņi pabrauc garām"), Pair("külastajad ja ettevõtjad", "apmeklētāji un uzņēmēji"),
    (Pair("Märgistame raja ja paneme pingid", "Marķējam taku un noliekam soliņus"),
     Pair("Kogume lood vanadelt inimestelt", "Pierakstām stāstus no vecajiem ļaudīm")),
    (Thing(Pair("Viidakomplekt", "Norāžu komplekts"), Pair("Rada ei leia muidu üles.", "Citādi taku nevar atrast."), 12, "48"),
     Thing(Pair("Kaasaskantav helivõimendi", "Pārnēsājams skaļrunis"), Pair("Kolmkümmend inimest peab kuulma.",
           "Jāsadzird trīsdesmit cilvēkiem."), 1, "180", NeedLevel.NEEDED)),
    {"sales": ("2900", "3900", "4600"), "labour": ("1800", "2200", "2500"), "marketing": ("420", "350", "300"),
     "maintenance": ("260", "280", "300")},
    season=Pair("mai–september", "maijs–septembris"), variable="2.00",
)
CULTURE = Offer(
    "culture", Pair("Küla laululava õhtud", "Ciema estrādes vakari"),
    Pair("Suvel on igas kuus õhtu, mille oma rahvas ise kokku paneb.",
         "Vasarā katru mēnesi ir vakars, ko sarīko paši ļaudis."),
    ("residents", "visitors"), 200, Pair("kord kuus suvel", "reizi mēnesī vasarā"), Pair("laululava", "estrāde"),
    ProviderKind.VOLUNTEERS, Pair("1 korraldaja, 8 vabatahtlikku", "1 organizators, 8 brīvprātīgie"), 8, 46, "4",
    Pair("avaliku ürituse luba", "publiska pasākuma atļauja"),
    Pair("põhjus kokku tulla ka pärast jaanipäeva", "iemesls sanākt kopā arī pēc Jāņiem"),
    Pair("kogu küla ja naabrid", "viss ciems un kaimiņi"),
    (Pair("Võtame aasta load korraga", "Visas gada atļaujas nokārtojam reizē"),
     Pair("Jagame õhtud külade vahel ära", "Sadalām vakarus starp ciemiem")),
    (Thing(Pair("Kõlarid ja mikrofonid", "Skandas un mikrofoni"), Pair("Rent sööb pileti ära.", "Noma apēd biļešu naudu."), 1,
           "1180"),
     Thing(Pair("Vihmatelk", "Nojume"), Pair("Vihm ei jäta enam õhtut ära.", "Lietus vairs neatceļ vakaru."), 2, "350",
           NeedLevel.NEEDED)),
    {"sales": ("2400", "2800", "3000"), "membership": ("300", "300", "300"), "material": ("700", "750", "800"),
     "labour": ("1200", "1300", "1400"), "insurance": ("160", "165", "170")},
    season=Pair("juuni–august", "jūnijs–augusts"), variable="1.00",
)
DIGI = Offer(
    "digi", Pair("Digiabi neljapäeviti", "Digitālā palīdzība ceturtdienās"),
    Pair("Keegi istub kõrval, kuni arve on makstud või pilt saadetud.",
         "Kāds sēž blakus, līdz rēķins samaksāts vai bilde nosūtīta."),
    ("residents",), 18, Pair("igal neljapäeval", "katru ceturtdienu"), Pair("raamatukogu", "bibliotēka"),
    ProviderKind.VOLUNTEERS, Pair("3 noort juhendajat", "3 jauni palīgi"), 0, 26, "0", Pair("ei ole vaja", "nav vajadzīgas"),
    Pair("pank ja arst on läinud veebi", "banka un ārsts ir aizgājuši tīmeklī"), Pair("eakad ja uued elanikud",
         "seniori un jaunie iedzīvotāji"),
    (Pair("Õpetame noored õpetama", "Iemācām jauniešus mācīt"), Pair("Paneme kirja korduvad küsimused",
                                                                   "Pierakstām biežākos jautājumus")),
    (Thing(Pair("Tahvelarvuti", "Planšetdators"), Pair("Igaühel ei ole seadet, millega harjutada.",
           "Ne katram ir ierīce, ar ko mācīties."), 4, "260"),
     Thing(Pair("Skanner", "Skeneris"), Pair("Paberid tuleb saata.", "Dokumenti jāaizsūta."), 1, "120", NeedLevel.NICE)),
    {"municipal": ("500", "500", "500"), "membership": ("120", "150", "150"), "material": ("140", "150", "160"),
     "premises": ("0", "0", "0"), "voluntary": ("1560", "1560", "1560")},
    variable="0.30",
)
SPACE = Offer(
    "space", Pair("Talgutööriistade laenutus", "Talkas instrumentu noma"),
    Pair("Tööriist, telk või haagis on nädalavahetuseks käes.", "Instruments, telts vai piekabe ir pieejama nedēļas nogalei."),
    ("residents", "entrepreneurs"), 20, Pair("igal reedel", "katru piektdienu"), Pair("pritsikuur", "ugunsdzēsēju šķūnis"),
    ProviderKind.NGO, Pair("1 hoidja, 1 asendaja", "1 glabātājs, 1 vietnieks"), 6, 12, "8",
    Pair("ei ole vaja", "nav vajadzīgas"), Pair("igaüks ei pea kõike ostma", "katram nav viss jāpērk"),
    Pair("pered ja ettevõtjad", "ģimenes un uzņēmēji"),
    (Pair("Paneme laenutuse korra kirja", "Uzrakstām nomas kārtību"), Pair("Märgistame kõik asjad", "Marķējam visas lietas")),
    (Thing(Pair("Oksapurustaja", "Zaru smalcinātājs"), Pair("Seda küsiti kõige rohkem.", "To prasīja visbiežāk."), 1, "2200"),
     Thing(Pair("Peotelk", "Svētku telts"), Pair("Kolm peret aastas üürib telgi mujalt.", "Trīs ģimenes gadā telti nomā citur."),
           1, "890", NeedLevel.NEEDED)),
    {"fees": ("1400", "1700", "1900"), "labour": ("700", "750", "800"), "maintenance": ("380", "420", "450"),
     "insurance": ("120", "125", "130")},
    variable="1.00",
)
