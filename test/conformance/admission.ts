import { jsonLines, vectorKind } from "./kind.ts";

/** Decoding, pruning, defaulting and validating as the API server does. */
export const admission = vectorKind<object>({
  *cases(set) {
    for (const path of set.paths) yield* jsonLines<object>(path);
  },
  check: () => [],
});
