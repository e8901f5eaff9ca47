"""What lies in the demo's toolbox: invented materials at example.org (C-19)."""
from datetime import date

from portal.demo.vocabulary import audiences, topics
from portal.shared import verbs
from trainings.models import Resource, ResourceKind

GUIDE, ARTICLE, TALK = "guide", "article", "web-talk"
# kind, language, title, what it is about, audiences, topics, author, year, minutes
MATERIALS = [
    (GUIDE, "et", "Kogukonnaring samm-sammult", "Kuidas kutsuda rahvas kokku ja leida üles, mis külas juba olemas on.",
     "communities", "resource-based", "ABCD töörühm", 2024, None),
    (GUIDE, "et", "Küla kriisiplaani töövihik", "Kakskümmend küsimust, millele kodudes ja seltsimajas koos vastata.",
     "communities", "crisis", "Kriisivalmiduse töörühm", 2024, None),
    (GUIDE, "et", "Kuidas kuulata kogukonda", "Vallajuhi meelespea dialoogiks: enne, ajal ja pärast.",
     "municipalities", "approaches", "Dialoogiprogrammi meeskond", 2025, None),
    (GUIDE, "lv", "Ciema krīzes plāns", "Kas jāpārrunā mājās un saieta namā, pirms pazūd elektrība.",
     "communities", "crisis", "Krīzes gatavības grupa", 2025, None),
    (ARTICLE, "et", "Kaks hõlbustajat on rohkem kui üks", "Miks igas kogukonnas hõlbustab kaks inimest ja kuidas nad tööd "
     "jagavad.", "developers", "resource-based", "Praktikute võrgustik", 2024, None),
    (ARTICLE, "et", "Mida jäi meelde neljast kuust mentoriga", "Ühe küla kokkuvõte: mis muutus ja mis jäi tegemata.",
     "communities developers", "crisis", "Küla eestvedaja", 2025, None),
    (ARTICLE, "en", "Starting from what is there", "An introduction to asset-based work for people who come from outside.",
     "developers", "resource-based approaches", "Network of practitioners", 2023, None),
    (TALK, "et", "Kuidas küsida nii, et vastatakse", "Praktikute veebiseminar heast küsimusest.",
     "developers", "methods", "Praktikute võrgustik", 2023, 58),
    (TALK, "et", "Elektrita seitse päeva", "Mida üks küla õppusel õppis.",
     "communities municipalities", "crisis", "Kriisivalmiduse töörühm", 2025, 43),
]


def fill(told):
    """All of them public; the talks are captioned."""
    kinds = {kind.code: kind for kind in ResourceKind.objects.all()}
    for order, (kind, language, title, summary, people, themes, author, year, minutes) in enumerate(MATERIALS, start=1):
        verbs.create(
            Resource(
                project=told.project, order=order, kind=kinds[kind], language=language, title=title, summary=summary,
                author=author, licence="CC BY-SA 4.0", year=year, minutes=minutes, captions=True if minutes else None,
                url=f"https://example.org/aardekast/{order}", published_on=date(year, 12, 1) if year < 2025 else
                date(year, 3, 3), is_demo=True,
            ),
            by=told.by, m2m={"audiences": audiences(*people.split()), "topics": topics(*themes.split())},
        )
