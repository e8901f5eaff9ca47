"""What the invented plans answer, field by field, in Estonian or Latvian."""
from portal.demo.plans.catalogue import Pair

HOW_MADE = Pair(
    "Kolm koosolekut kahe kuu jooksul ja küsitlus, mis viidi igasse postkasti. Ideid kogunes **{ideas}**, "
    "neist valis külakoosolek ühe.\n\n- esimesel korral vaatasime, mis meil olemas on\n- teisel, mida vajame\n- "
    "kolmandal lugesime raha",
    "Trīs sapulces divos mēnešos un aptauja katrā pastkastē. Sakrājās **{ideas}** ideju, no tām ciema sapulce izvēlējās "
    "vienu.\n\n- pirmajā reizē skatījām, kas mums ir\n- otrajā – ko vajag\n- trešajā skaitījām naudu",
)
SUMMARY = Pair(
    "{village}: pakume teenust „{service}“. {promise} Alustame väikselt ja vaatame igal aastal üle, kas see end ära tasub.",
    "{village}: piedāvājam pakalpojumu „{service}”. {promise} Sākam mazumā un katru gadu pārskatām, vai tas atmaksājas.",
)
STORY = Pair(
    "Siin on alati koos tehtud: sild, seltsimaja katus, kiigeplats. See kava jätkab sealt.",
    "Šeit vienmēr darīts kopā: tilts, saieta nama jumts, šūpoles. Šis plāns turpina to pašu.",
)
KEY_RESOURCES = Pair(
    "Ruum ({place}) on olemas, tegijad on teada ({people}). Naabrid aitavad veoga.",
    "Telpa ({place}) ir, darītāji zināmi ({people}). Kaimiņi palīdz ar transportu.",
)
CONCLUSION = Pair(
    "Tegijaid on vähe, aga need on kindlad. Seepärast üks teenus korraga.",
    "Darītāju ir maz, bet uz viņiem var paļauties. Tāpēc pa vienam pakalpojumam reizē.",
)
VISION = Pair(
    "{village} on 2030. aastal koht, kus „{service}“ on sama tavaline kui postkast ja kus kedagi ei jäeta üksi.",
    "{village} 2030. gadā ir vieta, kur „{service}” ir tikpat ierasts kā pastkaste un neviens nepaliek viens.",
)
GIVES = Pair("Ruum tasuta ja osa esimese aasta kuludest.", "Telpas bez maksas un daļu no pirmā gada izdevumiem.")
RETURNS = Pair(
    "Teenus on avatud kõigile valla elanikele, kord aastas antakse ülevaade.",
    "Pakalpojums pieejams visiem pašvaldības iedzīvotājiem, reizi gadā sniedz pārskatu.",
)
CONTACT = Pair("kogukonnatöö spetsialist", "kopienu darba speciālists")
SOURCE = Pair("näidisarv", "parauga skaitlis")
# Choices are kept in Estonian, whatever the plan's language.
LEADER, ARRANGEMENT, RHYTHM = "külavanem", "rahaline toetus", "kord kvartalis"

GROUP = [(Pair("külavanem", "ciema vecākais"), "jah"), (Pair("seltsi juhatuse liige", "biedrības valdes loceklis"), "ei"),
         (Pair("kogukonnatöötaja", "kopienas darbinieks"), "ei")]
EXISTING = [
    (Pair("raamatukogu", "bibliotēka"), Pair("vald", "pašvaldība"), Pair("kaks päeva nädalas", "divas dienas nedēļā"),
     Pair("õhtuti suletud", "vakaros slēgta")),
    (Pair("kauplusauto", "autoveikals"), Pair("ettevõtja", "uzņēmējs"), Pair("kolmapäeviti", "trešdienās"),
     Pair("talvel jääb vahele", "ziemā reizēm nebrauc")),
]
SWOT = [
    ("tugevus", Pair("selts on tegutsenud üle kümne aasta", "biedrība darbojas vairāk nekā desmit gadus"), "3"),
    ("tugevus", Pair("ruum on talvel köetav", "telpas ziemā var apkurināt"), "2"),
    ("tugevus", Pair("naaberkülad tulevad kaasa", "kaimiņu ciemi piedalās"), "2"),
    ("nõrkus", Pair("samad inimesed teevad kõike", "visu dara vieni un tie paši"), "3"),
    ("nõrkus", Pair("raamatupidaja on ühe inimese peas", "grāmatvedību prot viens cilvēks"), "2"),
    ("nõrkus", Pair("bussi käib harva", "autobuss kursē reti"), "2"),
    ("võimalus", Pair("suveelanikud tahavad osaleda", "vasarnieki grib piedalīties"), "2"),
    ("võimalus", Pair("vald otsib partnereid", "pašvaldība meklē partnerus"), "3"),
    ("võimalus", Pair("matkarada toob rahvast", "taka piesaista cilvēkus"), "1"),
    ("oht", Pair("noored kolivad ära", "jaunieši aizbrauc"), "3"),
    ("oht", Pair("toetus võib lõppeda", "atbalsts var beigties"), "2"),
    ("oht", Pair("hinnad tõusevad kiiremini kui tulud", "cenas aug ātrāk par ieņēmumiem"), "2"),
]
NEEDS = [
    (Pair("ühine tegevus talvel", "kopīga nodarbe ziemā"), Pair("kõik elanikud", "visi iedzīvotāji"),
     Pair("jutuajamised külapäeval", "sarunas ciema svētkos"), "3"),
    (Pair("info, mis toimub", "ziņas par notiekošo"), Pair("uued elanikud", "jaunie iedzīvotāji"),
     Pair("küsitlus", "aptauja"), "4"),
]
FIRST_NEED = Pair("küsitlus igas postkastis", "aptauja katrā pastkastē")
GOALS = [
    (Pair("Teenus käib kindlal ajal", "Pakalpojums notiek noteiktā laikā"), Pair("teenuskordade arv", "reižu skaits"), "40"),
    (Pair("Vähemalt pool kulust tuleb omatulust", "Vismaz puse izdevumu no pašu ieņēmumiem"),
     Pair("omatulu osa kuludest, %", "pašu ieņēmumu daļa, %"), "50"),
]
FIRST_STEP = Pair("Räägime valla ja naaberküladega läbi", "Sarunājam ar pašvaldību un kaimiņu ciemiem")
LAST_STEP = Pair("Vaatame esimese aasta üle ja otsustame, mis edasi", "Pārskatām pirmo gadu un lemjam, kā tālāk")
ROLES = [Pair("külavanem", "ciema vecākais"), Pair("seltsi juhatus", "biedrības valde"),
         Pair("teenuse eestvedaja", "pakalpojuma vadītājs"), Pair("seltsi juhatus", "biedrības valde")]
RESULTS = [Pair("kokkulepe on kirjas", "vienošanās uzrakstīta"), Pair("eeltöö on tehtud", "priekšdarbi paveikti"),
           Pair("esimesed kasutajad on käinud", "pirmie lietotāji bijuši"), Pair("otsus on protokollis", "lēmums protokolā")]
OWNER = Pair("külaselts", "ciema biedrība")
WATCH = Pair("seltsi juhatus", "biedrības valde")
MEASURED = Pair("teenuse päevik", "pakalpojuma žurnāls")
WHEEL = Pair("Ratastooliga pääseb sisse kõrvaluksest.", "Ar ratiņkrēslu var iekļūt pa sānu durvīm.")
