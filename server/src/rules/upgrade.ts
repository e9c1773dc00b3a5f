import type { Behavior } from "../kuma/behavior.ts";
import type { RuleContext } from "./rule.ts";

/** The release that the project plans to upgrade to, where that one has no builtin gateways any more and this one has. */
export function leavesGateways({ controlPlane, world }: RuleContext): Behavior | undefined {
  return world.upgradeTo?.gateways === false && controlPlane.behavior.gateways ? world.upgradeTo : undefined;
}
