"""What the demo's villages have, how they score themselves, and what they want to learn. All of it is invented."""
from communities import actions
from communities.choices import AssetAvailability, AssetCategory, AssetCondition, AssetVisibility
from communities.models import Asset, ServiceKind, Statement, StatementComment, TrainingNeed
from portal.demo.plans.catalogue import Pair

CATEGORY, SEEN, WHEN = AssetCategory, AssetVisibility, AssetAvailability
# category, name, what it can offer, for which kinds of services, who may see it, availability
THINGS = [
    (CATEGORY.PEOPLE, Pair("Kolm pillimeest", "Trīs muzikanti"), Pair("mängivad külapeol ja õpetavad noori",
     "spēlē ciema svētkos un māca jauniešus"), "music culture", SEEN.COMMUNITY, WHEN.AGREED),
    (CATEGORY.ASSOCIATIONS, Pair("Külaselts", "Ciema biedrība"), Pair("korraldab talguid ja peab arveid",
     "rīko talkas un kārto rēķinus"), "green culture", SEEN.PUBLIC, WHEN.NOW),
    (CATEGORY.INSTITUTIONS, Pair("Raamatukogu", "Bibliotēka"), Pair("ruum, internet ja soe koht ootamiseks",
     "telpa, internets un silta vieta gaidīšanai"), "library digi", SEEN.PUBLIC, WHEN.NOW),
    (CATEGORY.PLACES, Pair("Külamaja köögiga", "Saieta nams ar virtuvi"), Pair("saal neljakümnele, köök ja ahi",
     "zāle četrdesmit cilvēkiem, virtuve un krāsns"), "food space culture", SEEN.PUBLIC, WHEN.AGREED),
    (CATEGORY.ECONOMY, Pair("Talu pagariahjuga", "Saimniecība ar maizes krāsni"), Pair("leib ja õpitoad",
     "maize un darbnīcas"), "food craft", SEEN.COMMUNITY, WHEN.SEASON),
    (CATEGORY.STORIES, Pair("Lood veskist ja sillast", "Stāsti par dzirnavām un tiltu"), Pair("jutuõhtu, rada, suveetendus",
     "stāstu vakars, taka, vasaras izrāde"), "guide culture", SEEN.PUBLIC, WHEN.NOW),
    (CATEGORY.PEOPLE, Pair("Abivajajate naabrivõrk", "Kaimiņu tīkls palīdzībai"), Pair("kes kelle juures käib",
     "kurš pie kura iegriežas"), "home comp", SEEN.WORKGROUP, WHEN.NOW),
]
ROLES = [Pair("külavanem", "ciema vecākais"), Pair("seltsi liige", "biedrības biedrs"), Pair("noor", "jaunietis"),
         Pair("ettevõtja", "uzņēmējs"), Pair("suveelanik", "vasarnieks")]
# Means of the 25 statements before anybody's own view: people, organisation, place, services, cooperation.
PROFILE = [2, 2, 2, 1, 2, 3, 3, 2, 2, 2, 3, 2, 2, 3, 2, 1, 1, 2, 2, 2, 2, 2, 1, 1, 3]
VIEWS = [0, 0, -1, 1, 0, 1, 0]
WHY = Pair("Suveelanikud ja püsielanikud näevad seda eri moodi.", "Vasarnieki un pastāvīgie iedzīvotāji to redz atšķirīgi.")
LEARN = [
    (Pair("Hinna ja tasuvuse arvutamine", "Cenas un atdeves aprēķins"),
     Pair("rahaplaan jäi pooleli", "naudas plāns palika nepabeigts"), 6, 1),
    (Pair("Uute inimeste kaasamine", "Jaunu cilvēku iesaistīšana"), Pair("küsitlusele vastasid samad pered",
     "uz aptauju atbildēja vienas un tās pašas ģimenes"), 12, 2),
    (Pair("Toidu käitlemise nõuded", "Pārtikas aprites prasības"), Pair("köögis hakatakse pakkuma toitu",
     "virtuvē sāks piedāvāt ēdienu"), 4, 2),
]


class Round:
    """The statements of the standard assessment, fetched once for many villages."""

    def __init__(self, by):
        self.by = by
        self.kinds = {}
        self.statements = {}

    def statements_of(self, assessment):
        if assessment.template_id not in self.statements:
            self.statements[assessment.template_id] = list(
                Statement.objects.filter(block__template=assessment.template_id, archived_at=None)
                .select_related("block").order_by("block__order", "order")
            )
        return self.statements[assessment.template_id]

    def score(self, assessment, language, *, seed, better=0, people=4):
        """`people` respondents score every statement; one of them is always of another mind about the young."""
        place = 1 if language == "lv" else 0
        statements = self.statements_of(assessment)
        for number in range(people):
            scores = {}
            for index, (statement, usual) in enumerate(zip(statements, PROFILE, strict=True)):
                view = VIEWS[(seed + 3 * number + 5 * index) % len(VIEWS)]
                scores[statement] = max(0, min(4, usual + view + better))
            if number == people - 1:
                scores[statements[3]] = 4
            actions.record_answers(assessment, ROLES[number][place], scores, by=self.by)
        comment = StatementComment(assessment=assessment, statement=statements[3], text=WHY[place])
        actions.comment_statement(comment, by=self.by)

    def map_things(self, community, language, *, seed=0):
        """Most of the things above, spread around the middle of the village."""
        place = 1 if language == "lv" else 0
        if not self.kinds:
            self.kinds = {kind.code: kind for kind in ServiceKind.objects.all()}
        for number, (category, name, offer, kinds, seen, when) in enumerate(THINGS):
            if (seed + number) % 7 == 5:
                continue
            has_place = community.latitude is not None and category != CATEGORY.STORIES
            asset = Asset(
                community=community, category=category, name=name[place], can_offer=offer[place], visibility=seen,
                availability=when, keeper=ROLES[1][place], contact_role=ROLES[0][place], is_demo=True,
                condition=AssetCondition.GOOD if category == CATEGORY.PLACES else "",
                latitude=community.latitude + 0.004 * ((number * 5 + seed) % 7 - 3) if has_place else None,
                longitude=community.longitude + 0.007 * ((number * 3 + seed) % 7 - 3) if has_place else None,
            )
            actions.add_asset(asset, by=self.by, offers=[self.kinds[kind] for kind in kinds.split()])

    def note_needs(self, enrolment, assessment, language, *, numbers=(0, 1)):
        place = 1 if language == "lv" else 0
        for number in numbers:
            topic, why, people, priority = LEARN[number]
            need = TrainingNeed(
                enrolment=enrolment, assessment=assessment, topic=topic[place], note=why[place], people=people,
                priority=priority, is_demo=True,
            )
            actions.note_training_need(need, by=self.by)

