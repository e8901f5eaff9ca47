"""What trainings contribute to promises: events, days, people, support, lessons. Registered in AppConfig.ready()."""
from trainings.measures import events, people, support


def register():
    events.register()
    people.register()
    support.register()
