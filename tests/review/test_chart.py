"""The timeline: what a table says, drawn."""

from __future__ import annotations

import pytest
from review_campaign import campaign

from tallystick.policy import Policy
from tallystick.review.chart import timeline_spec, timeline_svg
from tallystick.views.review_charts import Bar, Timeline
from tallystick.views.review_figures import IncidentSum
from tallystick.views.review_page import review_page
from tallystick.views.review_prose import Figure


def test_the_chart_holds_the_figures_of_the_page() -> None:
    scene = campaign()
    timeline = review_page(scene.ledger(), scene.book(), Policy()).timeline
    points, bars = timeline_spec(timeline)["vconcat"]
    assert [value["n"] for value in points["data"]["values"]] == [
        point.figure.value for point in timeline.points
    ]
    assert sum(value["n"] for value in bars["data"]["values"]) == 2


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2031-01-01", "utcyearmonthdate"),
        ("2031-04-30", "utcyearmonthdate"),
        ("2032-12-31", "utcyearweek"),
        ("2039-01-01", "utcyearmonth"),
    ],
)
def test_long_stretches_are_drawn_by_week_or_month(last: str, unit: str) -> None:
    figure = Figure(1, IncidentSum((), "low"), "working-x")
    bars = tuple(Bar(day, "self_claim", figure) for day in ("2031-01-01", last))
    spec = timeline_spec(Timeline(bars, (), (), ()))
    assert spec["vconcat"][0]["encoding"]["x"]["timeUnit"] == unit


def test_there_is_no_chart_of_nothing() -> None:
    assert timeline_svg(Timeline((), (), (), ())) == ""
