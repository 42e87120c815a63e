/** A face that has not come by then is swapped in later. */
const PATIENCE_MS = 400;

/** Waits for the Latin face, briefly: nothing on the page moves when it arrives. */
export async function lettersReady(): Promise<void> {
  const patience = new Promise<void>((done) => setTimeout(done, PATIENCE_MS));
  await Promise.race([document.fonts.load('600 20px "UI Latin"').catch(() => undefined), patience]);
}
