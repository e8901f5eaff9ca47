"""Trainings in the admin, through the same verbs as everywhere. Each file registers what it is about."""
from trainings.admin import events, programme, support, toolbox, trips

__all__ = ["events", "programme", "support", "toolbox", "trips"]
