import type { Behavior } from "../behavior.ts";
import { v2_11 } from "./v2-11.ts";

/** As 2.12.14 behaves: for Gateway API like 2.11. */
export const v2_12: Behavior = {
  ...v2_11,
  release: "2.12",
  title: "2.12",
  imageTag: "2.12.14",
};
