import { serviceKind } from "../kubernetes/kinds/service.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

/** The API server refuses such a reference; where it does not, 3.0 says so in a condition. */
export const backendPortMissing = defineRule<Args>({
  code: "backend-port-missing",
  severity: "error",
  says: ({ namespace, name }) =>
    `A reference to Service "${namespace}/${name}" must say which port; without it the route is refused.`,
  fixes: ({ at, args }, { cluster }) => {
    const start = at.path.findLastIndex((step) => step === "backendRefs" || step === "backendRef");
    const end = typeof at.path[start + 1] === "number" ? start + 2 : start + 1;
    const ports = cluster.get(serviceKind, args.namespace, args.name)?.spec?.ports ?? [];
    return ports.slice(0, 8).map(({ port }) => ({
      title: `Add port ${port}`,
      changes: [{ set: { object: at.object, path: [...at.path.slice(0, end), "port"] }, value: port }],
      preferred: ports.length === 1,
    }));
  },
});
