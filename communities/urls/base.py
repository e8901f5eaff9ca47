"""Where the pages of communities begin."""

IN_PROJECT = "projects/<slug:slug>/communities/"
ONE = f"{IN_PROJECT}<id:enrolment_pk>/"
PLANS = "projects/<slug:slug>/plans/"
PLAN = f"{PLANS}<id:plan_pk>/"
