"""What trainings contribute to promises: events, days, people, mobilities, support, lessons. Registered in AppConfig.ready()."""
from trainings.measures import events, people, support, trips


def register():
    events.register()
    people.register()
    support.register()
    trips.register()
