import { createRequire } from "node:module";

/** Another bundle beside this one: what most commands do not need is not read by them. */
export function sibling<T>(name: string): T {
  return createRequire(__filename)(`./${name}`) as T;
}
