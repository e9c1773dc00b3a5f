import type { Severity } from "../diagnostic.ts";
import { type ReferenceGrant, referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { gatewayApiGroup } from "../gateway-api/kinds/references.ts";
import { exists } from "../kubernetes/availability.ts";
import type { ObjectKey } from "../kubernetes/object.ts";
import { declareExternal } from "./absence.ts";
import { objectKey } from "./object-key.ts";
import type { FixPlan, RuleContext } from "./rule.ts";

type From = NonNullable<ReferenceGrant["spec"]>["from"][number];
type To = NonNullable<ReferenceGrant["spec"]>["to"][number];

/**
 * Grants lie beside what they permit to use, often in the repository of somebody else: that there is none is sure only where that
 * namespace is in these files. `undefined`: grants of the namespace are declared as external.
 */
export function severityOfMissingGrant(to: ObjectKey, context: RuleContext): Severity | undefined {
  const { cluster, world } = context;
  if (world.isExternal(anyGrantIn(to.namespace))) return undefined;
  const known =
    world.complete ||
    cluster.lookup({ ...to, namespaced: true }, to.namespace, to.name) !== "absent" ||
    cluster.list(referenceGrantKind, to.namespace).length > 0;
  return known ? "error" : "warning";
}

/** What is said after the sentence about the missing grant, where the files cannot know. */
export function missingGrantNote(to: ObjectKey, context: RuleContext): string {
  return severityOfMissingGrant(to, context) === "warning"
    ? " None is in these files; if there is one elsewhere, declare it as external."
    : "";
}

function anyGrantIn(namespace: string): ObjectKey {
  return objectKey(referenceGrantKind, namespace, "*");
}

export interface Crossing {
  readonly from: { readonly kind: "HTTPRoute" | "Gateway"; readonly namespace: string };
  readonly to: ObjectKey;
}

/**
 * Permits a reference into another namespace: extends a grant there where that permits nothing else by the way, otherwise writes
 * one beside the target (or, where the target is in no file, beside what refers to it). Never preferred: a namespace is opened to
 * others by somebody who decides it, not by `--fix`.
 */
export function grantFixes({ from, to }: Crossing, referrer: ObjectKey, context: RuleContext): readonly FixPlan[] {
  const source = { group: gatewayApiGroup, kind: from.kind, namespace: from.namespace };
  const target = { group: to.group, kind: to.kind, name: to.name };
  const extended = context.cluster.list(referenceGrantKind, to.namespace).flatMap((grant): FixPlan[] => {
    const key = { group: gatewayApiGroup, kind: "ReferenceGrant", namespace: to.namespace, name: grant.metadata.name };
    const [onlyFrom, ...otherFrom] = grant.spec?.from ?? [];
    const [onlyTo, ...otherTo] = grant.spec?.to ?? [];
    const title = `Extend ReferenceGrant "${to.namespace}/${grant.metadata.name}"`;
    if (otherFrom.length === 0 && onlyFrom !== undefined && sameFrom(onlyFrom, source)) {
      return [{ title, changes: [{ append: { object: key, path: ["spec", "to"] }, value: target }] }];
    }
    if (otherTo.length === 0 && onlyTo !== undefined && sameTo(onlyTo, target)) {
      return [{ title, changes: [{ append: { object: key, path: ["spec", "from"] }, value: source }] }];
    }
    return [];
  });
  if (extended.length > 0) return extended.slice(0, 1);
  const unsure = severityOfMissingGrant(to, context) === "warning" ? [declareExternal(anyGrantIn(to.namespace))] : [];
  const name = freeName(`${from.namespace}-to-${to.name}`, to.namespace, context);
  const present = context.cluster.lookup({ ...to, namespaced: true }, to.namespace, to.name) === "present";
  return [
    {
      title: `Create a ReferenceGrant in namespace "${to.namespace}"`,
      changes: [
        {
          create: {
            apiVersion: `${gatewayApiGroup}/${servedVersion(context)}`,
            kind: "ReferenceGrant",
            metadata: { name, namespace: to.namespace },
            spec: { from: [source], to: [target] },
          },
          beside: present && !context.world.isExternal(to) ? to : referrer,
        },
      ],
    },
    ...unsure,
  ];
}

function servedVersion({ controlPlane }: RuleContext): string {
  const served = referenceGrantKind.versions.find(({ when }) => exists(when, controlPlane.settings.gatewayApi));
  return served?.name ?? "v1beta1";
}

function sameFrom(a: From, b: From): boolean {
  return a.group === b.group && a.kind === b.kind && a.namespace === b.namespace;
}

function sameTo(a: To, b: To): boolean {
  return a.group === b.group && a.kind === b.kind && (a.name === undefined || a.name === b.name);
}

function freeName(wanted: string, namespace: string, context: RuleContext): string {
  const base = wanted.slice(0, 240);
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (context.cluster.lookup(referenceGrantKind, namespace, name) === "absent") return name;
  }
}
