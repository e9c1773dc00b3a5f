import type { Interruption } from "../analysis.ts";
import type { Host } from "./host.ts";
import type { Connection } from "./json-rpc.ts";

/** Work that is done bit by bit. `use` and `failed` say whether a bit is left. */
export interface Task<Found = unknown> {
  /** Changes nothing that anybody sees: it may be interrupted, and is begun again then. */
  find(): Found;
  use(found: Found): boolean;
  failed(error: unknown): boolean;
}

/**
 * One thread for everything: what takes long is done in slices, between which the client is heard. Nothing here ever keeps a
 * keystroke waiting for longer than a slice and the bit of work that was being done when it ended.
 */
export interface Turns {
  /** The result of work that somebody waits for. `instead` is asked before each slice: what it gives is the result then. */
  answer<R>(work: () => R, instead: () => R | undefined): Promise<R>;
  /** What somebody waits for, together with all the answers: each has its slice in turn. */
  soon<Found>(task: Task<Found>): void;
  /** What nobody waits for, when nothing else is to do. */
  later<Found>(task: Task<Found>): void;
}

/** Milliseconds. */
const slice = 3;

export function createTurns(
  host: Pick<Host, "now" | "soon">,
  connection: Pick<Connection, "hasWaiting">,
  interruption: Interruption,
): Turns {
  const urgent = new Set<Task>();
  const patient = new Set<Task>();
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || (urgent.size === 0 && patient.size === 0)) return;
    isScheduled = true;
    host.soon(() => {
      isScheduled = false;
      // Whatever the client has said already may make an answer needless.
      if (!connection.hasWaiting()) take();
      schedule();
    });
  }

  function take(): void {
    const lane = urgent.size > 0 ? urgent : patient;
    const [task] = lane;
    if (task === undefined) return;
    lane.delete(task);
    if (workOn(task)) lane.add(task);
  }

  /** Whether something is left. */
  function workOn(task: Task): boolean {
    const end = host.now() + slice;
    try {
      do {
        const attempt = interruption.attempt(task, { now: host.now, slice: end - host.now() }, () => task.find());
        if (attempt === undefined) return true;
        if (!task.use(attempt.result)) return false;
      } while (host.now() < end);
      return true;
    } catch (error) {
      return task.failed(error);
    }
  }

  function add<Found>(lane: Set<Task>, task: Task<Found>): void {
    lane.add(task as Task);
    schedule();
  }

  return {
    soon: (task) => add(urgent, task),
    later: (task) => add(patient, task),
    answer: <R>(work: () => R, instead: () => R | undefined) =>
      new Promise<R>((resolve, reject) => {
        add<R>(urgent, {
          find: () => instead() ?? work(),
          use(found) {
            resolve(found);
            return false;
          },
          failed(error) {
            reject(error);
            return false;
          },
        });
      }),
  };
}
