import type { RuleFailure } from "../../kubernetes/schema.ts";

/** The first item whose key an earlier one had; an item without a key is left out. */
export function firstRepeated<T>(
  items: readonly T[],
  key: (item: T) => string | number | undefined,
  field?: string,
): RuleFailure | undefined {
  const seen = new Map<string | number, number>();
  for (const [index, item] of items.entries()) {
    const word = key(item);
    if (word === undefined) continue;
    const before = seen.get(word);
    if (before !== undefined) {
      return field === undefined
        ? { at: [index], related: [before] }
        : { at: [index, field], related: [before, field] };
    }
    seen.set(word, index);
  }
  return undefined;
}
