import type { Topology } from "../../../shared/src/topology.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Direction = "left" | "right" | "up" | "down";

/**
 * Where an arrow key leads: left and right along the edges, up and down within a column. Where no edge leads on, to the nearest
 * node on that side, so that everything can be reached.
 */
export function walk(
  { edges }: Topology,
  centres: ReadonlyMap<string, Point>,
  from: string,
  direction: Direction,
): string | undefined {
  const here = centres.get(from);
  if (here === undefined) return undefined;
  const others = [...centres].filter(([id]) => id !== from);
  switch (direction) {
    case "up":
      return nearest(
        here,
        others.filter(([, { x, y }]) => Math.abs(x - here.x) < 1 && y < here.y),
      );
    case "down":
      return nearest(
        here,
        others.filter(([, { x, y }]) => Math.abs(x - here.x) < 1 && y > here.y),
      );
    default: {
      const rightwards = direction === "right";
      const onSide = others.filter(([, { x }]) => (rightwards ? x > here.x + 1 : x < here.x - 1));
      const tied = new Set(
        edges.flatMap(({ from: start, to }) => (start === from ? [to] : to === from ? [start] : [])),
      );
      return (
        nearest(
          here,
          onSide.filter(([id]) => tied.has(id)),
        ) ?? nearest(here, onSide)
      );
    }
  }
}

function nearest(here: Point, candidates: readonly (readonly [string, Point])[]): string | undefined {
  const distance = ({ x, y }: Point) => (x - here.x) ** 2 + (y - here.y) ** 2;
  return [...candidates].sort(([, a], [, b]) => distance(a) - distance(b))[0]?.[0];
}

/** One sentence about what is shown, for eyes and screen readers alike. */
export function summaryOf(shown: Topology, total: number): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const broken = shown.edges.filter(({ state }) => state === "broken").length;
  const missing = shown.nodes.filter(({ state }) => state === "missing").length;
  const part = shown.nodes.length === total ? "" : ` of ${total}`;
  return [
    `${counted(shown.nodes.length, "node")}${part}, ${counted(shown.edges.length, "reference")}`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(missing > 0 ? [`${missing} not found`] : []),
  ].join(", ");
}
