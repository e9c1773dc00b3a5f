/** Conditions of a route's parents. kuma: http_route_status.go, http_route_controller.go `prepareConditions` */
import type { ParentReference } from "../../gateway-api/kinds/http-route.ts";
import type { Json, JsonObject } from "../../kubernetes/object.ts";
import type { Condition, Place } from "../place.ts";
import { controllerName } from "./naming.ts";
import type { ParentOutcome } from "./route-translation.ts";

/** `reason` undefined: accepted. The message of a refusal is empty up to 2.14. */
export function acceptedCondition(
  causes: readonly Place[],
  refusal?: { readonly reason: string; readonly message: string },
): Condition {
  return {
    type: "Accepted",
    status: refusal === undefined ? "True" : "False",
    reason: refusal?.reason ?? "Accepted",
    message: refusal?.message ?? "",
    observedGeneration: 1,
    causes,
  };
}

export function resolvedRefsCondition(
  causes: readonly Place[],
  unresolved?: { readonly reason: string; readonly message: string },
): Condition {
  return {
    type: "ResolvedRefs",
    status: unresolved === undefined ? "True" : "False",
    reason: unresolved?.reason ?? "ResolvedRefs",
    message: unresolved?.message ?? "",
    observedGeneration: 1,
    causes,
  };
}

/** As stored: what is False of the rules goes first, then what is filled in. */
export function inOrder(accepted: Condition, resolvedRefs: Condition): readonly Condition[] {
  return resolvedRefs.status === "False" ? [resolvedRefs, accepted] : [accepted, resolvedRefs];
}

/** `status.parents`, sorted as Kuma does (the releases that do not sort are random). */
export function parentStatuses(parents: readonly ParentOutcome[]): readonly JsonObject[] {
  return [...parents]
    .sort((a, b) => compareText(sortKey(a.ref), sortKey(b.ref)))
    .map(({ ref, conditions }) => ({
      parentRef: ref as unknown as JsonObject,
      controllerName,
      conditions: conditions.map(plainCondition),
    }));
}

/** A condition as stored, without what is ours. */
export function plainCondition({ causes: _, ...condition }: Condition): JsonObject {
  return condition as { readonly [field: string]: Json | undefined };
}

function sortKey(ref: ParentReference): string {
  const { group, kind, namespace, name, sectionName, port } = ref;
  return [group ?? "", kind ?? "", namespace ?? "", name, sectionName ?? "", port ?? ""].join("/");
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
