"""The review in a real browser: no script, no network, every anchor there, and it prints.

Where there is no Chromium these tests are left out, and the summary says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from review_campaign import campaign

from tallystick.policy import Policy
from tallystick.review.publish import publish

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scene = campaign()
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_bytes(publish(scene.ledger(), scene.book(), Policy()))
    return path


@pytest.fixture(scope="module")
def opened(file: Path, browser_path: str) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The page without scripts and network, what it asked for, what it complained of."""
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        context = browser.new_context(java_script_enabled=False, offline=True)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(file.as_uri())
        yield page, asked, said
        browser.close()


def test_it_asks_for_nothing_but_itself(
    file: Path, opened: tuple[Page, list[str], list[str]]
) -> None:
    _, asked, said = opened
    assert asked == [file.as_uri()]
    assert said == []


def test_every_anchor_can_be_followed(opened: tuple[Page, list[str], list[str]]) -> None:
    page, _, _ = opened
    links = page.locator('a[href^="#"]')
    names = {links.nth(at).get_attribute("href") for at in range(links.count())}
    assert len(names) > 20
    for name in names:
        assert name is not None
        assert page.locator(f'[id="{name[1:]}"]').count() == 1


def test_a_number_leads_to_its_sentence(opened: tuple[Page, list[str], list[str]]) -> None:
    page, _, _ = opened
    page.locator("table.totals a.figure", has_text="165").first.click()
    working = page.locator(".working:target")
    assert "There were 165 attacks" in working.inner_text()
    working.locator("a.quote").first.click()
    assert page.locator("li:has(:target)").inner_text().count("165 attacks") == 1


def test_it_reads_on_a_small_screen(opened: tuple[Page, list[str], list[str]]) -> None:
    page, _, _ = opened
    page.set_viewport_size({"width": 360, "height": 740})
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= 360


def test_it_prints_whole(opened: tuple[Page, list[str], list[str]]) -> None:
    page, _, _ = opened
    page.emulate_media(media="print")
    assert page.locator("details p").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
