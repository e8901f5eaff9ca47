"""Open lists as they begin: kinds of services, and the rows from which a plan's risks and indicators may begin."""

# {code: name}; the four first ones are the project text's own examples.
SERVICE_KINDS = {
    "home": ("Koduabi ja -hooldus eakatele", "Aprūpe mājās un palīdzība senioriem", "Home help for the elderly"),
    "youth": ("Noorsootöö", "Jaunatnes darbs", "Youth work"),
    "hobby": ("Huviringid", "Interešu pulciņi", "Hobby groups"),
    "culture": ("Kultuur, sündmused", "Kultūra, pasākumi", "Culture, events"),
    "leisure": ("Vabaaeg, sport", "Brīvais laiks, sports", "Leisure, sport"),
    "comp": ("Seltsiline, külastused", "Apciemošana un pavadīšana", "Companion visits"),
    "music": ("Muusika", "Mūzika", "Music"),
    "transport": ("Nõudetransport, sotsiaaltransport", "Transports pēc pieprasījuma, sociālais transports",
                  "Transport on demand, social transport"),
    "food": ("Kohalik toit, toitlustus", "Vietējā pārtika, ēdināšana", "Local food, catering"),
    "meals": ("Toit koju", "Maltīte uz mājām", "Meals on wheels"),
    "shop": ("Külapood, kauplusauto", "Ciema veikals, autoveikals", "Village shop, shop on wheels"),
    "library": ("Raamatukogu- ja infopunkt", "Bibliotēkas un informācijas punkts", "Library and information point"),
    "digi": ("Digiabi", "Digitālā palīdzība", "Digital help"),
    "craft": ("Õpitoad, käsitöö", "Darbnīcas, amatniecība", "Workshops, crafts"),
    "guide": ("Giid, elamused", "Gids, piedzīvojumi", "Guiding, experiences"),
    "lodge": ("Majutus", "Naktsmītnes", "Lodging"),
    "space": ("Ruumide ja vahendite laenutus", "Telpu un inventāra noma", "Rooms and tools for hire"),
    "care": ("Lastehoid, mängutuba", "Bērnu pieskatīšana, rotaļu istaba", "Childcare, playroom"),
    "health": ("Terviseedendus", "Veselības veicināšana", "Health promotion"),
    "sauna": ("Saun, pesupesemine", "Pirts, veļas mazgāšana", "Sauna, laundry"),
    "repair": ("Parandustöökoda", "Remontdarbnīca", "Repair shop"),
    "green": ("Heakord, talgud, haljastus", "Sakopšana, talkas, apzaļumošana", "Upkeep, work bees, greenery"),
    "safe": ("Turvalisus, kriisiabi", "Drošība, palīdzība krīzē", "Safety, crisis help"),
    "other": ("Muu", "Cits", "Other"),
}

# (name, kind of risk, likelihood, impact, what we do about it)
STARTER_RISKS = (
    (("Eestvedaja väsib", "Līderis pārgurst", "The leader burns out"), "people", 3, 4,
     ("Teine inimene õpib töö selgeks; vabad nädalad lepitakse kokku.",
      "Otrs cilvēks apgūst darbu; brīvās nedēļas saskaņo.", "A second person learns the work; free weeks are agreed.")),
    (("Kasutajaid tuleb vähe", "Lietotāju ir maz", "Few people use it"), "demand", 3, 3,
     ("Alustame väikselt ja küsime iga kuu, mis muuta.", "Sākam mazumā un katru mēnesi jautājam, ko mainīt.",
      "We start small and ask every month what to change.")),
    (("Load on puudu", "Trūkst atļauju", "Permits are missing"), "law", 2, 4,
     ("Küsime nõuded üle enne esimest päeva.", "Prasības noskaidrojam pirms pirmās dienas.",
      "We ask about the rules before the first day.")),
    (("Rahastus lõpeb", "Beidzas finansējums", "Funding ends"), "money", 3, 4,
     ("Omatulu kasvab igal aastal; vallaga lepitakse kokku varem.",
      "Pašu ieņēmumi aug katru gadu; ar pašvaldību vienojas laikus.",
      "Own income grows every year; the municipality is asked in time.")),
    (("Seade läheb katki", "Saplīst iekārta", "Equipment breaks"), "money", 2, 3,
     ("Hooldus on eelarves ja varuvariant teada.", "Apkope ir budžetā un zināms rezerves variants.",
      "Maintenance is in the budget and a spare is known.")),
    (("Pandeemia või liikumispiirang", "Pandēmija vai pārvietošanās ierobežojums", "A pandemic or limits on moving"),
     "crisis", 1, 4,
     ("Teenus käib vajadusel koju.", "Ja vajag, pakalpojums dodas uz mājām.", "The service goes to people's homes when needed.")),
)

# (name, unit)
STARTER_INDICATORS = (
    (("Kasutajaid", "Lietotāji", "Users"), ("inimest kuus", "cilvēki mēnesī", "people a month")),
    (("Teenuskordi", "Pakalpojuma reizes", "Service sessions"), ("korda aastas", "reizes gadā", "times a year")),
    (("Vabatahtliku töö tunde", "Brīvprātīgā darba stundas", "Hours of voluntary work"),
     ("tundi kuus", "stundas mēnesī", "hours a month")),
    (("Tasustatud töötunde", "Apmaksātas darba stundas", "Paid hours of work"),
     ("tundi kuus", "stundas mēnesī", "hours a month")),
    (("Omatulu", "Pašu ieņēmumi", "Own income"), ("€ aastas", "€ gadā", "€ a year")),
    (("Osalejate rahulolu", "Dalībnieku apmierinātība", "Satisfaction of users"), ("1–5", "1–5", "1–5")),
    (("Koostöölepinguid", "Sadarbības līgumi", "Cooperation contracts"), ("lepingut", "līgumi", "contracts")),
)
