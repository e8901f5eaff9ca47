"""Doors that are open now: places, a waiting list, and who signed up himself."""
from portal.demo.build import T, spread
from portal.shared import verbs
from projects.choices import Language
from trainings.actions.consents import ensure_consent_texts
from trainings.actions.signup import sign_up
from trainings.choices import ConsentKind
from trainings.models import ConsentText, Signup

GOOD_TO_KNOW = T(
    "Parkida saab maja ees. Pakume suppi ja kohvi.", "Auto var novietot pie mājas. Būs zupa un kafija.",
    "There is parking in front of the house. Soup and coffee are served.",
)
DIETS = ["", "", "ei söö liha", "", "gluteenivaba"]
ACCESS = ["", "", "", "tulen ratastooliga", ""]
ROOM = "https://example.org/veebituba"


def open_door(told, event, people):
    """On site two more than there are places sign up, so that two wait; five come to an online room."""
    ensure_consent_texts(by=told.by)
    ConsentText.objects.filter(project=None).update(is_demo=True)
    verbs.create(
        Signup(
            event=event, asks_diet=event.mode != "online", is_demo=True, online_url=ROOM if event.mode == "online" else "",
            **spread({"practical": GOOD_TO_KNOW}),
        ),
        by=told.by,
    )
    for number, person in enumerate(people[: 5 if event.mode == "online" else event.capacity + 2]):
        agreed = [ConsentKind.TERMS] + ([ConsentKind.PHOTOS] if number % 3 else [])
        sign_up(
            event, name=person.name, email=person.email, village=person.village, community=person.community,
            audience=person.audience, consents=agreed, by=told.by, language=Language.ET,
            diet=DIETS[number % 5] if event.mode != "online" else "", access=ACCESS[number % 5],
        )
