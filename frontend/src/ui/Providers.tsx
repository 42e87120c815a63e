import { type MantineColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queryClient } from "@/api/query";
import { scheme } from "@/lib/scheme";
import { nonceShare, styleNonce } from "@/lib/nonce";
import { resolver, theme } from "@/ui/theme";

nonceShare();

/** Mantine's view of the device's scheme, which alone decides. */
const shown = () => {
  const value = scheme.get();
  return value === "hall" ? "dark" : value;
};
let stop: () => void = () => undefined;
const manager: MantineColorSchemeManager = {
  get: shown,
  set: () => undefined,
  subscribe: (changed) => {
    stop = scheme.subscribe(() => changed(shown()));
  },
  unsubscribe: () => stop(),
  clear: () => undefined,
};

/** Theme and query cache around every entry. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolver}
      colorSchemeManager={manager}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}
