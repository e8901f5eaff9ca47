"""What stands in the five texts, as people read it: what the rules must find in the originals and in texts told anew."""

# text: {kind: facts}. A count is (number, the noun it counts); an amount is in euros.
FACTS = {
    "act-local": {
        "date": {"2019-05/2021-04", "2014/2020"},
        "count": {("17", "külakogukond"), ("26", "õppepäev"), ("16", "õppepäev"), ("2", "õppereis")},
        "share": {("Ape", 4), ("Engure", 3), ("Setomaa", 5), ("Alutaguse", 5)},
        "organisation": {"MTÜ Setomaa Liit", "Alutaguse vallavalitsus", "Ape vald", "Engure vald", "Setomaa vald"},
        "programme": {"Kesk-Läänemere programm"},
    },
    "koosloomest-koostooni": {
        "date": {"2024-07-01/2025-06-30", "2024-06-18"},
        "amount": {
            ("18000.00", "budget"), ("12743.68", "grant"), ("5256.32", "own"), ("42000.00", "budget"), ("60000.00", "total"),
            ("5000.00", "line"), ("13000.00", "line"), ("18000.00", "check"),
        },
        "organisation": {"Võrumaa Partnerluskogu", "Tartumaa Arendusselts"},
        "country": {"Rootsi", "Tšehhi", "Austria"},
        "programme": {"LEADER", "ESF"},
    },
    "kogukonnakeskne-lahenemisviis": {
        "date": {"2023/2026", "4 aasta", "4 kuu", "--09-19"},
        "count": {
            ("15", "kogukond"), ("1", "kogukond"), ("3", "kogukond"), ("8", "koolitus"), ("2", "regioon"), ("4", "kogukond"),
            ("1", "regioon"), ("2", "kord"), ("12", "inimene"), ("24", "kogukond"), ("4", "seminar"), ("2", "hõlbustaja"),
            ("30", "inimene"), ("2", "inspiratsioonipäev"),
        },
        "organisation": {"Siseministeerium", "Päästeamet"},
    },
    "kogukondade-tugevus": {
        "date": {"2024-08-01/2025-12-31", "12 kuu"},
        "count": {("2", "õpiränne"), ("2", "ekspert")},
        "code": {"2024-1-EE01-KA122-ADU-000233253"},
        "organisation": {"MTÜ Töömaja", "MTÜ Töötamaja", "Töötukassa"},
        "country": {"Soome", "Norra"},
        "programme": {"Erasmus+"},
    },
    "kov-koostoogrupid": {
        "date": {"2019-01-01/2020-12-31", "2016"},
        "count": {
            ("3", "etapp"), ("2", "etapp"), ("2", "koostöögrupp"), ("5", "omavalitsus"), ("7", "omavalitsus"),
            ("5", "tegevussuund"),
        },
        "code": {"281"},
        "organisation": {
            "Eesti Noorsootöö Keskus", "Lääne-Harju vald", "Harku vald", "Saku vald", "Kohila vald", "Saue vald", "Haapsalu linn",
            "Ääsmäe Noortekeskus",
        },
        "programme": {"ESF"},
    },
}  # fmt: skip
NAMES = {
    "act-local": "Act Local", "koosloomest-koostooni": "Koosloomest koostööni",
    "kogukonnakeskne-lahenemisviis": "Kogukonnakeskse lähenemisviisi rakendamine 2023–2026",
    "kogukondade-tugevus": "Kogukondade tugevus", "kov-koostoogrupid": "KOV koostöögruppide tegevussuund",
}  # fmt: skip
