"""Whether states that a page shows can be told apart without color."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Final

from PIL import Image
from playwright.sync_api import Locator, Page

# Icons, words and marks of shape; no color, and no figure that only counts or tells the time.
FACE: Final = """(node) => {
  const shapes = [node, ...node.querySelectorAll("*")].flatMap((each) => {
    if (each.localName === "svg") return [each.innerHTML];
    if (each.closest("svg")) return [];
    const style = getComputedStyle(each);
    return each.textContent || !each.clientWidth ? [] : [style.borderRadius + style.borderStyle];
  });
  const named = [...node.querySelectorAll("[aria-label]")].map((each) =>
    each.getAttribute("aria-label"));
  return JSON.stringify([shapes, node.textContent.replace(/[0-9:/]+/g, "").trim(), named]);
}"""
_GREY: Final = "document.documentElement.style.filter = 'grayscale(1)'"
_COLORED: Final = "document.documentElement.style.filter = ''"


def face(place: Locator) -> str:
    """What a thing shows beside its colors."""
    said: str = place.evaluate(FACE)
    return said


def alike(faces: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of states that nobody could tell apart without color."""
    return [(one, other) for one, other in combinations(faces, 2) if faces[one] == faces[other]]


def paintings(place: Locator) -> tuple[bytes, bytes]:
    """The thing as it is painted in grey, and where the system's colors are forced."""
    page = place.page
    page.evaluate(_GREY)
    grey = _pixels(place)
    page.evaluate(_COLORED)
    page.emulate_media(forced_colors="active")
    forced = _pixels(place)
    page.emulate_media(forced_colors="none")
    return grey, forced


def same_painting(one: Locator, other: Locator) -> list[str]:
    """In which of the two ways both look the same; their sizes may differ by a rounded pixel."""
    pairs = zip(paintings(one), paintings(other), ("grey", "forced"), strict=True)
    return [name for a, b, name in pairs if _close(a, b)]


def _close(one: bytes, other: bytes) -> bool:
    """Hardly a point differs by more than a shade."""
    far = sum(abs(a - b) > 1 for a, b in zip(one, other, strict=True))
    return far <= len(one) // 100


def blank(place: Locator) -> bool:
    """Whether the system's colors leave nothing of it."""
    _grey, forced = paintings(place)
    return len(set(forced)) <= 1


def _pixels(place: Locator) -> bytes:
    page: Page = place.page
    page.wait_for_timeout(100)
    shot = place.screenshot(animations="disabled")
    # Two tones: what is left for an eye that tells dark from light only.
    picture = Image.open(io.BytesIO(shot)).convert("L").resize((48, 48))
    return bytes(picture.point([value // 32 for value in range(256)]).tobytes())
