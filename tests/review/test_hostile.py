"""Text from outside is data: it never becomes markup, a link, a formula or a direction."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from review_campaign import campaign
from review_scenes import READER, Scene, on

from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import FusedValue, Grade
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Place, PlacePrecision
from tallystick.policy import Policy
from tallystick.review.markdown import escaped
from tallystick.review.pieces import show
from tallystick.review.publish import publish, renderers
from tallystick.views.review_prose import Code, Day, Words

BANNED = {"script", "img", "iframe", "object", "embed", "link", "base", "form"}
ATTACKS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "]]><!-- -->",
    "&lt;script&gt;",
    "javascript:alert(1)",
    '=HYPERLINK("http://x.example","a")',
    "| a | b |\n| --- |",
    "[a](http://x.example) ![b](http://x.example/i.png) <http://x.example>",
    "`code` **bold** __b__ ~~s~~ # heading\n# heading\n> quote\n- item\n1. item",
    "\u202eevil\u202c \u2066x\u2069 \x00\x07\x1b[31m",
    "\ue000unmarked\ue001 7 terrorists",
    "http://x.example www.x.example a@x.example",
]


def hostile() -> Scene:
    """A campaign in which every field that comes from outside is an attack."""
    scene = campaign()
    for at, attack in enumerate(ATTACKS):
        key = f"bad{at}"
        line = f"Then {attack} struck {attack} with {attack}."
        scene.document(key, attack, "2031-03-09", attack, line)
        place = Place(
            attack,
            id=f"site:{attack}",
            name=attack,
            lat=64.0 + at / 10,
            lon=-19.0,
            country="IS",
            precision=PlacePrecision.TOWN,
        )
        scene.claims[key] = IncidentClaim(
            scene.anchor(key, "struck", ClaimKind.INCIDENT),
            scene.evidence(key, trigger="struck"),
            READER,
            speaker=scene.mention(key, attack),
            places=(place,),
            date=on("2031-03-03"),
        )
        values = (FusedValue(f"site:{attack}", (scene.claims[key].id,), attack),)
        scene.incident(
            key, [key], "2031-03-03", Grade.SINGLE_ROOT, places=values, by=attack
        )
    return scene


@pytest.fixture(scope="module")
def forms() -> dict[str, str]:
    scene = hostile()
    return {
        form: publish(scene.ledger(), scene.book(), Policy(), form).decode()
        for form in renderers
    }


class Tags(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(html)
    return reader.found


def test_html_takes_nothing_from_a_text_but_its_characters(forms: dict[str, str]) -> None:
    html = forms["html/1"]
    for tag, attributes in tags(html):
        assert tag not in BANNED
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
        assert "src" not in attributes
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\x00-\x08\x1b]", html)


def test_markdown_takes_nothing_from_a_text_but_its_characters(
    forms: dict[str, str],
) -> None:
    text = forms["md/1"]
    bare = re.sub(r"\\.", "", text)
    ours = r'<a id="[\w-]+">|</a>|<!-- tallystick review -->'
    assert set(re.findall(r"<[^>]*>", bare)) == set(re.findall(ours, bare))
    assert not re.search(r"\]\((?!#)", bare)
    assert not re.search(r"https?://|www\.", bare)
    assert not re.search("[\u202a-\u202e\ue000-\uf8ff\x00-\x08\x1b]", text)
    lines = [line for line in text.splitlines() if line.startswith("|")]
    widths = [len(re.findall(r"(?<!\\)\|", line)) for line in lines]
    rules = [at for at, line in enumerate(lines) if line.startswith("| --- |")]
    assert len(rules) > 8
    assert all(widths[at - 1] == widths[at] == widths[at + 1] for at in rules)


def test_json_stays_one_value(forms: dict[str, str]) -> None:
    page = json.loads(forms["json/1"])
    assert len(page["texts"]) == 4 + len(ATTACKS)


def test_quotes_are_isolated_in_their_direction(forms: dict[str, str]) -> None:
    for tag, attributes in tags(forms["html/1"]):
        if "said" in (attributes.get("class") or ""):
            assert tag == "bdi"
            assert attributes["lang"]
    markdown = forms["md/1"]
    assert markdown.count("\u2068") == markdown.count("\u2069") > 20
    assert "“\u2068" in markdown


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("# no heading", r"\# no heading"),
        ("a|b", r"a\|b"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("two\n\nlines", "two lines"),
        ("[a](b)", r"\[a\]\(b\)"),
        ("<b>", r"\<b\>"),
    ],
)
def test_markdown_escapes(text: str, inert: str) -> None:
    assert escaped(text) == inert


def test_even_our_own_words_are_escaped() -> None:
    line = (Words("<b>5 & 6</b>"), Code("<i>"), Day("2031-03-05"))
    assert "<b>" not in show(line)
    assert "<i>" not in show(line)
