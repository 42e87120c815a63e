import { describe, expect, it } from "vitest";
import { chatApp } from "./webview";

const ANDROID = "Mozilla/5.0 (Linux; Android 13; 2211133C) AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15";

describe("the chat app that shows a page", () => {
  it.each([
    [`${ANDROID} Version/4.0 Chrome/116.0.0.0 Mobile XWEB/1160 MicroMessenger/8.0.47`, "wechat"],
    [`${IPHONE} (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.48(0x18003030)`, "wechat"],
    [`${ANDROID} Chrome/107.0 Mobile wxwork/4.1.22 MicroMessenger/7.0.1`, "wecom"],
    [`${ANDROID} MQQBrowser/6.2 TBS/046 Mobile Safari/537.36 V1_AND_SQ_8.9.68 QQ/8.9.68`, "qq"],
    [`${IPHONE} Mobile/15E148 QQ/9.0.25.613 V1_IPH_SQ_9.0.25`, "qq"],
    [
      `${ANDROID} Chrome/100.0 Mobile Safari/537.36 AliApp(DingTalk/7.5.10) DingTalk/7.5.10`,
      "dingtalk",
    ],
    [`${IPHONE} Mobile/15E148 Lark/7.10.6 LarkLocale/zh_CN`, "feishu"],
    [`${ANDROID} Chrome/110.0 Mobile Feishu/7.8.1`, "feishu"],
    [`${ANDROID} Chrome/116.0.0.0 Mobile Safari/537.36`, null],
    [`${ANDROID} MQQBrowser/14.7 Mobile Safari/537.36`, null],
    [`${IPHONE} (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1`, null],
  ])("%s", (agent, app) => {
    expect(chatApp(agent)).toBe(app);
  });
});
