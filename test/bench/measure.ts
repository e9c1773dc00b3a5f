/** What was measured, beside what is wanted. */
export interface Measure {
  readonly value: number;
  readonly unit: "ms" | "×" | "%" | "MB" | "KB";
  readonly target: number;
  readonly ok: boolean;
}

export function atMost(value: number, unit: Measure["unit"], target: number): Measure {
  const rounded = Math.round(value * 100) / 100;
  return { value: rounded, unit, target, ok: rounded <= target };
}

/** Milliseconds of wall time. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The time that so many of the runs stay below. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(times: readonly number[]): number {
  return percentile(times, 0.5);
}
