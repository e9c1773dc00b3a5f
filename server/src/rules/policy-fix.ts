import type { HTTPRoute } from "../gateway-api/kinds/http-route.ts";
import type { JsonObject } from "../kubernetes/object.ts";
import { keyOf } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import { meshGatewayName, meshLabel, serviceTag } from "../kuma/translate/naming.ts";
import { kumaParents } from "./kuma-parents.ts";
import type { FixPlan, RuleContext } from "./rule.ts";

/**
 * A policy of Kuma that does what a field of the route asks for in vain. It holds for all requests of the route's parents, since
 * policies know nothing of HTTPRoutes; the field goes.
 */
export function policyFixes(
  kind: string,
  conf: JsonObject,
  route: HTTPRoute,
  field: Place,
  context: RuleContext,
): readonly FixPlan[] {
  const { cluster, controlPlane } = context;
  const targets = targetsOf(route, context);
  if (targets === undefined) return [];
  const key = keyOf(route);
  const { mesh } = meshOf(cluster, route, controlPlane.behavior.routeMesh);
  const { systemNamespace } = controlPlane.settings;
  const name = `${key.name}-${key.namespace}`;
  const policy = { group: "kuma.io", kind, namespaced: true };
  if (cluster.lookup(policy, systemNamespace, name) !== "absent") return [];
  return [
    {
      title: `Write a ${kind} for ${targets.words} instead`,
      changes: [
        { remove: { object: field.object, path: field.path } },
        {
          create: {
            apiVersion: "kuma.io/v1alpha1",
            kind,
            metadata: { name, namespace: systemNamespace, labels: { [meshLabel]: mesh } },
            spec: {
              targetRef: targets.top,
              to: targets.to.map((targetRef) => ({ targetRef, default: conf })),
            },
          },
          beside: key,
        },
      ],
    },
  ];
}

interface Targets {
  readonly words: string;
  readonly top: JsonObject;
  readonly to: readonly JsonObject[];
}

function targetsOf(route: HTTPRoute, context: RuleContext): Targets | undefined {
  const [parent] = kumaParents(route, context);
  if (parent === undefined) return undefined;
  const { namespace, ref } = parent;
  if (parent.kind === "Gateway") {
    return {
      words: `all requests of Gateway "${namespace}/${ref.name}"`,
      top: { kind: "MeshGateway", name: meshGatewayName({ namespace, name: ref.name }) },
      to: [{ kind: "Mesh" }],
    };
  }
  const words = `all requests to ${parent.kind} "${namespace}/${ref.name}"`;
  if (!context.controlPlane.behavior.gateways) {
    const labels = { "kuma.io/display-name": ref.name, "k8s.kuma.io/namespace": namespace };
    return { words, top: { kind: "Mesh" }, to: [{ kind: "MeshService", labels }] };
  }
  const ports = (parent.service.spec?.ports ?? []).filter(({ port }) => ref.port === undefined || port === ref.port);
  if (ports.length === 0) return undefined;
  return {
    words,
    top: { kind: "Mesh" },
    to: ports.map(({ port }) => ({ kind: "MeshService", name: serviceTag({ namespace, name: ref.name }, port) })),
  };
}
