import { useEffect, useState } from "react";
import { useOffice } from "./office";

const keyOf = (entry: string) => `note/${entry}`;

/** The judge's note on an entry: on this device with every key. */
export function useNote(entry: string): { text: string; write: (text: string) => void } {
  const { tablet } = useOffice();
  const [text, setText] = useState("");
  useEffect(() => {
    void tablet.recall<string>(keyOf(entry)).then((kept) => setText(kept ?? ""));
  }, [tablet, entry]);
  const write = (next: string) => {
    setText(next);
    void tablet.remember(keyOf(entry), next);
  };
  return { text, write };
}
