import { useMantineColorScheme } from "@mantine/core";
import { useCallback, useState } from "react";

export type Scheme = "light" | "dark" | "hall";

const HALL = "yisai.hall";

/** Shows the remembered hall mode before the first paint of an entry. */
export function restoreHall(): void {
  document.documentElement.toggleAttribute("data-hall", localStorage.getItem(HALL) === "1");
}

/** The scheme of this device: light, dark, or hall (the dark tokens with dimmed deck pages). */
export function useScheme(): { scheme: Scheme; setScheme: (next: Scheme) => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [hall, setHall] = useState(() => localStorage.getItem(HALL) === "1");
  const setScheme = useCallback(
    (next: Scheme) => {
      setHall(next === "hall");
      localStorage.setItem(HALL, next === "hall" ? "1" : "0");
      document.documentElement.toggleAttribute("data-hall", next === "hall");
      setColorScheme(next === "light" ? "light" : "dark");
    },
    [setColorScheme],
  );
  return { scheme: hall ? "hall" : colorScheme === "dark" ? "dark" : "light", setScheme };
}
