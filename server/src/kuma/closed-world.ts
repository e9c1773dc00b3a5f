/** A whole cluster from nothing but its manifests: what is not among them does not exist. */
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { type JsonObject, type KubeObject, keyOf, keyText } from "../kubernetes/object.ts";
import { admitAuthored } from "./authored.ts";
import type { ControlPlane } from "./control-plane.ts";
import { meshKind } from "./kinds/mesh.ts";
import { memoryView } from "./memory-view.ts";
import type { Refusal } from "./place.ts";
import type { View } from "./view.ts";
import { surroundingsIn } from "./webhooks/visibility.ts";

export interface ClosedWorld {
  readonly view: View;
  /** What never came to be, and what no control plane looks at. */
  readonly refused: readonly Refusal[];
}

/** Namespaces and Meshes come first, since others need them; beyond that the order of the manifests means nothing. */
export function closedWorld(manifests: readonly JsonObject[], controlPlane: ControlPlane): ClosedWorld {
  const isFirst = ({ kind }: JsonObject) => kind === namespaceKind.kind || kind === meshKind.kind;
  const stored = new Map<string, KubeObject>();
  const refused: Refusal[] = [];
  for (const batch of [manifests.filter(isFirst), manifests.filter((manifest) => !isFirst(manifest))]) {
    const surroundings = surroundingsIn(memoryView([...stored.values()], controlPlane).cluster);
    for (const manifest of batch) {
      const answer = admitAuthored(manifest, { controlPlane, surroundings, closed: true });
      if (answer.state === "stored") stored.set(keyText(keyOf(answer.object)), answer.object);
      if (answer.state === "refused" || answer.state === "not-watched") refused.push(answer.refusal);
    }
  }
  const rejected = refused.map(({ key }) => key);
  return { view: memoryView([...stored.values()], controlPlane, rejected), refused };
}
