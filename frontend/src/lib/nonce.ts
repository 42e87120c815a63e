declare global {
  interface Window {
    /** Read by get-nonce, with which Mantine's dialogs lock the page's scrolling. */
    __webpack_nonce__?: string;
  }
}

/** The nonce of this page, under which style elements may be added. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
}

/** Tells the libraries that add style elements by themselves. */
export function nonceShare(): void {
  window.__webpack_nonce__ = styleNonce();
}
