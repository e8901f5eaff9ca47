"""Trainings in the admin, through the same verbs as everywhere. Each file registers what it is about."""
from trainings.admin import attendance, events, evidence, news, persons, programme, signup, support, toolbox, trips

__all__ = ["attendance", "events", "evidence", "news", "persons", "programme", "signup", "support", "toolbox", "trips"]
