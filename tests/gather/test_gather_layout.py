"""Scenes: how a text is laid out, and the laws of its offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.gather.article import Article, gathered_article, gathered_file
from tallystick.gather.gathered import Gathered, Limits
from tallystick.model.documents import Document, PublishedBasis

BODY = "Rockets fell near the camp outside Tornio on Thursday. Nobody was hurt."


def of_file(text: str) -> Gathered:
    return gathered_file(Article("a.txt", "a.txt", text), Limits())


def of_row(text: str, title: str, published: str = "", url: str = "") -> Gathered:
    row = Article("a.jsonl", "r1", text, title, url=url, published=published, language="en")
    return gathered_article(row, Limits())


def body(document: Document) -> str:
    return document.text[document.body_start :]


def test_headline_publication_line_and_body_are_told_apart() -> None:
    text = f"Camp hit for the third time!\n\nMonday 14 April 2031 - 22:45\n\n{BODY}\n"
    document = of_file(text).document
    assert document.text == text
    assert document.title == "Camp hit for the third time!"
    assert document.published is not None
    assert document.published.value == "2031-04-14T22:45"
    assert document.published.basis is PublishedBasis.LINE
    assert document.published.span is not None
    assert document.quote(document.published.span) == "Monday 14 April 2031 - 22:45"
    assert body(document) == f"{BODY}\n"


HEADLINES = {
    "followed by a blank line": f"Camp hit again\n\n{BODY}",
    "followed by a date": f"Camp hit again\n14 April 2031\n{BODY}",
    "followed by a byline": f"Camp hit again\nBy Liisa Heikkinen\n{BODY}",
    "followed by a dateline": f"Camp hit again\nTORNIO, April 14 (Reuters) - {BODY}",
    "followed by a long paragraph": f"Camp hit again\n{BODY} {BODY}",
    "after the date": f"14 April 2031\n\nCamp hit again\n\n{BODY}",
    "in Markdown": f"# Camp hit again\n\n{BODY}",
    "after blank lines": f"\n\n  Camp hit again  \n\n{BODY}",
    "with Windows line ends": f"Camp hit again\r\n\r\n{BODY}\r\n",
    "with old Macintosh line ends": f"Camp hit again\r\r{BODY}",
}


@pytest.mark.parametrize("text", HEADLINES.values(), ids=HEADLINES)
def test_a_headline_is_recognised(text: str) -> None:
    document = of_file(text).document
    assert document.title == "Camp hit again"
    assert document.title_span is not None
    assert document.quote(document.title_span) == "Camp hit again"
    assert body(document).startswith("Rockets fell")


NO_HEADLINES = {
    "one line": BODY,
    "a sentence": f"Rockets fell near the camp on Thursday.\n\n{BODY}",
    "a dateline": f"TORNIO, Finland (AP) - Rockets fell on a camp\n\n{BODY}",
    "a wrapped line": "Rockets fell near the camp\nat Tornio on Friday. Nobody\nwas hurt.",
    "nothing after it": "Camp hit again\n\n\n",
    "too long": f"{'Camp hit again ' * 20}\n\n{BODY}",
    "a date alone": f"14 April 2031\n\n{BODY}\n\n{BODY}",
}


@pytest.mark.parametrize("text", NO_HEADLINES.values(), ids=NO_HEADLINES)
def test_what_is_no_headline_stays_body(text: str) -> None:
    document = of_file(text).document
    assert document.title == ""
    assert document.title_span is None


def test_a_date_above_the_headline_is_the_date_of_publication() -> None:
    document = of_file(HEADLINES["after the date"]).document
    assert document.published is not None
    assert document.published.value == "2031-04-14"


HEADED = f"""Source: Harbour Gazette
URL: https://harbour.example/1
Published: 2031-04-13 21:15 GMT
Title: Deadly night in the north
Language: en-GB

{BODY}"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_header_lines_are_metadata_and_stay_in_the_text(end: str) -> None:
    text = HEADED.replace("\n", end)
    document = of_file(text).document
    assert document.text == text
    assert document.source == "Harbour Gazette"
    assert document.url == document.address == "https://harbour.example/1"
    assert document.language == "en"
    assert document.title_span is not None
    assert document.quote(document.title_span) == "Deadly night in the north"
    assert document.published is not None
    assert document.published.value == "2031-04-13T21:15+00:00"
    assert document.published.span is not None
    assert document.quote(document.published.span) == "2031-04-13 21:15 GMT"
    assert body(document) == BODY


def test_headers_without_a_title_leave_the_headline_to_the_text() -> None:
    document = of_file(f"Source: Courier\n\nCamp hit again\n\n{BODY}").document
    assert (document.source, document.title) == ("Courier", "Camp hit again")


def test_an_unknown_header_is_reported_and_not_used() -> None:
    gathered = of_file(f"Source: Courier\nTitel: Camp hit\nPublished: 2031-04-14\n\n{BODY}")
    (finding,) = gathered.findings
    assert finding.code == "unused-header"
    assert "Titel" in finding.message


@pytest.mark.parametrize("first", ["Note: this is an article", "Camp: hit again"])
def test_a_colon_in_the_first_line_makes_no_header(first: str) -> None:
    assert of_file(f"{first}\n\n{BODY}").document.title == first


def test_header_lines_that_run_into_prose_are_prose() -> None:
    document = of_file(f"Source: Courier\n{BODY}").document
    assert document.source == ""


def test_an_unreadable_date_is_reported_and_not_replaced() -> None:
    gathered = of_file(f"Published: last Tuesday\nTitle: Camp hit\n\n{BODY}")
    assert gathered.document.published is None
    assert [finding.code for finding in gathered.findings] == [
        "unreadable-date",
        "undated-document",
    ]


def test_the_title_of_a_row_may_stand_again_in_its_text() -> None:
    text = f"Camp hit again\n\n14 April 2031 - 09:13\n\n{BODY}"
    document = of_row(text, "Camp hit again", published="2031-04-14").document
    assert document.title_span is not None
    assert document.quote(document.title_span) == document.title
    assert body(document) == BODY
    assert document.published is not None
    assert document.published.basis is PublishedBasis.ROW


def test_a_first_sentence_that_begins_like_the_title_is_body() -> None:
    document = of_row("Camp hit again by rockets on Friday.", "Camp hit again").document
    assert document.title_span is None
    assert document.body_start == 0


def test_a_row_without_a_date_takes_the_line_of_its_text_then_its_address() -> None:
    line = of_row(f"14 April 2031\n\n{BODY}", "Camp hit again").document
    assert line.published is not None
    assert line.published.basis is PublishedBasis.LINE
    url = of_row(BODY, "Camp hit", url="https://c.example/2031/4/9/camp").document
    assert url.published is not None
    assert (url.published.value, url.published.basis) == (
        "2031-04-09",
        PublishedBasis.ADDRESS,
    )


def test_a_row_without_a_title_is_looked_at_for_a_headline() -> None:
    document = of_row(f"Camp hit again\n\n{BODY}", "").document
    assert document.title == "Camp hit again"


DATELINES = [
    ("BAGHDAD, Jan 30 (Reuters) - Rockets", "BAGHDAD", ("Reuters",)),
    ("BAGHDAD (AP) — Rockets", "BAGHDAD", ("AP",)),
    ("PAJALA, Sweden, April 14 (AFP) - Rockets", "PAJALA, Sweden", ("AFP",)),
    ("PAJALA, Sweden (AFP) -- Rockets", "PAJALA, Sweden", ("AFP",)),
    ("MOSCOW, January 30. /TASS/. Rockets", "MOSCOW", ("TASS",)),
    ("GAZA, Jan. 30 (Xinhua) -- Rockets", "GAZA", ("Xinhua",)),
    ("DUBAI/BAGHDAD, Jan 30 (Reuters) - Rockets", "DUBAI/BAGHDAD", ("Reuters",)),
    ("Gaza City - Rockets", "Gaza City", ()),
    ("al-Tanf - Rockets", "al-Tanf", ()),
    ("Rio de Janeiro, Jan 30 - Rockets", "Rio de Janeiro", ()),
    ("Beirut – “Rockets", "Beirut", ()),
    ("HELSINKI, 30 January - Rockets", "HELSINKI", ()),
    ("TORNIO (Northern Wire) - Rockets", "TORNIO", ("Northern Wire",)),
    ("SANAA, Jan 30 (Saba) - Rockets", "SANAA", ("Saba",)),
    ("МОСКВА, 30 января. /ТАСС/. Rockets", "МОСКВА", ("TASS",)),
    ("QUETTA: Rockets", "QUETTA", ()),
    ("PORT MORESBY: “Rockets", "PORT MORESBY", ()),
    ("BAMAKO. Rockets", "BAMAKO", ()),
]


@pytest.mark.parametrize(("start", "place", "wires"), DATELINES)
def test_a_dateline_is_no_body(start: str, place: str, wires: tuple[str, ...]) -> None:
    document = of_file(f"{start} fell near the camp. Nobody was hurt there.").document
    assert (document.dateline, document.agencies) == (place, wires)
    assert body(document).lstrip("“").startswith("Rockets fell")


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING - Rockets fell near the camp.",
        "The group - the largest of them - said so.",
        "Tornio - the town by the river - was quiet.",
        "Three soldiers - all of them young - were hurt.",
        "TORNIO (two of its suburbs) - Rockets fell near the camp.",
        "Air-launched rockets fell near the camp.",
        "Rockets fell (two of them) - nobody was hurt.",
        "The Lantern Front (which is an umbrella) - said so.",
        "Update No. 42 - North of the river.",
        "CLAIM: Rockets fell near the camp.",
        "U.S. Soldiers were hurt.",
        "Tornio: Rockets fell near the camp.",
        "Q: Where did they fall?",
    ],
)
def test_what_is_no_dateline_stays_body(text: str) -> None:
    document = of_file(text).document
    assert document.dateline is None
    assert document.body_start == 0


def test_a_dateline_with_its_year_dates_the_document() -> None:
    document = of_file("TORNIO, April 14, 2031 (AFP) - Rockets fell.").document
    assert document.published is not None
    assert document.published.value == "2031-04-14"
    assert document.published.span is not None
    assert document.quote(document.published.span) == "April 14, 2031"


PIECES = st.sampled_from(
    [
        "Source: Courier",
        "Title: Camp hit again",
        "Published: 14 April 2031",
        "Camp hit again",
        "Monday 14 April 2031 - 22:45",
        "By Jane Doe, Reuters",
        "TORNIO, April 14, 2031 (AFP) - Rockets fell.",
        BODY,
        "  ",
        "",
        "\u2028",
        "\ufffd",
        "# ",
        "𝔸 سطر",
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_law_offsets_hold(pieces: list[str], end: str, blank: bool) -> None:
    text = (end * 2 if blank else end).join([*pieces, "x"])
    document = of_file(text).document
    assert document.text == text
    assert 0 <= document.body_start <= len(text)
    if document.title_span:
        assert document.quote(document.title_span) == document.title
        assert document.title == document.title.strip()
    else:
        assert document.title == ""
    if document.published and document.published.span:
        assert of_file(document.quote(document.published.span) + "\n\nx").document.published


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.text(max_size=40))
def test_law_any_row_keeps_its_strings(text: str, title: str) -> None:
    if not (text.strip() or title.strip()):
        return
    document = of_row(text, title).document
    assert document.text == text
    assert document.title == title or not title.strip()
    if document.title_span:
        assert document.quote(document.title_span) == document.title.strip()
