/** Chat apps whose built-in browser keeps no tablet: no reliable storage, closed without notice. */
const APPS: [string, RegExp][] = [
  ["wecom", /wxwork\//i],
  ["wechat", /micromessenger\//i],
  ["dingtalk", /dingtalk\//i],
  ["feishu", /(?:lark|feishu)\//i],
  // QQ itself, not the stand-alone QQ Browser (MQQBrowser).
  ["qq", /\sQQ\/\d/i],
];

/** The chat app that shows the page, or null in a browser of its own. */
export const chatApp = (agent: string): string | null =>
  APPS.find(([, sign]) => sign.test(agent))?.[0] ?? null;
