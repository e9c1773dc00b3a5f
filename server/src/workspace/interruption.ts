import { sameItems } from "./equal.ts";

/** Thrown through the work that has to stop. Whoever has noted down what is still to do may catch it on the way, and throws it on. */
export class Interrupted extends Error {}

/**
 * Long work that can be stopped at any time without keeping its stack: what has been finished is kept where it always is, so
 * doing the work again takes it up where it was. Every unit that is finished and kept may end in a `checkpoint`; as there are only
 * so many of them, work that is tried again and again comes to an end.
 */
export interface Interruption {
  /** Something new has been finished and kept. Where the time is over, the rest is left for another attempt. */
  checkpoint(): void;
  /**
   * `items.map(find)`, with a checkpoint behind each. Another attempt at the same job goes on behind the last one, unless something
   * has changed since, or the items are others: those that are made anew for each attempt want to be made `once`.
   * `name` tells the lists of a job apart; two different ones of one name are an error.
   */
  map<T, R>(name: string, items: readonly T[], find: (item: T) => R): readonly R[];
  /** The same for a single thing. */
  once<R>(name: string, find: () => R): R;
  /** Works for about so long; `undefined` where something is left to do: then the same `job` will be tried again. */
  attempt<R>(job: object, time: Time, work: () => R): { readonly result: R } | undefined;
  /** Whether some job has been begun and not been finished. */
  isUnderWay(): boolean;
  /** What the jobs under way have found may not be true any more. */
  changed(): void;
}

/** In milliseconds of any clock. */
export interface Time {
  readonly now: () => number;
  readonly slice: number;
}

/** For work that nobody interrupts. */
export const inOneGo: Pick<Interruption, "map" | "once"> = {
  map: (_, items, find) => items.map(find),
  once: (_, find) => find(),
};

interface Job {
  readonly lists: Map<string, { readonly items: readonly unknown[]; readonly results: unknown[] }>;
  attempts: number;
}

/** After so many attempts at a job a slice is twice as long: whatever somebody got wrong, nothing is tried for ever. */
const patience = 4000;

export function createInterruption(): Interruption {
  const underWay = new Map<object, Job>();
  /** What is being attempted, and until when. */
  let current:
    | {
        readonly time: Time;
        readonly start: number;
        readonly lists: Job["lists"];
        /** The names of this attempt's lists. */
        readonly met: Set<string>;
        end?: number;
      }
    | undefined;

  function checkpoint(): void {
    if (current === undefined) return;
    const { time, start } = current;
    const now = time.now();
    // Coming to where the last attempt was has its price: some of each slice goes to something new.
    current.end ??= Math.max(start, now - time.slice / 2) + time.slice;
    if (now >= current.end) throw new Interrupted("to be continued");
  }

  function map<T, R>(name: string, items: readonly T[], find: (item: T) => R): readonly R[] {
    if (current === undefined) return items.map(find);
    const known = current.lists.get(name);
    const isKnown = known !== undefined && sameItems(known.items, items);
    if (current.met.has(name) && !isKnown) throw new Error(`"${name}" names two lists of one job`);
    current.met.add(name);
    const results = (isKnown ? known.results : []) as R[];
    if (!isKnown) current.lists.set(name, { items, results });
    for (let at = results.length; at < items.length; at++) {
      results.push(find(items[at] as T));
      checkpoint();
    }
    return results;
  }

  return {
    checkpoint,
    map,
    once: <R>(name: string, find: () => R) => map(name, [name], find)[0] as R,
    attempt(job, time, work) {
      if (current !== undefined) throw new Error("an attempt was made within another one");
      const known: Job = underWay.get(job) ?? { lists: new Map(), attempts: 0 };
      underWay.delete(job);
      const slice = time.slice * 2 ** Math.floor(known.attempts++ / patience);
      current = { time: { ...time, slice }, start: time.now(), lists: known.lists, met: new Set() };
      try {
        return { result: work() };
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        underWay.set(job, known);
        return undefined;
      } finally {
        current = undefined;
      }
    },
    isUnderWay: () => underWay.size > 0,
    changed() {
      for (const { lists } of underWay.values()) lists.clear();
    },
  };
}
