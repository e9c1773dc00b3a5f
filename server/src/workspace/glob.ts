/**
 * Whether a path matches a glob: `*` and `?` within a name, `**` across folders, `{a,b}` alternatives. A glob without a slash
 * matches at any depth, one that names a folder also matches what lies in it, as .gitignore has it.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => alternatives(glob)).map(stepsOf);
  return (path) => {
    const names = path.split("/");
    return patterns.some((steps) => matches(steps, names));
  };
}

/** `undefined` is `**`. */
type Step = RegExp | undefined;

const mostAlternatives = 64;

function alternatives(glob: string): readonly string[] {
  let found = [glob];
  for (;;) {
    const next = found.flatMap((text) => {
      const braces = /^(.*?)\{([^{}]*)\}(.*)$/.exec(text);
      return braces === null
        ? [text]
        : (braces[2] ?? "").split(",").map((choice) => `${braces[1]}${choice}${braces[3]}`);
    });
    if (next.length === found.length && next.every((text, at) => text === found[at])) return found;
    if (next.length > mostAlternatives) return found;
    found = next;
  }
}

function stepsOf(glob: string): readonly Step[] {
  const anchored = glob.replace(/^\.?\//, "").replace(/\/$/, "");
  const names = anchored.split("/").filter((name, at, all) => name !== "**" || all[at - 1] !== "**");
  const steps = names.map((name) => (name === "**" ? undefined : nameMatcher(name)));
  return [...(anchored.includes("/") ? [] : [undefined]), ...steps, undefined];
}

function nameMatcher(name: string): RegExp {
  const pattern = name
    .replace(/\*+/g, "*")
    .replace(/[.+^$()|[\]{}\\]/g, "\\$&")
    .replace(/\*/g, "[^/]*")
    .replace(/\?/g, "[^/]");
  return new RegExp(`^${pattern}$`);
}

/** Follows all readings of `**` at once, so that no glob can make it slow. */
function matches(steps: readonly Step[], names: readonly string[]): boolean {
  let open = reachable(new Set([0]), steps);
  for (const name of names) {
    const next = new Set<number>();
    for (const at of open) {
      if (at >= steps.length) continue;
      const step = steps[at];
      if (step === undefined) next.add(at);
      else if (step.test(name)) next.add(at + 1);
    }
    open = reachable(next, steps);
    if (open.size === 0) return false;
  }
  return open.has(steps.length);
}

function reachable(open: Set<number>, steps: readonly Step[]): Set<number> {
  for (const at of open) if (at < steps.length && steps[at] === undefined) open.add(at + 1);
  return open;
}
