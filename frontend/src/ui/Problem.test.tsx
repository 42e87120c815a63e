import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProblemError } from "@/api/problem";
import { show } from "@/test/render";
import { ProblemAlert } from "./Problem";

describe("ProblemAlert", () => {
  it("shows the server's words: what happened, what is safe, what to do", async () => {
    const error = new ProblemError({
      code: "team_name_taken",
      status: 409,
      title: "已有同名团队",
      detail: "请换一个名称。",
    });
    await show(<ProblemAlert error={error} safe="填写的内容都在。" />);
    const alert = screen.getByRole("alert");
    expect(alert).toHaveTextContent("已有同名团队填写的内容都在。请换一个名称。");
    expect(alert).not.toHaveTextContent("team_name_taken");
  });

  it.each([
    ["zh-Hans", "服务器暂时没有回应"],
    ["en", "The server is not answering"],
  ] as const)("has words of its own where no server spoke (%s)", async (language, words) => {
    const error = new ProblemError({ code: "network", status: 0, title: "" });
    await show(<ProblemAlert error={error} />, language);
    expect(screen.getByRole("alert")).toHaveTextContent(words);
  });

  it("does not repeat a stack or a code for a fault of ours", async () => {
    await show(<ProblemAlert error={new TypeError("x is undefined")} />, "en");
    expect(screen.getByRole("alert")).toHaveTextContent("That step did not finish");
    expect(screen.getByRole("alert")).not.toHaveTextContent("undefined");
  });

  it("is silent without an error", async () => {
    await show(<ProblemAlert error={null} />);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
