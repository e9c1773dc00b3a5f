import type { YAMLSeq } from "yaml";

/** What the library's nodes do not say but its tokens do: where dashes, colons, anchors and tags stand. */
export interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

/** Of a map or list: what stands before its key or value, and between them. */
export interface CollectionItem {
  readonly start?: readonly Token[];
  readonly key?: unknown;
  readonly sep?: readonly Token[];
  readonly value?: unknown;
}

/** One for each item of the list; none where they cannot be told. */
export function itemTokens(list: YAMLSeq, isItem: (item: CollectionItem) => boolean): readonly CollectionItem[] {
  const token = list.srcToken as { items?: readonly CollectionItem[] } | undefined;
  const items = token?.items ?? [];
  const written = items.filter((item) => isItem(item) && !(list.flow === true && isEmptyItem(item)));
  return written.length === list.items.length ? written : [];
}

function isEmptyItem({ start = [], key, sep, value }: CollectionItem): boolean {
  return (
    key === undefined &&
    sep === undefined &&
    (value === undefined || value === null) &&
    !start.some(({ type }) => type === "anchor" || type === "tag" || type === "explicit-key-ind")
  );
}

/** Where a node's anchor or tag begins. */
export function firstProperty(tokens: readonly Token[]): number | undefined {
  return tokens.find(({ type }) => type === "anchor" || type === "tag")?.offset;
}
