import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./problem";

/** One cache; only lost connections and server faults are tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => isTransient(error) && count < 3,
      retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
    },
    mutations: { retry: false },
  },
});
