/**
 * On-demand, memoised computation over outside state.
 *
 * A query is a pure function of what it reads through the database; every read is recorded. When an input has changed, the
 * cells that read it (and those that read them) are marked as possibly stale: that costs what is affected, never what exists.
 * A stale cell is verified when it is next asked for: its reads are refreshed in the order in which they were made, and it runs
 * again at the first one that changed. A new value that `equals` the old one keeps its age, which stops the change from
 * travelling further.
 *
 * Invariant: the dependents of a stale cell are stale.
 */
export interface Reader {
  get<K, V>(query: Query<K, V>, key: K): V;
  read<K, V>(input: Input<K, V>, key: K): V;
}

export interface Query<K, V> {
  readonly name: string;
  readonly run: (db: Reader, key: K) => V;
  readonly equals: (before: V, after: V) => boolean;
  /**
   * Values are large and cheap to make again: only those that were asked for last are kept. The cell of a forgotten value still
   * knows whether it is up to date; where it is not and runs again, it cannot tell that the value is as it was.
   */
  readonly forgetful?: boolean;
}

/** A piece of state outside of the database. It is pulled when first read, and again when `touch` says that it may differ. */
export interface Input<K, V> {
  readonly name: string;
  readonly read: (key: K) => V;
  readonly equals: (before: V, after: V) => boolean;
}

export interface Database extends Reader {
  /** Something happened to this input. Nothing is done where nobody has read it, or where it is equal to what it was. */
  touch<K, V>(input: Input<K, V>, key: K): void;
  /** From now on, the keys of this query that become stale are listed by `takeStale`. */
  observe<K, V>(query: Query<K, V>): void;
  /** The keys of an observed query that have become stale since this was last asked, each once. */
  takeStale<K, V>(query: Query<K, V>): readonly K[];
  /** Nobody outside will ask for this key again: its cell is freed, with all that only it had read. */
  forget<K, V>(query: Query<K, V>, key: K): void;
  /** Frees the cells that nobody reads any more. */
  sweep(): void;
  /** How many cells there are: for tests and measures. */
  size(): number;
}

interface Cell {
  readonly owner: object;
  readonly key: unknown;
  /** `undefined` for an input. */
  readonly run: ((db: Reader, key: unknown) => unknown) | undefined;
  readonly equals: (before: unknown, after: unknown) => boolean;
  value: unknown;
  changedAt: number;
  verifiedAt: number;
  /** In the order in which they were first made; one may stand there twice. */
  reads: readonly Cell[];
  /** Most cells have one reader, which needs no set. */
  dependents: Set<Cell> | Cell | undefined;
  /** Of the run that read it last: spares a set for each run. */
  readIn: number;
  state: "clean" | "stale" | "running";
  readonly forgetful: boolean;
  /** The value is gone, though the cell may be up to date. */
  forgotten: boolean;
}

/** How many values of forgetful queries are kept at least. */
const heldValues = 48;

interface Frame {
  readonly id: number;
  readonly reads: Cell[];
}

export interface DatabaseOptions {
  /** Called before each run of a query: for tests and measures. */
  readonly onRun?: (query: string, key: unknown) => void;
  /** Called when a cell has been brought up to date: the work on those that wait for it may be given up here by throwing. */
  readonly checkpoint?: () => void;
  /** Whether work was given up that will be done again, and will ask for the same: then no value is forgotten. */
  readonly isUnderWay?: () => boolean;
}

export class QueryCycle extends Error {}

export function createDatabase({ onRun, checkpoint, isUnderWay }: DatabaseOptions = {}): Database {
  const cells = new Map<object, Map<unknown, Cell>>();
  const staleKeys = new Map<object, Set<unknown>>();
  const unread = new Set<Cell>();
  let revision = 1;
  let frame: Frame | undefined;
  let frames = 0;
  /** Forgetful cells that were asked for lately, and those before them. */
  let asked = new Set<Cell>();
  let askedBefore = new Set<Cell>();

  function cellOf(owner: object, key: unknown, create: () => Cell): Cell {
    let byKey = cells.get(owner);
    if (byKey === undefined) {
      byKey = new Map();
      cells.set(owner, byKey);
    }
    let cell = byKey.get(key);
    if (cell === undefined) {
      cell = create();
      byKey.set(key, cell);
    }
    return cell;
  }

  function refresh(cell: Cell): void {
    if (cell.state === "clean") return;
    if (cell.state === "running") throw new QueryCycle(`a query asks for itself: ${nameOf(cell)}`);
    if (cell.verifiedAt !== 0 && !readsChanged(cell)) {
      cell.state = "clean";
      cell.verifiedAt = revision;
    } else rerun(cell);
    checkpoint?.();
  }

  function readsChanged(cell: Cell): boolean {
    // A cell that is being verified may not be asked for by its own reads: they would be answered with what is stale.
    cell.state = "running";
    try {
      for (const read of cell.reads) {
        refresh(read);
        if (read.changedAt > cell.verifiedAt) return true;
      }
      return false;
    } finally {
      cell.state = "stale";
    }
  }

  function rerun(cell: Cell): void {
    if (cell.run === undefined) return;
    const outer = frame;
    const reads: Cell[] = [];
    frames += 1;
    frame = { id: frames, reads };
    cell.state = "running";
    try {
      onRun?.((cell.owner as Query<unknown, unknown>).name, cell.key);
      const value = cell.run(database, cell.key);
      if (cell.verifiedAt === 0 || cell.forgotten || !cell.equals(cell.value, value)) {
        cell.value = value;
        cell.changedAt = revision;
      }
      cell.forgotten = false;
      cell.verifiedAt = revision;
      cell.state = "clean";
      relink(cell, reads);
    } finally {
      if (cell.state === "running") cell.state = "stale";
      frame = outer;
    }
  }

  /** A clean cell whose value was forgotten: what it reads has not changed, so the value is the same again. */
  function remember(cell: Cell): void {
    const { changedAt } = cell;
    rerun(cell);
    cell.changedAt = changedAt;
  }

  /** Keeps the value of a cell that is asked for; forgets those that nobody asked for in a long time. */
  function keep(cell: Cell): void {
    asked.add(cell);
    if (asked.size < heldValues || isUnderWay?.() === true) return;
    for (const old of askedBefore) {
      if (asked.has(old) || old.state === "running") continue;
      old.forgotten = true;
      old.value = undefined;
    }
    askedBefore = asked;
    asked = new Set();
  }

  function note(cell: Cell): void {
    if (frame === undefined || cell.readIn === frame.id) return;
    cell.readIn = frame.id;
    frame.reads.push(cell);
  }

  function relink(cell: Cell, reads: readonly Cell[]): void {
    frames += 1;
    for (const read of reads) read.readIn = frames;
    for (const read of cell.reads) if (read.readIn !== frames) unlink(read, cell);
    cell.reads = reads;
    for (const read of reads) addDependent(read, cell);
  }

  function unlink(read: Cell, dependent: Cell): void {
    if (removeDependent(read, dependent)) unread.add(read);
  }

  function markDependents(changed: Cell): void {
    const pending = [changed];
    for (let cell = pending.pop(); cell !== undefined; cell = pending.pop()) {
      for (const dependent of dependentsOf(cell)) {
        if (dependent.state !== "clean") continue;
        dependent.state = "stale";
        staleKeys.get(dependent.owner)?.add(dependent.key);
        pending.push(dependent);
      }
    }
  }

  function free(cell: Cell): void {
    cells.get(cell.owner)?.delete(cell.key);
    for (const read of cell.reads) unlink(read, cell);
    cell.reads = [];
  }

  const database: Database = {
    get<K, V>(query: Query<K, V>, key: K): V {
      const cell = cellOf(query, key, () =>
        newCell(query, key, query.run as Cell["run"], query.equals as Cell["equals"], query.forgetful ?? false),
      );
      refresh(cell);
      if (cell.forgotten) remember(cell);
      if (cell.forgetful) keep(cell);
      note(cell);
      return cell.value as V;
    },
    read<K, V>(input: Input<K, V>, key: K): V {
      const cell = cellOf(input, key, () => {
        const fresh = newCell(input, key, undefined, input.equals as Cell["equals"], false);
        fresh.value = input.read(key);
        fresh.state = "clean";
        fresh.changedAt = revision;
        return fresh;
      });
      note(cell);
      return cell.value as V;
    },
    touch(input, key) {
      const cell = cells.get(input)?.get(key);
      if (cell === undefined) return;
      if (frame !== undefined) throw new Error(`an input was changed while a query ran: ${nameOf(cell)}`);
      const value = input.read(key);
      if (input.equals(cell.value as typeof value, value)) return;
      cell.value = value;
      revision += 1;
      cell.changedAt = revision;
      markDependents(cell);
    },
    observe(query) {
      if (!staleKeys.has(query)) staleKeys.set(query, new Set());
    },
    takeStale<K, V>(query: Query<K, V>): readonly K[] {
      const stale = staleKeys.get(query);
      if (stale === undefined || stale.size === 0) return [];
      staleKeys.set(query, new Set());
      return [...stale] as K[];
    },
    forget(query, key) {
      const cell = cells.get(query)?.get(key);
      if (cell === undefined) return;
      // Whoever still reads it must find out that it is gone, by running again.
      revision += 1;
      markDependents(cell);
      for (const dependent of dependentsOf(cell)) dependent.verifiedAt = 0;
      free(cell);
      staleKeys.get(query)?.delete(key);
      database.sweep();
    },
    sweep() {
      for (const cell of unread) {
        unread.delete(cell);
        if (cell.dependents === undefined && cells.get(cell.owner)?.get(cell.key) === cell) free(cell);
      }
    },
    size() {
      let size = 0;
      for (const byKey of cells.values()) size += byKey.size;
      return size;
    },
  };
  return database;
}

function newCell(owner: object, key: unknown, run: Cell["run"], equals: Cell["equals"], forgetful: boolean): Cell {
  return {
    forgetful,
    forgotten: false,
    owner,
    key,
    run,
    equals,
    value: undefined,
    changedAt: 0,
    verifiedAt: 0,
    reads: [],
    dependents: undefined,
    readIn: 0,
    state: "stale",
  };
}

const nobody: readonly Cell[] = [];

function dependentsOf({ dependents }: Cell): Iterable<Cell> {
  return dependents === undefined ? nobody : dependents instanceof Set ? dependents : [dependents];
}

function addDependent(read: Cell, dependent: Cell): void {
  const { dependents } = read;
  if (dependents === undefined) read.dependents = dependent;
  else if (dependents instanceof Set) dependents.add(dependent);
  else if (dependents !== dependent) read.dependents = new Set([dependents, dependent]);
}

/** Whether nobody is left. */
function removeDependent(read: Cell, dependent: Cell): boolean {
  const { dependents } = read;
  if (dependents === dependent) read.dependents = undefined;
  else if (dependents instanceof Set) {
    dependents.delete(dependent);
    if (dependents.size === 0) read.dependents = undefined;
  }
  return read.dependents === undefined;
}

function nameOf(cell: Cell): string {
  return `${(cell.owner as { readonly name: string }).name} ${String(cell.key)}`;
}
