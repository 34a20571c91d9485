"""The steps of a ledger: each repeatable, together what `review` does in one go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.terminal import articles, done, run
from tallystick.store import open_ledger


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody ran ``tallystick review articles``, once."""
    place = tmp_path_factory.mktemp("steps")
    articles(place)
    done(place, "review", "articles")
    return place


def test_review_keeps_its_ledger_and_page_in_the_folder(folder: Path) -> None:
    assert (folder / "tallystick.db").is_file()
    page = (folder / "review.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Harbour Dispatch" in page


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_a_review_is_no_article(tmp_path: Path, form: str) -> None:
    articles(tmp_path)
    done(tmp_path, "review", "articles", "-o", f"articles/review.{form}")
    again = run(tmp_path, "review", "articles", "-o", "second.html")
    assert "0 of them new" in again.talk
    assert again.code == 1
    assert f"review.{form}" in again.talk


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_step_by_step_is_the_same_as_in_one_go(folder: Path, form: str) -> None:
    steps = ("--ledger", f"steps-{form}.db")
    for words in (("gather", "articles"), ("read",), ("derive",)):
        done(folder, *words, *steps)
    done(folder, "review", "--format", form, "-o", f"steps.{form}", *steps)
    done(folder, "review", "articles", "--format", form, "-o", f"once.{form}")
    once = (folder / f"once.{form}").read_bytes()
    assert once == (folder / f"steps.{form}").read_bytes()
    assert b"\r" not in once


def test_other_forms_go_to_stdout(folder: Path) -> None:
    page = json.loads(done(folder, "review", "--format", "json").data)
    assert page
    assert done(folder, "review", "--format", "md").data.startswith(b"# ")


def test_a_step_done_twice_does_nothing_new(folder: Path) -> None:
    assert "0 new documents" in done(folder, "gather", "articles").talk
    assert "read 0 documents" in done(folder, "read").talk
    before = done(folder, "review", "--format", "json").data
    done(folder, "derive")
    assert done(folder, "review", "--format", "json").data == before


def test_deriving_says_what_was_not_read(folder: Path) -> None:
    done(folder, "gather", "articles", "--ledger", "unread.db")
    talk = done(folder, "derive", "--ledger", "unread.db").talk
    assert "4 documents are not read yet; `tallystick read` reads them" in talk


def test_answers_come_from_the_ledger_of_the_folder(folder: Path) -> None:
    for command in ("incidents", "reconcile"):
        assert done(folder, command).data == done(folder, command, "articles").data
    (here,) = done(folder, "count", "--country", "SE").rows
    (there,) = done(folder, "count", "articles", "--country", "SE").rows
    assert here == there
    named = done(folder, "count", TALLYSTICK_LEDGER=str(folder / "tallystick.db"))
    assert named.data == done(folder, "count").data


def test_readings_of_the_ledger_are_those_of_the_files(folder: Path) -> None:
    assert sorted(done(folder, "read", "--json").data.splitlines()) == sorted(
        done(folder, "read", "articles", "--json").data.splitlines()
    )


def test_documents_are_listed_one_a_line(folder: Path) -> None:
    lines = done(folder, "documents").data.decode("utf-8").splitlines()
    assert len(lines) == 4
    identifier, day, source, title = next(one for one in lines if "Coast" in one).split(
        "\t"
    )
    assert identifier.startswith("doc-")
    assert (day, source, title) == ("2031-05-09", "Coast Wire", "Rocket lands near Malmö")


def test_a_ledger_out_and_in_again_derives_the_same_review(folder: Path) -> None:
    judged = done(folder, "incidents").rows[0]["claims"][0]
    done(folder, "judge", "accept", judged, "--why", "checked", "--by", "A. Reader")
    done(folder, "export", "kept")
    done(folder, "import", "kept", "--ledger", "other.db")
    other = ("--ledger", "other.db")
    done(folder, "read", *other)
    review = ("review", "--format", "json")
    assert done(folder, *review, *other).data == done(folder, *review).data
    done(folder, "export", "again", *other)
    kept = {p.relative_to(folder / "kept"): p for p in (folder / "kept").rglob("*.jsonl")}
    for name, path in kept.items():
        if name.name != "runs.jsonl":
            assert (folder / "again" / name).read_bytes() == path.read_bytes()


def test_a_sound_ledger_verifies(folder: Path) -> None:
    ran = done(folder, "verify")
    assert (ran.data, ran.talk) == (b"", "everything is as it was written\n")


def test_nothing_is_said_on_the_way_where_nobody_watches(folder: Path) -> None:
    talk = done(folder, "review", "articles", "--ledger", "quiet.db").talk
    assert talk == "review of 4 documents, 4 of them new, written to review.html\n"


def test_one_bad_input_never_stops_the_rest(folder: Path) -> None:
    mixed = folder / "mixed"
    mixed.mkdir()
    (mixed / "good.txt").write_bytes((folder / "articles/dispatch.txt").read_bytes())
    (mixed / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (mixed / "rows.jsonl").write_text(
        '{"id": "a", "text": "A calm day."}\n{"id":\n', "utf-8"
    )
    for words in (("read", "--json"), ("review", "--ledger", "mixed.db", "--format", "md")):
        ran = run(folder, words[0], "mixed", "absent.txt", *words[1:])
        assert ran.code == 1
        assert "Harbour Dispatch" in ran.data.decode("utf-8")
        for bad in ("picture.txt", "rows.jsonl", "absent.txt"):
            assert f"{bad}" in ran.talk
        assert ran.talk.count("not read: ") == 3


def test_actors_of_the_users_own_have_a_hand_in_the_book(folder: Path) -> None:
    own = folder / "own.tsv"
    names = "id\tname\tactor_type\nactor:tide\tTide Brigades\tnon_state_political_armed\n"
    own.write_text(names, "utf-8")
    done(folder, "derive", TALLYSTICK_ACTORS=str(own))
    with open_ledger(folder / "tallystick.db") as store:
        stamp = store.stamp()
    assert stamp is not None
    assert [name for name, _ in stamp.versions] == ["actors 1", "data", "tallystick"]
    done(folder, "derive")


SITE = "id\tname\tkind\tcountry\tadmin1\tlat\tlon\tradius_km\taliases\tsource\n"
HILL = "site:hill-9\tHill Nine\tbase\tSE\t\t57.1\t18.3\t2\t\tmine\n"
TIDE = (
    "id,name,actor_type,country,source\n"
    "actor:tide,Tide Brigades,non_state_political_armed,SE,mine\n"
)


def test_own_actors_and_sites_are_read_and_read_again_when_they_change(
    tmp_path: Path,
) -> None:
    told = "Tide Brigades fired two rockets at Hill Nine on 10 May 2031."
    (tmp_path / "a.txt").write_text(f"Source: X\n\n{told}", "utf-8")
    (tmp_path / "sites.tsv").write_text(SITE + HILL, "utf-8")
    (tmp_path / "actors.csv").write_text(TIDE, "utf-8")
    own = {
        "TALLYSTICK_SITES": str(tmp_path / "sites.tsv"),
        "TALLYSTICK_ACTORS": str(tmp_path / "actors.csv"),
    }

    def read() -> tuple[str | None, str | None]:
        done(tmp_path, "gather", "a.txt")
        row = json.loads(run(tmp_path, "read", "--json", **own).data)
        (claim,) = row["claims"]
        place = claim["place"]
        return claim["perpetrators"][0]["actor"], place and place["id"]

    assert read() == ("actor:tide", "site:hill-9")
    (tmp_path / "sites.tsv").write_text(SITE + HILL.replace("hill-9", "hill-nine"), "utf-8")
    assert read() == ("actor:tide", "site:hill-nine")
