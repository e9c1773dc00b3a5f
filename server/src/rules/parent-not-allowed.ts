import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import type { ObjectKey } from "../kubernetes/object.ts";
import type { Change, FixPlan, RuleContext } from "./rule.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly gateway: ObjectKey;
  readonly listeners: readonly string[];
  readonly from: "Same" | "Selector" | "None" | "All";
  readonly namespace: string;
  readonly missingLabels?: Readonly<Record<string, string>>;
}

export const parentNotAllowed = defineRule<Args>({
  code: "parent-not-allowed",
  severity: "error",
  says: (args) => {
    const gateway = `${args.gateway.namespace}/${args.gateway.name}`;
    const which =
      args.listeners.length === 1
        ? `Listener ${oneOf(args.listeners)} of Gateway "${gateway}"`
        : `No listener of Gateway "${gateway}"`;
    const takes = args.listeners.length === 1 ? "does not take" : "takes";
    return `${which} ${takes} routes from namespace "${args.namespace}"${why(args)}: the route is not attached.`;
  },
  fixes: ({ args }, context) => [...labelFixes(args), ...openingFixes(args, context)],
});

function why({ from, gateway, missingLabels }: Args): string {
  if (from === "Same") return ` (only from its own, "${gateway.namespace}")`;
  if (from !== "Selector") return "";
  const labels = Object.entries(missingLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? ", which its selector does not match" : `, whose label ${labels.join(", ")} is missing`;
}

/** The Namespace may be in another file; where it is in none, `apply-fix.ts` makes no fix of it. */
function labelFixes({ from, namespace, missingLabels }: Args): readonly FixPlan[] {
  const labels = Object.entries(missingLabels ?? {});
  if (from !== "Selector" || labels.length === 0) return [];
  const object = { group: "", kind: "Namespace", namespace: "", name: namespace };
  return [
    {
      title: `Label namespace "${namespace}" with ${labels.map(([key, value]) => `${key}=${value}`).join(", ")}`,
      changes: labels.map(([key, value]): Change => ({ set: { object, path: ["metadata", "labels", key] }, value })),
    },
  ];
}

function openingFixes({ from, gateway, listeners }: Args, { cluster }: RuleContext): readonly FixPlan[] {
  const [name, ...others] = listeners;
  const written = cluster.get(gatewayKind, gateway.namespace, gateway.name)?.spec.listeners ?? [];
  const index = written.findIndex((listener) => listener.name === name);
  if (from !== "Same" || others.length > 0 || index < 0) return [];
  return [
    {
      title: `Let listener "${name}" take routes from all namespaces`,
      changes: [
        {
          set: { object: gateway, path: ["spec", "listeners", index, "allowedRoutes", "namespaces", "from"] },
          value: "All",
        },
      ],
    },
  ];
}
