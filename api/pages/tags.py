"""What the templates need beyond Django: texts by key, names in two languages, moments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from api.pages.times import moment_text, zone_text

register = template.Library()


def is_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


@register.simple_tag(name="text")
def text_tag(key: str, **values: Any) -> SafeString:
    """The catalogue's text with its places filled, escaped as a whole."""
    return escape(gettext(key).format(**values))


@register.simple_tag(name="name")
def name_tag(names: Mapping[str, str] | None) -> SafeString:
    """A name of data in the reader's language; the other one is marked as what it is."""
    own, other = ("zh", "en") if is_chinese() else ("en", "zh")
    known = names or {}
    if known.get(own):
        return escape(known[own])
    return format_html('<span lang="{}">{}</span>', _tag_of(other), known.get(other, ""))


def _tag_of(language: str) -> str:
    return "zh-Hans" if language == "zh" else "en"


@register.filter(name="plain")
def plain_filter(names: Mapping[str, str] | None) -> str:
    """The same name where no markup may stand (titles, attributes)."""
    own, other = ("zh", "en") if is_chinese() else ("en", "zh")
    known = names or {}
    return known.get(own) or known.get(other, "")


@register.simple_tag(name="minutes")
def minutes_tag(seconds: int) -> str:
    """A clock's face: 03:24."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


@register.filter(name="spare")
def spare_filter(mark: str, zeros: int) -> str:
    """A mark without so many of its last digits, which are zeros."""
    return mark[:-zeros] if zeros else mark


@register.filter(name="signed")
def signed_filter(body: Mapping[str, Any]) -> list[bool]:
    """One answer for each sheet that is due: whether it is in."""
    return [place < body["signed"] for place in range(body["of"])]


@register.simple_tag(name="moment")
def moment_tag(moment: datetime, zone: str) -> SafeString:
    """A `time` element with day, time and zone."""
    return format_html(
        '<time datetime="{}">{} <span class="zone">{}</span></time>',
        moment.isoformat(),
        moment_text(moment, zone),
        zone_text(moment, zone),
    )


@register.simple_tag(name="page_url", takes_context=True)
def page_url_tag(context: template.Context, name: str, *args: Any) -> str:
    """The address of a page, keeping a language that the reader chose by hand."""
    request: HttpRequest = context["request"]
    address = reverse(name, args=args)
    chosen = request.GET.get("lang")
    return f"{address}?lang={_known(chosen)}" if chosen else address


@register.simple_tag(name="other_language_url", takes_context=True)
def other_language_url_tag(context: template.Context) -> str:
    """This page in the other language."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query["lang"] = "en" if is_chinese() else "zh-hans"
    return f"{request.path}?{query.urlencode()}"


@register.simple_tag(name="basic_here", takes_context=True)
def basic_here_tag(context: template.Context, size: str = "", *, other: bool = False) -> str:
    """This page of the basic card in another text size, or in the other language."""
    request: HttpRequest = context["request"]
    asked = {name: request.GET[name] for name in ("lang", "size") if name in request.GET}
    if size:
        asked["size"] = size
    if other:
        asked["lang"] = "en" if is_chinese() else "zh-hans"
    return f"{context['here']}?{urlencode(asked)}"


@register.simple_tag(name="basic_query", takes_context=True)
def basic_query_tag(context: template.Context) -> str:
    """What a form's address keeps: the language that was chosen by hand."""
    chosen = context["request"].GET.get("lang")
    return f"?lang={_known(chosen)}" if chosen else ""


def _known(language: str) -> str:
    return "en" if language.lower() == "en" else "zh-hans"
