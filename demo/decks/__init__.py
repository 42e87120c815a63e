"""Pitch decks as real PDF files, set by Typst from the story's facts."""

import json
import re
from pathlib import Path
from typing import Any

TINTS = ("#1F4BD8", "#0A7A4B", "#8F4E00", "#6B3FA0", "#B3261E", "#0B6E8A")


def deck_pdf(team: dict[str, Any], *, position: int) -> bytes:
    """The deck of one team of qiming-cup.yaml: six pages. `position` chooses the color."""
    import pylopdf_fonts_zh_cn  # 20 MB of fonts and the compiler load only when a deck is made
    import typst

    compiled = typst.compile(
        str(Path(__file__).with_name("deck.typ")),
        sys_inputs={"team": json.dumps(_facts(team, position), ensure_ascii=False)},
        font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)],
    )
    if not isinstance(compiled, bytes):
        raise TypeError("the deck is one document")
    return compiled


def _facts(team: dict[str, Any], position: int) -> dict[str, Any]:
    leader = team["leader"]
    people = [(leader["name"], "项目负责人 · 主讲")]
    people += [(member["name"], "核心成员") for member in team["members"]]
    return {
        "name": team["name"],
        "company": team["company"],
        "title": team["title"],
        "summary": team["summary"],
        "points": [part for part in re.split("[，。；]", team["summary"]["zh"]) if part],
        "people": [{**name, "role": role} for name, role in people],
        "investment": f"{team['investment']['minor'] // 1_000_000:,} 万元",
        "needs": team["needs"]["text"],
        "leader_email": leader["email"],
        "tint": TINTS[position % len(TINTS)],
    }
