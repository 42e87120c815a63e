import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { api } from "@/api/client";
import { show } from "@/test/render";
import { StepUp } from "./StepUp";

const json = (body: unknown, status = 200, type = "application/json") =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
const problem = (code: string) =>
  json({ code, title: "再确认一次", detail: "尚未执行" }, 403, "application/problem+json");

async function shown() {
  await show(
    <QueryClientProvider client={new QueryClient()}>
      <StepUp />
    </QueryClientProvider>,
  );
}

describe("StepUp", () => {
  it("opens by itself, takes the code after a wrong one, and lets the request go on", async () => {
    let wrong = true;
    let open = 0;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
      const path = typeof url === "string" ? url : "";
      if (path.endsWith("/authenticators")) return json({ data: [{ type: "totp" }] });
      if (path.endsWith("/2fa/reauthenticate")) {
        if (!wrong) return json({ data: {} });
        wrong = false;
        return json({ errors: [{ code: "incorrect_code", param: "code" }] }, 400);
      }
      open += 1;
      return open === 1 ? problem("step_up_required") : json({ opened: true });
    });
    await shown();
    const answer = api.post("publications/p/open");
    const field = await screen.findByTestId("factor-code");
    await userEvent.type(field, "111 111{enter}");
    expect(await screen.findByTestId("factor-fault")).toHaveAttribute("data-fault", "wrong");
    await userEvent.clear(field);
    await userEvent.type(field, "222222{enter}");
    expect(await answer).toEqual({ opened: true });
    await waitFor(() => expect(screen.queryByTestId("step-up")).toBeNull());
  });

  it("leads to the account page where there is no factor yet", async () => {
    let open = 0;
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
      open += 1;
      return open === 1 ? problem("second_factor_missing") : json({ opened: true });
    });
    await shown();
    const answer = api.post("publications/p/open");
    expect(await screen.findByTestId("step-up-account")).toHaveAttribute("href", "/account");
    await userEvent.click(screen.getByTestId("step-up-added"));
    expect(await answer).toEqual({ opened: true });
  });
});
