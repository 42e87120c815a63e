"""A judge's link in a second browser, and in the browsers of chat apps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.system.browser import bench
from tests.system.browser.conftest import Enter
from tests.system.browser.hall import Hall
from tests.system.browser.person import PHONE, TABLET
from tests.system.browser.rehearsal import rehearse

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
USED = {
    "zh-Hans": "这个二维码已在另一台设备使用",
    "en": "This code was used on another device",
}
ANDROID = "Mozilla/5.0 (Linux; Android 13; 2211133C) AppleWebKit/537.36 (KHTML, like Gecko) "
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) "
)
CHATS = {
    "wechat-android": f"{ANDROID}Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 "
    "MMWEBSDK/20240301 MicroMessenger/8.0.48.2580(0x28003036) WeChat/arm64 Weixin NetType/WIFI",
    "wechat-ios": f"{IPHONE}Mobile/15E148 MicroMessenger/8.0.49(0x18003124) NetType/WIFI",
    "wecom": f"{IPHONE}Mobile/15E148 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh",
    "qq": f"{ANDROID}Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 Mobile Safari/537.36 "
    "V1_AND_SQ_9.0.35 QQ/9.0.35.16335 NetType/WIFI",
    "dingtalk": f"{ANDROID}Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 "
    "AliApp(DingTalk/7.5.0)",
    "feishu": f"{IPHONE}Mobile/15E148 Lark/7.9.5 LarkLocale/zh_CN ChannelName/Feishu",
}


@pytest.mark.parametrize("language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_a_used_link_tells_a_second_browser_nothing_of_the_judge(
    hall: Hall, enter: Enter, language: str
) -> None:
    """Check 5: the second context hears that it is used, and no answer names the judge."""
    day = rehearse(hall)
    names = hall.document["judges"][0]["name"].values()
    first = enter("first", TABLET)
    bench.judge_joins(first, day.links["1"])

    second = enter("second", TABLET)
    answers: list[str] = []
    with second.page.expect_response("**/api/v1/join/*") as asked:
        second.open(day.links["1"])
    answers.append(asked.value.text())
    expect(second.see("join-used")).to_contain_text(USED[language])
    answers.append(second.page.content())
    assert "edition" in answers[0]
    assert [each for each in answers for name in names if name in each] == []
    second.shot("used")


@pytest.mark.parametrize("language", ["zh-Hans"])
@pytest.mark.parametrize(
    "apps",
    [
        pytest.param(["wechat-android", "feishu"], id="two"),
        pytest.param(list(CHATS), id="all", marks=pytest.mark.slow),
    ],
)
def test_a_chat_apps_browser_is_told_the_way_out_and_uses_nothing(
    hall: Hall, chromium_browser: Browser, enter: Enter, language: str, apps: list[str]
) -> None:
    """R2: real user agents of six apps; the same link then opens in the phone's own browser."""
    day = rehearse(hall)
    for app in apps:
        context = chromium_browser.new_context(
            base_url=hall.url,
            locale="zh-CN",
            user_agent=CHATS[app],
            viewport={"width": PHONE[0], "height": PHONE[1]},
        )
        page = context.new_page()
        page.goto(day.links["1"])
        expect(page.locator("main, #root").first).to_contain_text("在浏览器打开", timeout=20_000)
        assert page.get_by_test_id("join-start").count() == 0, app
        context.close()
    judge = enter("judge", PHONE)
    bench.judge_joins(judge, day.links["1"])
