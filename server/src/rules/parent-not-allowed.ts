import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import type { ObjectKey } from "../kubernetes/object.ts";
import { namespaceLabels } from "../kuma/translate/attachment.ts";
import { objectKey } from "./object-key.ts";
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
  /** Labels of a namespace that is in no file are not known. */
  severity: (args, context) => (unknownLabels(args, context) ? "warning" : "error"),
  says: (args, context) => {
    const gateway = `${args.gateway.namespace}/${args.gateway.name}`;
    const which =
      args.listeners.length === 1
        ? `Listener ${oneOf(args.listeners)} of Gateway "${gateway}"`
        : `No listener of Gateway "${gateway}"`;
    const takes = args.listeners.length === 1 ? "does not take" : "takes";
    return `${which} ${takes} routes from namespace "${args.namespace}"${why(args, context)}: the route is not attached.`;
  },
  fixes: ({ args }, context) => [...labelFixes(args, context), ...openingFixes(args, context)],
});

function why(args: Args, context: RuleContext): string {
  if (args.from === "Same") return ` (only from its own, "${args.gateway.namespace}")`;
  if (args.from !== "Selector") return "";
  if (unknownLabels(args, context)) return ", as far as its labels are known from these files";
  const labels = missingLabels(args, context).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? ", which its selector does not match" : `, whose label ${labels.join(", ")} is missing`;
}

function unknownLabels({ from, namespace }: Args, { cluster, world }: RuleContext): boolean {
  return from === "Selector" && !world.complete && cluster.lookup(namespaceKind, "", namespace) === "absent";
}

/** Those that the selector asks for and the namespace does not have; none where a label cannot be chosen. */
function missingLabels(args: Args, context: RuleContext): readonly (readonly [string, string])[] {
  const labels = namespaceLabels(context, args.namespace);
  const missing = Object.entries(args.missingLabels ?? {}).filter(([key, value]) => labels[key] !== value);
  return missing.some(([key]) => key === "kubernetes.io/metadata.name") ? [] : missing;
}

/** The Namespace may be in another file; where it is in none, `apply-fix.ts` makes no fix of it. */
function labelFixes(args: Args, context: RuleContext): readonly FixPlan[] {
  const labels = missingLabels(args, context);
  if (args.from !== "Selector" || labels.length === 0) return [];
  const object = objectKey(namespaceKind, "", args.namespace);
  return [
    {
      title: `Label namespace "${args.namespace}" with ${labels.map(([key, value]) => `${key}=${value}`).join(", ")}`,
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
