import type { Behavior } from "../behavior.ts";
import { v2_7 } from "./v2-7.ts";
import { v2_8 } from "./v2-8.ts";
import { v2_9 } from "./v2-9.ts";
import { v2_10 } from "./v2-10.ts";
import { v2_11 } from "./v2-11.ts";
import { v2_12 } from "./v2-12.ts";
import { v2_13 } from "./v2-13.ts";
import { v2_14 } from "./v2-14.ts";
import { v3_0 } from "./v3-0.ts";

/** Oldest first. */
export const releases: readonly Behavior[] = [v2_7, v2_8, v2_9, v2_10, v2_11, v2_12, v2_13, v2_14, v3_0];

/** The newest release that is more than a snapshot. */
export const defaultRelease: Behavior = v2_14;

/** `2.14`, also spelled `v2.14` or `2.14.3`; `3.0` also as `3.0-dev`. Patches of a minor do not differ here. */
export function releaseNamed(name: string): Behavior | undefined {
  const minor = /^v?(\d+\.\d+)(?:[.-].*)?$/.exec(name.trim())?.[1];
  return releases.find((behavior) => behavior.release === minor);
}
