"""Money to the cent: B-13 … B-17. What Võrumaa's money is made of the source does not say, so it stays empty."""
from datetime import date
from decimal import Decimal

from budgets import actions
from budgets.choices import BudgetBasis, FundingSource
from budgets.models import Budget, BudgetLine
from portal.demo.build import T, spread
from projects.models import Activity, Partnership

AS_OF = date(2024, 6, 18)
LINES = [
    (
        "Inspiratsiooniseminarid", Decimal("5000.00"),
        T("Inspiratsiooniseminarid", "Iedvesmas semināri", "Inspiration seminars"),
        T("Tegevused ja teenused tuge vajavatele sihtrühmadele; kogukondade teadlikkus; vabatahtlike võrgustik ja võimestamine",
          "Nodarbes un pakalpojumi atbalstāmām grupām; kopienu zināšanas; brīvprātīgo tīkls un spēcināšana",
          "Activities and services for groups that need support; awareness of communities; network and empowerment of "
          "volunteers"),
    ),
    (
        "Rahvusvahelised õppereisid", Decimal("13000.00"),
        T("Õppereis välisriiki", "Brauciens uz ārzemēm", "Study trip abroad"),
        T("Võimalikud riigid: Rootsi, Tšehhi, Austria", "Iespējamās valstis: Zviedrija, Čehija, Austrija",
          "Possible countries: Sweden, Czechia, Austria"),
    ),
]


def tell(told):
    partners = {row.organisation.name: row for row in Partnership.objects.filter(project=told.project)}
    actions.set_stated_total(told.project, Decimal("60000.00"), by=told.by)
    actions.add_budget(
        Budget(
            project=told.project, partnership=partners["Võrumaa Partnerluskogu"], order=1, basis=BudgetBasis.TOTAL,
            stated_total=Decimal("42000.00"),
        ),
        by=told.by,
    )
    tas = actions.add_budget(
        Budget(
            project=told.project, partnership=partners["Tartumaa Arendusselts"], order=2, basis=BudgetBasis.LINES,
            stated_total=Decimal("18000.00"),
        ),
        by=told.by,
    )
    for number, (activity, amount, title, topics) in enumerate(LINES, start=1):
        line = BudgetLine(
            budget=tas, number=number, amount=amount, **spread({"title": title, "topics": topics}),
            activity=Activity.objects.get(project=told.project, title_et=activity),
        )
        actions.add_line(line, by=told.by)
    actions.set_share(
        tas, FundingSource.GRANT, Decimal("12743.68"), by=told.by, programme=told.project.programme, as_of=AS_OF
    )
    actions.set_share(tas, FundingSource.OWN, Decimal("5256.32"), by=told.by)
