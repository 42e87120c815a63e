import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
  /** What stands in place of the page; `again` renders the page anew. */
  fallback: (error: unknown, again: () => void) => ReactNode;
}

/** Keeps a fault of one page from leaving the window blank. */
export class Boundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error() };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return this.props.fallback(error, () => this.setState({ error: null }));
  }
}

/** True where a script of another build was asked for: a reload brings the one that runs. */
export function isOldBuild(error: unknown): boolean {
  return (
    error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
  );
}
