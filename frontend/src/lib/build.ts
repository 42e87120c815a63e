/** What this build of the client calls itself towards the server; vite.config.ts sets it. */
export const BUILD = import.meta.env.VITE_BUILD as string;
