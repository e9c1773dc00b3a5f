import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import { keyOf } from "../kubernetes/object.ts";
import { objectKey } from "./object-key.ts";
import type { FixPlan, RuleContext } from "./rule.ts";

/** Sets `appProtocol: http` on ports of a Service, in the Service's own file. */
export function appProtocolFixes(
  { namespace, name, ports }: { readonly namespace: string; readonly name: string; readonly ports: readonly number[] },
  { cluster }: RuleContext,
): readonly FixPlan[] {
  const service: Service | undefined = cluster.get(serviceKind, namespace, name);
  if (service === undefined) return [];
  return ports.flatMap((wanted): FixPlan[] => {
    const index = (service.spec?.ports ?? []).findIndex(({ port }) => port === wanted);
    if (index < 0) return [];
    return [
      {
        title: `Set appProtocol of port ${wanted} of Service "${name}" to http`,
        changes: [
          {
            set: {
              object: objectKey(serviceKind, keyOf(service).namespace, name),
              path: ["spec", "ports", index, "appProtocol"],
            },
            value: "http",
          },
        ],
        preferred: ports.length === 1,
      },
    ];
  });
}
