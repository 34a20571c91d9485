"""Incidents beside Splink 5 on the same claims in one run: pairwise F1 and time.

    python bench/splink_beside.py [--claims 20000]

Needs the packages splink (5 or later) and pandas. Splink gets the same columns (days, points,
sites, countries, actors with their umbrellas, types, tolls, names, words), blocking rules
of the same kind, and learns its weights by EM from the claims themselves. It has no
cannot-link and no order of joining: its clusters are connected components above a
threshold, of which the one that the truth likes best is printed. Ours uses the weights
and the policy as shipped. Both run on one thread.
"""

from __future__ import annotations

import argparse
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
import splink
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from incidents import agreement
from made import Made, MadeActors, _over, made
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tallystick.columns import NONE, Ranges, Rows, Sets
from tallystick.match.score import event_rows, propose
from tallystick.policy import Policy
from tallystick.resolve import resolve_all
from tallystick.table import ClaimTable

THRESHOLDS = (0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999)
BUCKET = 4


def main() -> None:
    """Run both and print them."""
    command = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_argument("--claims", type=int, default=20_000)
    ledger = made(command.parse_args().claims)
    rows = event_rows(ledger.table)
    print(f"{len(rows)} claims, splink {splink.__version__}")
    print(f"{'':<24}{'seconds':>9}{'P':>8}{'R':>8}{'F1':>8}")
    started = perf_counter()
    groups = ours(ledger)
    show("tallystick", perf_counter() - started, groups[rows], ledger.truth[rows])
    data = frame(ledger.table, rows)
    started = perf_counter()
    linker = learned(data)
    predicted = linker.inference.predict(threshold_match_probability=THRESHOLDS[0])
    seconds = perf_counter() - started
    for threshold in THRESHOLDS:
        began = perf_counter()
        found = clustered(linker, predicted, threshold, len(rows))
        took = seconds + perf_counter() - began
        show(f"splink, from {threshold}", took, found, ledger.truth[rows])


def ours(ledger: Made) -> Rows:
    """The groups of our own matcher."""
    links = propose(ledger.table, Policy(), MadeActors())
    return resolve_all(ledger.table, links, Policy())


def show(name: str, seconds: float, groups: Rows, truth: Rows) -> None:
    """One line."""
    precision, recall = agreement(groups, truth)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name:<24}{seconds:>9.1f}{precision:>8.4f}{recall:>8.4f}{f1:>8.4f}", flush=True)


def frame(table: ClaimTable, rows: Rows) -> pd.DataFrame:
    """The claims as Splink wants them; null is "not said"."""
    where, who, wording = table.where, table.who, table.wording
    day = (table.days.low[rows].astype(np.int64) + table.days.high[rows]) // 2
    day = np.where(table.days.said[rows], day, table.published[rows])
    actors = [one(who.perpetrators, row) for row in rows]
    return pd.DataFrame(
        {
            "unique_id": np.arange(len(rows)),
            "day": day,
            "dated": table.days.said[rows],
            "early": (day - 1) // BUCKET,
            "late": (day + 1) // BUCKET,
            "lat": where.lat[rows],
            "lon": where.lon[rows],
            "cell": pd.Series(
                np.where(where.cell[rows] == NONE, 0, where.cell[rows])
            ).astype("Int64"),
            "site": [one(where.sites, row) for row in rows],
            "region": [one(where.admin1, row) for row in rows],
            "country": [one(where.countries, row) for row in rows],
            "actor": actors,
            "umbrella": [over(actor) for actor in actors],
            "kind": table.told.event_type[rows],
            "killed": number(table.killed, rows),
            "injured": number(table.injured, rows),
            "munitions": number(table.munitions, rows),
            "names": [list(wording.names.words_of(row)) for row in rows],
            "words": [list(wording.words.words_of(row)) for row in rows],
        }
    ).replace({"cell": {0: pd.NA}})


def one(sets: Sets, row: int) -> str | None:
    """The only member of a set."""
    return next(iter(sets.words_of(row)), None)


def over(actor: str | None) -> str | None:
    """The umbrella of an actor that the directory knows."""
    return None if actor is None or actor.startswith("said:") else _over(actor)


def number(ranges: Ranges, rows: Rows) -> Any:
    """The low end; null where nothing is told."""
    told = pd.Series(ranges.low[rows]).astype("Int64")
    return told.where(pd.Series(ranges.said[rows]), pd.NA)


def level(sql: str, label: str) -> cll.CustomLevel:
    """A level by its condition."""
    return cll.CustomLevel(sql, label_for_charts=label)


def custom(name: str, missing: str, *levels: Any) -> cl.CustomComparison:
    """A comparison of some levels."""
    null = cll.CustomLevel(missing, label_for_charts="not said").configure(
        is_null_level=True
    )
    return cl.CustomComparison(
        output_column_name=name, comparison_levels=[null, *levels, cll.ElseLevel()]
    )


def told(column: str, *levels: Any) -> cl.CustomComparison:
    """A comparison of one column that may be null."""
    return custom(column, f'"{column}_l" IS NULL OR "{column}_r" IS NULL', *levels)


def learned(data: pd.DataFrame) -> Linker:
    """A linker with weights by EM."""
    rules = [
        block_on("cell", "early"),
        block_on("cell", "late"),
        block_on("country", "early", "killed"),
        block_on("country", "late", "umbrella"),
        block_on("names", "early", arrays_to_explode=["names"]),
        block_on("names", "late", arrays_to_explode=["names"]),
    ]
    comparisons = [
        custom(
            "day",
            "NOT dated_l OR NOT dated_r",
            level("day_l = day_r", "same day"),
            level("abs(day_l - day_r) <= 1", "a day apart"),
            level("abs(day_l - day_r) <= 3", "days apart"),
        ),
        custom(
            "place",
            "country_l IS NULL OR country_r IS NULL",
            level("site_l = site_r", "same site"),
            cll.DistanceInKMLevel("lat", "lon", 10),
            level("region_l = region_r AND (site_l IS NULL OR site_r IS NULL)", "region"),
            level(
                "country_l = country_r AND (site_l IS NULL OR site_r IS NULL)", "country"
            ),
        ),
        told(
            "actor",
            level("actor_l = actor_r", "same"),
            level("umbrella_l = umbrella_r", "umbrella"),
        ),
        told("kind", level("kind_l = kind_r", "same")),
        *(
            told(
                toll,
                level(f"{toll}_l = {toll}_r AND {toll}_l >= 3", "same, three and more"),
                level(f"{toll}_l = {toll}_r", "same"),
                level(
                    f"abs({toll}_l - {toll}_r) <= 0.2 * greatest({toll}_l, {toll}_r)",
                    "close",
                ),
            )
            for toll in ("killed", "injured", "munitions")
        ),
        cl.ArrayIntersectAtSizes("names", [4, 2, 1]),
        cl.ArrayIntersectAtSizes("words", [6, 4, 3, 2]),
    ]
    api = DuckDBAPI()
    api.duckdb_con.execute("SET threads TO 1")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        probability_two_random_records_match=2.2 / len(data),
        additional_columns_to_retain=["dated"],
        retain_matching_columns=False,
    )
    linker = Linker(api.register(data), settings, log_level=40)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("site", "early"), block_on("umbrella", "early")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_probability_two_random_records_match=True
        )
    return linker


def clustered(linker: Linker, predicted: Any, threshold: float, size: int) -> Rows:
    """Connected components above a threshold."""
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=threshold
    ).as_pandas_dataframe()
    names = np.empty(size, np.int64)
    names[clusters["unique_id"].to_numpy()] = pd.factorize(clusters["cluster_id"])[0]
    return names


if __name__ == "__main__":
    main()
