import { QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { queryClient } from "@/api/query";
import { Tablet } from "@/offline/tablet";
import { freshDatabase, until } from "@/offline/testing/kit";
import { show } from "@/test/render";
import type { Shown } from "../api/motions";
import { type Office, OfficeContext } from "../state/office";
import { MotionNotes } from "./MotionNotes";

const ENTRY = "33333333-3333-4333-8333-333333333333";
const motion = (more: Partial<Shown> = {}) =>
  ({
    id: "m",
    state: "open",
    entry: { id: ENTRY },
    notes: [],
    own_note: "",
    has_vote: true,
    ...more,
  }) as Shown;

let tablet: Tablet;
beforeEach(async () => {
  const { db } = await freshDatabase();
  const quiet = () => undefined;
  tablet = await Tablet.open({
    build: "t",
    database: db,
    onState: quiet,
    onOpen: quiet,
    onRights: quiet,
  });
  await until(() => tablet.notes.get() !== null);
});
afterEach(() => vi.unstubAllGlobals());

const card = (shown: Shown) =>
  show(
    <QueryClientProvider client={queryClient}>
      <OfficeContext value={{ tablet } as Office}>
        <MotionNotes round="r" motion={shown} />
      </OfficeContext>
    </QueryClientProvider>,
    "en",
  );
/** What the door was asked, one body after the other. */
function door(status = 200) {
  const asked = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
  asked.mockImplementation(() => Promise.resolve(new Response("{}", { status })));
  vi.stubGlobal("fetch", asked);
  return asked;
}
const shown = () => screen.getByTestId<HTMLTextAreaElement>("note-shown");

it("begins with her own note, and sends what she leaves of it only when she says so", async () => {
  await tablet.note(ENTRY, "Ran it twice\nHis sister is my neighbour");
  const asked = door();
  await card(motion());
  fireEvent.click(screen.getByTestId("note-open"));
  expect(shown().value).toContain("Ran it twice");
  expect(asked).not.toHaveBeenCalled();
  fireEvent.change(shown(), { target: { value: "Ran it twice" } });
  fireEvent.click(screen.getByTestId("note-send"));
  await waitFor(() => expect(screen.queryByTestId("note-shown")).toBeNull());
  const [url, init] = asked.mock.calls[0] ?? [];
  expect(url).toBe("/api/v1/rounds/r/deliberation/motions/m/note");
  expect(init?.body).toBe('{"text":"Ran it twice"}');
  expect(tablet.notes.get()?.of(ENTRY).text).toContain("neighbour");
});

it("takes back what she shows", async () => {
  const asked = door();
  const notes = [{ judge: "2", text: "mine" }];
  await card(motion({ notes, own_note: "mine" }));
  fireEvent.click(screen.getByTestId("note-open"));
  fireEvent.click(screen.getByTestId("note-back"));
  await waitFor(() => expect(asked.mock.calls[0]?.[1].body).toBe('{"text":""}'));
});

it("keeps the words where the door did not answer, and says what is safe", async () => {
  door(500);
  await card(motion());
  fireEvent.click(screen.getByTestId("note-open"));
  expect(screen.getByTestId("note-send")).toBeDisabled();
  fireEvent.change(shown(), { target: { value: "words" } });
  fireEvent.click(screen.getByTestId("note-send"));
  expect((await screen.findByRole("alert")).textContent).toContain("Your own note is safe");
  expect(shown().value).toBe("words");
});

it("shows what others show to who has no vote, and offers nothing", async () => {
  await card(motion({ has_vote: false, notes: [{ judge: "B", text: "seen" }] }));
  expect(screen.getByTestId("motion-notes").textContent).toContain("seen");
  expect(screen.queryByTestId("note-open")).toBeNull();
});
