"""From a confirmed draft to a project: every row by the verbs of its own app."""
