/** How long something can be taken back, in seconds: the server's tempo, as its shell says. */
export function undoSeconds(): number {
  const said = document.querySelector<HTMLMetaElement>('meta[name="undo-seconds"]')?.content;
  return Number(said) || 10;
}
