"""The timeline: a Vega-Lite specification, drawn to static SVG when a review is built."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import vl_convert

from tallystick.views.review_charts import Timeline
from tallystick.views.review_prose import label, plain

WIDTH, HEIGHT_BARS, HEIGHT_POINTS = 820, 130, 170
SUPPORT = {
    "self_claim": "var(--support-low)",
    "single_root": "var(--support-mid)",
    "corroborated": "var(--support-high)",
    "unassessed": "var(--support-none)",
}
"""From light to dark: readable in grey and in the dark, and no traffic light."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
MOST_SPEAKERS = 6
"""Speakers with a mark of their own; further ones share the last."""
BINS = ((150, "utcyearmonthdate"), (1100, "utcyearweek"))
"""Up to so many days are drawn by day, by week; longer stretches by month."""

MOST_TICKS = 4
LEAST_DAYS = 21
"""Days that the axis shows at the least: one day is no week-wide bar."""


def timeline_svg(timeline: Timeline) -> str:
    """The chart as SVG markup; "" where there is nothing to draw."""
    if not timeline.bars and not timeline.points:
        return ""
    svg = vl_convert.vegalite_to_svg(timeline_spec(timeline))
    return re.sub(
        r'^<svg [^>]*?width="(\d+)" height="(\d+)"[^>]*>',
        r'<svg viewBox="0 0 \1 \2" width="\1" role="img" aria-labelledby="timeline-title '
        r'timeline-desc"><title id="timeline-title">Timeline</title>'
        r'<desc id="timeline-desc">The tables of incidents by day and of stated totals '
        r"give the same figures.</desc>",
        svg,
    )


def timeline_spec(timeline: Timeline) -> dict[str, Any]:
    """The specification, for whoever draws it: stated totals above, incidents below."""
    days = [one.day for one in timeline.bars] + [one.day for one in timeline.points]
    first, last = min(days), max(days)
    x = _time_axis(first, last)
    panels = []
    if timeline.points:
        panels.append(_points(timeline, x))
    if timeline.bars:
        panels.append(_bars(timeline, x))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "vconcat": panels,
        "spacing": 14,
        "resolve": {"scale": {"x": "shared", "color": "independent"}},
        "config": _CONFIG,
    }


def _time_axis(first: str, last: str) -> dict[str, Any]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    missing = max(2, LEAST_DAYS - (end - start).days)
    start, end = start - timedelta(days=missing // 2), end + timedelta(days=missing // 2)
    days = (end - start).days
    unit = next((unit for most, unit in BINS if days <= most), "utcyearmonth")
    return {
        "field": "day",
        "type": "temporal",
        "timeUnit": unit,
        "scale": {"type": "utc", "domain": [_moment(start), _moment(end)]},
        "axis": {
            "title": None,
            "format": "%-d %b %Y" if days <= BINS[0][0] else "%b %Y",
            "grid": False,
            "labelOverlap": True,
        },
    }


def _moment(day: date) -> dict[str, Any]:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _bars(timeline: Timeline, x: dict[str, Any]) -> dict[str, Any]:
    codes = [code for code in SUPPORT if any(one.support == code for one in timeline.bars)]
    names = [label("grade_column", code).text for code in codes]
    values = [
        {
            "day": one.day,
            "n": one.figure.value,
            "support": label("grade_column", one.support).text,
            "order": codes.index(one.support),
        }
        for one in timeline.bars
    ]
    colours = [SUPPORT[code] for code in codes]
    return {
        "width": WIDTH,
        "height": HEIGHT_BARS,
        "data": {"values": values},
        "mark": {"type": "bar", "stroke": "var(--paper)", "strokeWidth": 0.5},
        "encoding": {
            "x": x,
            "y": _amount("n", "sum", "incidents reported", _ticks(timeline, x)),
            "color": _legend("support", names, colours),
            "order": {"field": "order", "type": "quantitative"},
        },
    }


def _points(timeline: Timeline, x: dict[str, Any]) -> dict[str, Any]:
    told = [(one, plain(one.speaker)) for one in timeline.points]
    speakers = list(dict.fromkeys(speaker for _, speaker in told))
    speakers.sort(key=lambda one: -sum(speaker == one for _, speaker in told))
    kept = speakers[: MOST_SPEAKERS - 1] if len(speakers) > MOST_SPEAKERS else speakers
    names = kept + (["others"] if len(kept) < len(speakers) else [])
    values = [
        {
            "day": one.day,
            "n": one.figure.value,
            "speaker": speaker if speaker in kept else "others",
        }
        for one, speaker in told
    ]
    shape = _legend("speaker", names, list(SHAPES[: len(names)]))
    return {
        "width": WIDTH,
        "height": HEIGHT_POINTS,
        "data": {"values": values},
        "mark": {"type": "point", "size": 70, "strokeWidth": 1.6, "color": "var(--ink)"},
        "encoding": {
            "x": x | {"axis": x["axis"] | {"labels": not timeline.bars, "ticks": False}},
            "y": _amount("n", None, "stated total", MOST_TICKS),
            "shape": shape,
        },
    }


def _ticks(timeline: Timeline, x: dict[str, Any]) -> int:
    """As many ticks as the highest bar of single days has whole steps; never a half."""
    heights: dict[str, int] = {}
    for one in timeline.bars:
        heights[one.day] = heights.get(one.day, 0) + one.figure.value
    by_day = x["timeUnit"] == BINS[0][1]
    return min(MOST_TICKS, max(heights.values())) if by_day else MOST_TICKS


def _amount(field: str, aggregate: str | None, title: str, ticks: int) -> dict[str, Any]:
    axis = {"title": title, "tickMinStep": 1, "format": ",d", "tickCount": ticks}
    amount: dict[str, Any] = {"field": field, "type": "quantitative", "axis": axis}
    return amount | ({"aggregate": aggregate} if aggregate else {})


def _legend(field: str, names: list[str], values: list[str]) -> dict[str, Any]:
    legend = {
        "title": None,
        "orient": "top",
        "symbolSize": 70,
        "labelLimit": 240,
        "columnPadding": 34,
    }
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": names, "range": values},
        "legend": legend,
    }


_CONFIG: dict[str, Any] = {
    "aria": False,
    "font": "Helvetica, Arial, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--muted)",
        "titleColor": "var(--muted)",
        "titleFontWeight": "normal",
        "domainColor": "var(--rule)",
        "tickColor": "var(--rule)",
        "gridColor": "var(--rule)",
        "labelFontSize": 11,
        "titleFontSize": 11,
    },
    "legend": {
        "labelColor": "var(--ink)",
        "labelFontSize": 12,
        "symbolStrokeColor": "var(--ink)",
    },
}
