import { routeMeetsListener } from "../gateway-api/hostname.ts";
import { gatewayKind, type Listener } from "../gateway-api/kinds/gateway.ts";
import type { HTTPRoute } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { allowsNamespace, parentKindOf } from "../kuma/translate/attachment.ts";
import { routesByParent } from "../kuma/translate/http-route.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/**
 * Where no route of the Gateway is in the files, they are all elsewhere, or still to come. And where a route asks for a listener that
 * does not exist, it may mean this one: that is a finding of its own.
 */
export const gatewayListenerUnused = defineAdvice({
  code: "gateway-listener-unused",
  kinds: [gatewayKind],
  severity: "information",
  says: ({ listener }: { readonly listener: string }) =>
    `No HTTPRoute of these files asks for listener "${listener}"; Kuma answers its requests with 404.`,
  *check(gateway, context) {
    if (!isKumas(gateway, context)) return;
    const key = keyOf(gateway);
    const { listeners } = gateway.spec;
    const wholeLabels = context.controlPlane.behavior.wildcardsMatchWholeLabels;
    const used = new Set<Listener>();
    for (const route of context.cluster.listBy(routesByParent, `${key.namespace}/${key.name}`)) {
      for (const selected of selectedListeners(route, key, listeners)) {
        const met = selected.filter(
          (listener) =>
            routeMeetsListener(route.spec.hostnames, listener.hostname, wholeLabels) &&
            allowsNamespace(context, listener, key.namespace, route.metadata.namespace ?? "") === true,
        );
        if (met.length === 0) return;
        for (const listener of met) used.add(listener);
      }
    }
    if (used.size === 0) return;
    for (const [index, listener] of listeners.entries()) {
      if (used.has(listener)) continue;
      yield { at: at(key, "spec", "listeners", index, "name"), args: { listener: listener.name } };
    }
  },
});

/** By parentRef to the Gateway, the listeners that it asks for. */
function selectedListeners(
  { spec, metadata }: HTTPRoute,
  gateway: { readonly namespace: string; readonly name: string },
  listeners: readonly Listener[],
): readonly (readonly Listener[])[] {
  return (spec.parentRefs ?? [])
    .filter(
      (ref) =>
        parentKindOf(ref) === "Gateway" &&
        ref.name === gateway.name &&
        (ref.namespace ?? metadata.namespace) === gateway.namespace,
    )
    .map((ref) =>
      listeners.filter(
        ({ name, port }) =>
          (ref.sectionName === undefined || ref.sectionName === name) && (ref.port === undefined || ref.port === port),
      ),
    );
}
