"""Which browsers get the basic card instead of the panel, and where it is for an address.

The panel's floor is Chrome and WebView 109, Safari 16.4. What hides its version is let through; the
panel's own script leads on where the page did not come by https.
"""

import re
from typing import Final

from django.urls import reverse

_CHROME: Final = (109, 0)
_SAFARI: Final = (16, 4)
_CHROMIUM: Final = re.compile(r"\bChrome/(\d{1,4})\.")
# Every browser of an iPad or iPhone is the system's own.
_IOS: Final = re.compile(r"\bCPU (?:iPhone )?OS (\d{1,3})_(\d{1,3})")
_MAC: Final = re.compile(r"\bVersion/(\d{1,3})\.(\d{1,3})\S* (?:Mobile/\S+ )?Safari/")
_GONE: Final = re.compile(r"\b(?:MSIE |Trident/)")
# Browsers inside chat apps, which close a page whenever they like.
_CHAT: Final = re.compile(r"MicroMessenger|wxwork|DingTalk|\bLark/|\bFeishu|\bQQ/")
_LINK: Final = re.compile(r"/join/([^/]{1,200})/?")
_PANEL: Final = re.compile(r"/judge(?:/.*)?")


def is_below_floor(agent: str) -> bool:
    """Whether a browser's own words say that it is too old for the panel."""
    if _GONE.search(agent):
        return True
    chromium = _CHROMIUM.search(agent)
    if chromium:
        return (int(chromium[1]), 0) < _CHROME
    system = _IOS.search(agent) or _MAC.search(agent)
    return system is not None and (int(system[1]), int(system[2])) < _SAFARI


def is_chat(agent: str) -> bool:
    """Whether a chat app shows the page."""
    return _CHAT.search(agent) is not None


def card_instead_of(path: str) -> str:
    """The card's address for one of the judge panel's; nothing for any other."""
    link = _LINK.fullmatch(path)
    if link:
        return reverse("page-basic-link", args=[link[1]])
    if path.rstrip("/") == "/join":
        return reverse("page-basic-code")
    return reverse("page-basic") if _PANEL.fullmatch(path) else ""
