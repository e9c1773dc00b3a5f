/** A whole cluster from nothing but its manifests: what is not among them does not exist. */
import { withExternal } from "../kubernetes/cluster.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { type JsonObject, type KubeObject, keyOf, keyText, type ObjectKey } from "../kubernetes/object.ts";
import { admitAuthored } from "./authored.ts";
import type { ControlPlane } from "./control-plane.ts";
import { meshKind } from "./kinds/mesh.ts";
import { memoryCluster, viewOf } from "./memory-view.ts";
import type { Refusal } from "./place.ts";
import type { View } from "./view.ts";
import { surroundingsIn } from "./webhooks/visibility.ts";

export interface ClosedWorld {
  readonly view: View;
  /** What never came to be, and what no control plane looks at. */
  readonly refused: readonly Refusal[];
}

/** Namespaces and Meshes come first, since others need them; beyond that the order of the manifests means nothing. `isExternal`: what exists without being among them. */
export function closedWorld(
  manifests: readonly JsonObject[],
  controlPlane: ControlPlane,
  isExternal: (key: ObjectKey) => boolean = () => false,
): ClosedWorld {
  const isFirst = ({ kind }: JsonObject) => kind === namespaceKind.kind || kind === meshKind.kind;
  const stored = new Map<string, KubeObject>();
  const refused: Refusal[] = [];
  for (const batch of [manifests.filter(isFirst), manifests.filter((manifest) => !isFirst(manifest))]) {
    const surroundings = surroundingsIn(withExternal(memoryCluster([...stored.values()]), isExternal));
    for (const manifest of batch) {
      const answer = admitAuthored(manifest, { controlPlane, surroundings, closed: true });
      if (answer.state === "stored") stored.set(keyText(keyOf(answer.object)), answer.object);
      if (answer.state === "refused" || answer.state === "not-watched") refused.push(answer.refusal);
    }
  }
  const rejected = refused.map(({ key }) => key);
  return {
    view: viewOf(withExternal(memoryCluster([...stored.values()], rejected), isExternal), controlPlane),
    refused,
  };
}
