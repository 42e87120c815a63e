/** What a chunk imports, and what those import; the chunk itself as well. */
export function closureOf(name, importsOf) {
  const found = new Set();
  const visit = (next) => {
    if (found.has(next)) return;
    found.add(next);
    importsOf(next).forEach(visit);
  };
  visit(name);
  return found;
}

/**
 * Keeps out of a chunk's lists of what to fetch ahead what is there whenever the chunk runs: its own
 * imports. Every file named costs the line that the name takes, and nothing is fetched for it.
 */
export function preloadsTold() {
  let chunks = {};
  const importsOf = (name) => chunks[name]?.imports ?? [];
  const there = new Map();
  const resolveDependencies = (file, names, { hostId }) => {
    if (!there.has(hostId)) there.set(hostId, closureOf(hostId, importsOf));
    const left = names.filter((name) => !there.get(hostId).has(name));
    // The import fetches its own file; a list with nothing besides says no more.
    return left.length === 1 && left[0] === file ? [] : left;
  };
  return {
    name: "yisai-preloads-told",
    apply: "build",
    config: () => ({ build: { modulePreload: { polyfill: false, resolveDependencies } } }),
    generateBundle(_options, bundle) {
      chunks = bundle;
      there.clear();
    },
  };
}
