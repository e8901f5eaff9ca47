"""The components keep their word: a closed list of parameters, escaped text, and every drawn number also in words."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override

from portal.shared.dates import PartialDate
from portal.shared.tables import Column, Table
from portal.shared.ui import (
    Action,
    Bar,
    BarRow,
    Dot,
    Fact,
    Promise,
    RadarAxis,
    RingFigure,
    Step,
    Tab,
    Tile,
    TimelineRow,
    Trend,
)
from portal.shared.ui.trend import trend as drawn_trend
from portal.site import styleguide_samples as samples
from portal.site.styleguide import StyleguidePage

NASTY = "<script>alert('õ')</script>"
SAFE = "&lt;script&gt;alert(&#x27;õ&#x27;)&lt;/script&gt;"


def draw(source, language="et", **context):
    with override(language):
        return Template("{% load talgud %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "tag",
    [
        "page_head title='a'",
        "badge text='a'",
        "stat label='a' value='1'",
        "facts items=items",
        "empty title='a'",
        "tabs items=items label='a'",
        "steps items=items label='a'",
        "person person=items",
        "notice text='a'",
        "stats items=items",
        "money value=1",
        "period start=1",
        "progress label='a' value=1 maximum=2 text='a'",
        "ring figure=items",
        "promise_card promise=items",
        "trend trend=items",
        "bars caption='a' rows=items",
        "timeline caption='a' rows=items",
        "map_tiles caption='a' tiles=items",
        "radar caption='a' axes=items top=5",
        "dot_map caption='a' dots=items",
        "data_table table=items",
        "pages page=items",
        "filter_bar filterset=items",
        "breadcrumbs items=items",
        "icon 'plus'",
    ],
)
def test_a_parameter_nobody_declared_is_refused(tag):
    with pytest.raises(TemplateSyntaxError, match="colour"):
        Template("{% load talgud %}{% " + tag + " colour='red' %}")


def test_a_tone_outside_the_list_is_refused():
    with pytest.raises(TemplateSyntaxError, match="tone must be one of"):
        draw("{% badge text='a' tone='pink' %}")


def test_a_page_has_one_primary_action():
    two = [Action("a", "/a", primary=True), Action("b", "/b", primary=True)]
    with pytest.raises(TemplateSyntaxError, match="one primary action"):
        draw("{% page_head title='a' actions=actions %}", actions=two)


def test_an_action_that_changes_something_is_a_form():
    html = draw("{% page_head title='a' actions=actions %}", actions=[Action("Go", "/go/", post=True)], csrf_token="t0ken")
    assert '<form method="post" action="/go/" data-form="action">' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="t0ken">' in html


@pytest.mark.parametrize(
    "source, context",
    [
        ("{% page_head title=x lead=x eyebrow=x badge=x %}", {}),
        (
            "{% badge text=x %}{% stat label=x value=x note=x %}{% notice text=x title=x %}{% empty title=x text=x %}",
            {},
        ),
        ("{% facts items=i label=x %}", {"i": [Fact(NASTY, NASTY, NASTY)]}),
        ("{% tabs items=i label=x %}", {"i": [Tab(NASTY, NASTY, True)]}),
        ("{% steps items=i label=x %}", {"i": [Step(NASTY, "done", NASTY, NASTY)]}),
        (
            "{% promise_card promise=p %}",
            {"p": Promise(NASTY, RingFigure(1, 2, NASTY, NASTY), NASTY, (NASTY,), NASTY, NASTY)},
        ),
        ("{% bars caption=x rows=i heading=x %}", {"i": [BarRow(NASTY, (Bar(NASTY, 1, NASTY),), NASTY, note=NASTY)]}),
        ("{% timeline caption=x rows=i heading=x %}", {"i": [TimelineRow(NASTY, None, None, NASTY)]}),
        ("{% map_tiles caption=x tiles=i %}", {"i": [Tile("EE-0037", 1, "done", NASTY, NASTY)]}),
    ],
)
def test_text_is_escaped(source, context):
    html = draw(source, x=NASTY, **context)
    assert SAFE in html and NASTY not in html


def test_values_are_read_by_people_and_machines():
    assert draw("{{ v|money }}", v=Decimal("12743.68")) == '<data class="num" value="1274368">12\u00a0743,68\u00a0€</data>'
    assert draw("{% money value=v %}", v=Decimal("0")) == '<data class="num" value="0">0,00\u00a0€</data>'
    assert draw("{{ v|percent }}", v=Decimal("70.80")) == '<data class="num" value="70.80">70,8%</data>'
    assert draw("{{ v|partial }}", v=PartialDate(2019, 5)) == '<time datetime="2019-05">mai 2019</time>'
    assert draw("{{ a|period:b }}", a=PartialDate(2019, 5), b=PartialDate(2021, 4)) == (
        '<span class="period"><time datetime="2019-05">mai 2019</time> – <time datetime="2021-04">aprill 2021</time></span>'
    )


@pytest.mark.parametrize(
    "source", ["{{ v|money }}", "{{ v|percent }}", "{{ v|partial }}", "{{ v|period:v }}", "{% money value=v %}"]
)
def test_unknown_is_said_and_is_no_zero(source):
    assert draw(source, "en", v=None) == '<span class="unknown">not stated</span>'


def test_an_unstated_fact_says_so():
    assert '<span class="unknown">not stated</span>' in draw("{% facts items=i %}", "en", i=[Fact("Lead partner")])


@pytest.mark.parametrize(
    "figure, state, dash",
    [
        (RingFigure(11, 15, "11/15"), "going", "73.33 100"),
        (RingFigure(0, 4, "0/4"), "going", None),
        (RingFigure(11, 8, "11/8"), "done", "100.00 100"),
        (RingFigure(2, 3, "2", comparator="up_to"), "within", "66.67 100"),
        (RingFigure(284, None, "284", comparator="open"), "open", None),
        (RingFigure(284, 10, "284", comparator="open"), "open", None),
    ],
)
def test_a_ring_shows_the_share_of_the_promise(figure, state, dash):
    html = draw("{% ring figure=f %}", f=figure)
    assert f'class="ring ring-{state}"' in html
    assert re.findall(r'stroke-dasharray="([^"]*)"', html) == ([dash] if dash else [])
    assert f'aria-label="{figure.text}"' in html


def test_bars_share_one_scale_and_repeat_their_figures_as_a_table():
    html = draw("{% bars caption='c' rows=rows heading='h' %}", rows=samples.budget())
    assert re.findall(r'<svg x="([^"]*)" width="([^"]*)"', html) == [
        ("0.00%", "30.34%"),
        ("30.34%", "12.52%"),
        ("0.00%", "100.00%"),
    ]
    cells = re.findall(r'<td class="numeric">([^<]*)</td>', html)
    assert cells == ["12 743,68 €", "5 256,32 €", "–", "18 000,00 €", "–", "–", "42 000,00 €", "42 000,00 €"]


def test_a_timeline_places_its_spans_on_whole_months():
    rows = [
        TimelineRow("a", date(2023, 1, 10), date(2023, 12, 31)),
        TimelineRow("b", date(2023, 7, 2), None),
        TimelineRow("c", None, None),
    ]
    html = draw("{% timeline caption='c' rows=rows today=today %}", "en", rows=rows, today=date(2023, 7, 2))
    assert re.findall(r'<rect class="span span-planned( span-open)?" x="([^"]*)" y="-6" width="([^"]*)"', html) == [
        ("", "2.47%", "97.53%"),
        (" span-open", "49.86%", "50.14%"),
    ]
    assert re.findall(r'<text x="([^"]*)"[^>]*>([^<]*)<', html) == [
        ("0.00%", "01.2023"),
        ("16.16%", "03.2023"),
        ("32.88%", "05.2023"),
        ("49.59%", "07.2023"),
        ("66.58%", "09.2023"),
        ("83.29%", "11.2023"),
    ]
    assert html.count('<line class="today" x1="49.86%"') == 3
    assert "not stated" in html


@pytest.mark.parametrize("years", [1, 2, 4, 9, 30, 80])
def test_an_axis_never_crowds(years):
    html = draw("{% timeline caption='c' rows=rows %}", rows=[TimelineRow("a", date(2001, 3, 1), date(2000 + years, 12, 1))])
    assert 1 <= html.count("<text ") <= 8


def test_the_map_has_every_county_and_region_in_estonian_order():
    html = draw("{% map_tiles caption='c' tiles=tiles %}", tiles=[Tile("EE-0087", 3, "done", url="/voru/")])
    names = re.findall(r"<li>(?:<a[^>]*>|<span>)([^<]*)", html)
    assert names == [
        "Harju",
        "Hiiu",
        "Ida-Viru",
        "Jõgeva",
        "Järva",
        "Lääne",
        "Lääne-Viru",
        "Põlva",
        "Pärnu",
        "Rapla",
        "Saare",
        "Tartu",
        "Valga",
        "Viljandi",
        "Võru",
        "Kurzeme",
        "Latgale",
        "Rīga",
        "Zemgale",
        "Vidzeme",
    ]
    assert '<a href="/voru/">Võru</a> <span class="num">3</span>' in html
    assert html.count('class="tile tile-done"') == 1 and html.count('class="tile tile-none"') == 19


def test_a_radar_draws_both_rounds_or_only_this_one():
    axes = samples.figures(None)["axes"]
    both = draw("{% radar caption='c' axes=axes top=5 now='2021' earlier='2019' %}", axes=axes)
    assert (
        '<polygon class="shape-now" points="160.0,58.8 ' in both and '<polygon class="shape-earlier" points="160.0,75.6 ' in both
    )
    alone = draw(
        "{% radar caption='c' axes=axes top=5 now='2021' %}",
        axes=[type(axis)(axis.label, axis.score, axis.text) for axis in axes],
    )
    assert '<polygon class="shape-earlier"' not in alone


def test_an_unknown_score_is_no_zero_on_the_radar():
    axes = [RadarAxis("A", 100, "100,0"), RadarAxis("B", None, "vastamata"), RadarAxis("C", 50, "50,0"), RadarAxis("D", 0, "0,0")]
    html = draw("{% radar caption='c' axes=axes top=100 now='2021' %}", axes=axes)
    assert '<polygon class="shape-now" points="160.0,30.0 160.0,210.0 160.0,150.0">' in html
    assert '<td class="numeric">vastamata</td>' in html


def test_a_dot_map_keeps_north_up_and_puts_near_things_at_one_spot():
    dots = [Dot("Järv", 58.0, 26.0, url="/jarv/"), Dot(NASTY, 58.1, 26.2, note="paik"), Dot("Kaev", 58.1, 26.2001)]
    html = draw("{% dot_map caption='c' dots=dots %}", dots=dots)
    places = [tuple(map(float, found)) for found in re.findall(r'class="dot" cx="([\d.]+)" cy="([\d.]+)"', html)]
    (lake_x, lake_y), (well_x, well_y) = places
    assert lake_x < well_x and lake_y > well_y
    assert html.count("<li>") == 2 and '<a href="/jarv/">Järv</a>' in html and SAFE in html
    assert "km</text>" in html
    assert "<circle" in draw("{% dot_map caption='c' dots=dots %}", dots=dots[:1])
    assert "<circle" not in draw("{% dot_map caption='c' dots=dots %}", dots=[])


def test_a_table_types_its_cells_and_names_its_columns_on_a_phone():
    html = draw("{% data_table table=table %}", table=samples.lists()["table"])
    assert "<caption>Koolituspäevad</caption>" in html
    assert '<th scope="col" aria-sort="ascending"><a href="?sort=-day#tables">' in html
    assert '<td class="is-money numeric" data-label="Kulu"><data value="124050">1\u00a0240,50\u00a0€</data></td>' in html
    assert '<td class="is-date" data-label="Kuupäev"><time datetime="2020-02">veebruar 2020</time></td>' in html


def test_a_row_may_have_an_anchor():
    rows = [SimpleNamespace(name="Kaev", pk=7)]
    table = Table([Column("name", "Nimi")], rows, caption="Paigad", row_id=lambda row: f"asset-{row.pk}")
    assert '<tr id="asset-7"><td' in draw("{% data_table table=table %}", table=table)


def test_a_row_of_sums_says_what_it_covers():
    columns = [Column("name", "Nimi"), Column("cost", "Hind", kind="money")]
    table = Table(columns, [SimpleNamespace(name="a", cost=None)], caption="x")
    table.footer = {"name": "Kokku", "cost": "<5 €\nteada 1/2"}
    html = draw("{% data_table table=table %}", table=table)
    foot = '<tr><th scope="row">Kokku</th><td class="numeric" data-label="Hind">&lt;5 €<small>teada 1/2</small></td></tr>'
    assert f"<tfoot>{foot}</tfoot>" in html


def test_an_empty_table_says_what_to_do_first():
    context = samples.lists()
    html = draw("{% data_table table=no_rows empty_title='Tühi' empty_action=first_step %}", **context)
    assert "<table" not in html and "Tühi" in html and "Lisa esimene päev" in html


def test_the_filter_bar_is_a_get_form_that_says_how_much_it_narrows():
    html = draw("{% filter_bar filterset=filterset count='34' name='days' %}", "en", filterset=samples.lists()["filterset"])
    assert '<form class="filter-bar" method="get" action="" data-form="days" role="search">' in html
    assert "csrf" not in html and "Filter (1)" in html and '<details class="filter-more" open>' in html


@pytest.mark.parametrize(
    "address, used",
    [
        ("", 0),
        ("partner=&kind=&after=&search=", 0),
        ("search=k", 0),
        ("partner=s&kind=t", 2),
        ("partner=s&bogus=1", 1),
        ("mine=on", 1),
    ],
)
def test_only_what_the_visitor_chose_counts_as_a_filter(address, used):
    filterset = SimpleNamespace(form=samples.SampleFilter(QueryDict(address)))
    html = draw("{% filter_bar filterset=filterset %}", "en", filterset=filterset)
    assert re.findall(r"Filter(?: \((\d)\))?</span>", html) == [str(used or "")]
    assert ('<details class="filter-more" open>' in html) == bool(used)


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/?q=k%C3%BCla&page=2")
    html = draw("{% pages page=page %}", page=Paginator(range(100), 10).page(2), request=request)
    assert '<a href="?q=k%C3%BCla&amp;page=3" rel="next">' in html
    assert '<a href="?q=k%C3%BCla&amp;page=2" aria-current="page">2</a>' in html


@pytest.mark.parametrize("demo", [True, False])
def test_the_style_guide_opens_in_the_demo_only(demo, settings):
    settings.DEMO = demo
    settings.NAVIGATION = settings.NAVIGATION_ACCOUNT = settings.NAVIGATION_FOOTER = ""
    request = RequestFactory().get("/styleguide/")
    request.user = AnonymousUser()
    if not demo:
        with pytest.raises(Http404):
            StyleguidePage.as_view()(request)
        return
    html = StyleguidePage.as_view()(request).rendered_content
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]* src=)", html)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_a_growth_is_drawn_to_the_day_and_told_month_by_month():
    figure = samples.growth()
    html = draw("{% trend trend=t %}", t=figure)
    steps = drawn_trend(figure)
    # From 05.2019 to the end of 04.2021, up at the end of each month, never down.
    assert (steps["first"], steps["last"], steps["steps"][-1]["x2"]) == (date(2019, 5, 1), date(2021, 4, 30), "100%")
    assert [line["x1"] for line in steps["steps"] if line["x1"] == line["x2"]] == ["8.34%", "20.93%", "37.76%"]
    assert re.findall(r'<td class="numeric">([^<]+)</td>', html) == ["+5", "5", "+6", "11", "+4", "15"]
    assert "<p class=\"trend-words\">15, esimesed 06.2019</p>" in html
    assert drawn_trend(Trend("Tühi", ()))["steps"] == []
