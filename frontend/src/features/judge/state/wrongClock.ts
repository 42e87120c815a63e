/** A clock further off than this is worth a word; what is shown is corrected all the same. */
export const OFF_MS = 60_000;
