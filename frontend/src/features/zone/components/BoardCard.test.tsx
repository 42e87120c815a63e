import { DndContext, KeyboardSensor, useSensor, useSensors } from "@dnd-kit/core";
import { act, fireEvent, render, screen } from "@testing-library/react";
import type { AnchorHTMLAttributes, ReactNode } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Card } from "../api/types";
import type { Lane } from "../state/lanes";
import { BoardCard } from "./BoardCard";

const faces = vi.hoisted(() => ({ drawn: [] as string[] }));

vi.mock("./CardFace", () => ({
  CardFace: ({ card, name }: { card: Card; name: ReactNode }) => {
    faces.drawn.push(card.id);
    return <div>{name}</div>;
  },
}));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ to, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) => (
    <a href={to} {...rest} />
  ),
}));

const cards = ["a", "b", "c"].map((id) => ({ id, code: id, name: { zh: id, en: id } }) as Card);
const lane = { id: "lead", cards } as Lane;
const setting = { stages: [], tracks: [], now: 0 };
const onMenu = () => {};

function Board() {
  const sensors = useSensors(useSensor(KeyboardSensor));
  return (
    <DndContext sensors={sensors}>
      {cards.map((card, at) => (
        <BoardCard
          key={card.id}
          card={card}
          lane={lane}
          place={at + 1}
          setting={setting}
          onMenu={onMenu}
        />
      ))}
    </DndContext>
  );
}

beforeEach(() => {
  faces.drawn = [];
});

it("draws no face again while a card is carried by the keyboard", async () => {
  render(<Board />);
  expect(faces.drawn).toEqual(["a", "b", "c"]);
  const link = screen.getByText("b");
  link.focus();
  await act(async () => {
    fireEvent.keyDown(link, { code: "Space" });
    await new Promise((done) => setTimeout(done, 0));
  });
  const card = () => link.closest("[data-card]");
  expect(card()).toHaveClass("away");
  await act(async () => {
    fireEvent.keyDown(document, { code: "ArrowRight" });
    fireEvent.keyDown(document, { code: "Escape" });
  });
  expect(card()).not.toHaveClass("away");
  expect(faces.drawn).toEqual(["a", "b", "c"]);
});

it("says how far down its lane a card lies, though others may not be drawn", () => {
  render(<Board />);
  const card = screen.getByText("c").closest("[data-card]");
  expect(card).toHaveAttribute("aria-posinset", "3");
  expect(card).toHaveAttribute("aria-setsize", "3");
});
