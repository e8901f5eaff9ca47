"""The filter bar of training programmes."""
from communities.filters import ProjectFilterSet
from trainings.models import TrainingProgramme


class TrainingProgrammeFilters(ProjectFilterSet):
    search_in = ["search_key"]

    class Meta:
        model = TrainingProgramme
        fields = []
