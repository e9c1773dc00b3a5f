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
  /** Works until `isOver`; `undefined` where something is left to do. */
  attempt<R>(isOver: () => boolean, work: () => R): { readonly result: R } | undefined;
}

export function createInterruption(): Interruption {
  let isOver: (() => boolean) | undefined;
  return {
    checkpoint() {
      if (isOver?.() === true) throw new Interrupted("to be continued");
    },
    attempt(over, work) {
      if (isOver !== undefined) throw new Error("an attempt was made within another one");
      isOver = over;
      try {
        return { result: work() };
      } catch (error) {
        if (error instanceof Interrupted) return undefined;
        throw error;
      } finally {
        isOver = undefined;
      }
    },
  };
}
