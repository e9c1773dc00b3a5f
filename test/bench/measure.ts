import { readFileSync } from "node:fs";

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

/**
 * Milliseconds that this thread has worked, whatever else the machine had to do meanwhile; `undefined` where the system does not
 * tell. What the engine does on other threads is not counted, as it would not be by a clock.
 */
export function threadTime(): number | undefined {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return undefined;
  }
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
