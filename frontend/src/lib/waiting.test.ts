import "fake-indexeddb/auto";
import { openDB } from "idb";
import { expect, test } from "vitest";
import { forgetWaitingFiles } from "./waiting";

test("signing out leaves no file behind, and nothing else is lost", async () => {
  const database = await openDB("uppy-blobs", 3, {
    upgrade: (made) => void made.createObjectStore("files", { keyPath: "id" }),
  });
  await database.put("files", { id: "deck", data: "bytes" });
  localStorage.setItem("uppyState:deck-1", "{}");
  localStorage.setItem("scheme", "dark");
  await forgetWaitingFiles();
  expect(await database.count("files")).toBe(0);
  expect(Object.keys(localStorage)).toEqual(["scheme"]);
  database.close();
});

test("where nothing waits, nothing happens", async () => {
  indexedDB.deleteDatabase("uppy-blobs");
  await expect(forgetWaitingFiles()).resolves.toBeUndefined();
});
