import { act, fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { useWindow } from "./window";

// A lane of 200 cards, 90 px each with the gap of 10: the view is 600 high and begins at 0.
const VIEW = 600;
let scrolled = 0;
const ids = Array.from({ length: 200 }, (_, at) => `card-${at}`);
const NOBODY: string[] = [];

const box = (top: number, height: number) => ({ top, height, bottom: top + height }) as DOMRect;
function boxOf(this: Element): DOMRect {
  if (this.matches(".list")) return box(-scrolled, 20_000);
  return this.matches(".cards") ? box(0, VIEW) : box(0, 90);
}

function Lane({ those = ids, kept = NOBODY }: { those?: string[]; kept?: string[] }) {
  const { list, onFocus, spans } = useWindow(those, kept);
  return (
    <div className="cards" data-testid="cards">
      <div ref={list} className="list" onFocus={onFocus}>
        {spans.map((span) =>
          "room" in span ? (
            <div key={span.from} style={{ height: span.room }} />
          ) : (
            <article key={span.id} data-card={span.id}>
              <a href={`#${span.id}`}>{span.id}</a>
            </article>
          ),
        )}
      </div>
    </div>
  );
}

const drawn = () =>
  [...document.querySelectorAll<HTMLElement>("[data-card]")].map((card) =>
    Number(card.dataset.card?.slice(5)),
  );
function scrollTo(height: number): void {
  scrolled = height;
  fireEvent.scroll(screen.getByTestId("cards"));
}
function show(props = {}) {
  scrolled = 0;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(boxOf);
  return render(<Lane {...props} />);
}

describe("a lane's window", () => {
  it("draws what is in sight and a little more, at the top and after scrolling", () => {
    show();
    expect(drawn()).toEqual(Array.from({ length: 11 }, (_, at) => at));
    scrollTo(10_000);
    expect(drawn()).toEqual(Array.from({ length: 16 }, (_, at) => 95 + at));
    scrollTo(19_400);
    expect(drawn().at(-1)).toBe(199);
  });

  it("keeps what somebody acts on", () => {
    show({ kept: ["card-3"] });
    scrollTo(10_000);
    expect(drawn().slice(0, 2)).toEqual([3, 95]);
  });

  it("keeps the card in focus with its neighbors, so that a key finds the next one", () => {
    show();
    const link = screen.getByText("card-2");
    act(() => link.focus());
    scrollTo(10_000);
    expect(drawn().slice(0, 4)).toEqual([1, 2, 3, 95]);
    expect(link).toHaveFocus();
  });

  it("follows a list that becomes short", () => {
    const { rerender } = show();
    scrollTo(10_000);
    scrolled = 0;
    rerender(<Lane those={ids.slice(0, 2)} />);
    expect(drawn()).toEqual([0, 1]);
  });

  it("has every card on paper", () => {
    vi.spyOn(window, "matchMedia").mockImplementation(
      (media) =>
        ({ matches: media === "print", addEventListener() {}, removeEventListener() {} }) as never,
    );
    show();
    expect(drawn()).toHaveLength(200);
  });
});
