import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import type { Json, KubeKind } from "../kubernetes/object.ts";
import type { ObjectSite } from "./completion-site.ts";
import type { Candidate } from "./completion-value.ts";
import { ranked } from "./completion-words.ts";

/** Of a namespaced object that is named already: first the namespaces that have it. */
export function namespaces(site: ObjectSite, kind?: KubeKind, name?: Json): readonly Candidate[] {
  const { cluster } = site.cluster.view;
  const names = new Set(cluster.list(namespaceKind).map(({ metadata }) => metadata.name));
  if (typeof name === "string" && kind?.namespaced === true) {
    const holding = new Set(
      cluster.list(kind).flatMap(({ metadata }) => (metadata.name === name ? (metadata.namespace ?? []) : [])),
    );
    const first = [...holding].map((value): Candidate => ({ value, what: "name", detail: `has ${kind.kind} ${name}` }));
    const rest = [...names].filter((value) => !holding.has(value));
    return [...first, ...rest.map((value): Candidate => ({ value, what: "name", rank: 1 }))];
  }
  return [...names].map((value): Candidate => ({ value, what: "name", detail: "Namespace" }));
}

const ownName = "kubernetes.io/metadata.name";

/** Labels by which a selector may choose namespaces. */
export function namespaceLabels(site: ObjectSite): readonly Candidate[] {
  const keys = new Map<string, number>();
  for (const { metadata } of site.cluster.view.cluster.list(namespaceKind)) {
    for (const key of Object.keys(metadata.labels ?? {})) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return [{ value: ownName, detail: "the namespace's own name" }, ...ranked(keys)];
}

export function namespaceLabelValues(site: ObjectSite, label: string): readonly Candidate[] {
  const list = site.cluster.view.cluster.list(namespaceKind);
  if (label === ownName) return list.map(({ metadata }): Candidate => ({ value: metadata.name, what: "name" }));
  const values = new Map<string, number>();
  for (const { metadata } of list) {
    const value = metadata.labels?.[label];
    if (value !== undefined) values.set(value, (values.get(value) ?? 0) + 1);
  }
  return ranked(values);
}
