"""What villagers find on the page of their community: which services there are, for whom, when, for how much."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communities.summaries.deliveries import offered_by
from portal.shared.money import format_money
from portal.shared.ui import Fact

PLACE = {"lv": 1, "en": 2}


def offers_of(enrolments):
    """Walk: [{service, facts, language}] of the services at work; give enrolments this person may see, with their plans."""
    language = (get_language() or "et")[:2]
    return [
        {"service": service, "facts": facts_of(service, audiences, language), "language": language}
        for service, audiences in (yield from offered_by(enrolments))
    ]


def facts_of(service, audiences, language):
    return [
        Fact(_("For whom"), ", ".join(names[PLACE.get(language, 0)] or names[0] for names in audiences)),
        Fact(_("How often"), service.frequency),
        Fact(_("Season"), service.season),
        Fact(_("Where"), service.place),
        Fact(_("Price"), price_in_words(service)),
        Fact(_("Accessibility"), service.accessibility),
    ]


def price_in_words(service):
    """0 is free of charge; what nobody decided is left out."""
    if service.price is None:
        return service.price_note
    price = format_money(service.price) if service.price else _t("free of charge")
    return f"{price} ({service.price_note})" if service.price_note else price
