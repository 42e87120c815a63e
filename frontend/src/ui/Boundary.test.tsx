import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Boundary, isOldBuild } from "./Boundary";

let broken = true;
function Page() {
  if (broken) throw new Error("planted");
  return <p>page</p>;
}

beforeEach(() => {
  broken = true;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("Boundary", () => {
  it("shows words in place of a page that threw, and the page again when asked", async () => {
    render(
      <Boundary fallback={(_error, again) => <button onClick={again}>again</button>}>
        <Page />
      </Boundary>,
    );
    broken = false;
    await userEvent.click(screen.getByRole("button"));
    expect(screen.getByText("page")).toBeInTheDocument();
  });

  it("knows a script that went with the build before", () => {
    const chrome = "Failed to fetch dynamically imported module: https://x/a.js";
    expect(isOldBuild(new TypeError(chrome))).toBe(true);
    expect(isOldBuild(new TypeError("Importing a module script failed."))).toBe(true);
    expect(isOldBuild(new TypeError("x is undefined"))).toBe(false);
  });
});
