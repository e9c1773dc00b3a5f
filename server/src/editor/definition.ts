import type { TextRange } from "../diagnostic.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import type { ObjectKey } from "../kubernetes/object.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { cursorAt } from "./cursor.ts";
import type { FileRange } from "./place.ts";
import { definitionsOf, namedAt } from "./symbol.ts";

/** Where a name leads, and which word leads there. */
export interface Leads {
  readonly from: TextRange;
  readonly to: readonly FileRange[];
}

/** Where the thing that is named under the cursor is defined; a section that nobody defines leads to its object. */
export function definitionAt(workspace: Workspace, uri: string, offset: number): Leads | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  const thing = cursor === undefined ? undefined : namedAt(cursor);
  if (cursor === undefined || thing === undefined) return undefined;
  const exact = definitionsOf(workspace, cursor.clusters, thing);
  const found =
    exact.length > 0 || thing.section === undefined
      ? exact
      : definitionsOf(workspace, cursor.clusters, { target: thing.target });
  return found.length === 0 ? undefined : leads(cursor.range, found);
}

/** What decides the sort of thing: of a Gateway its class, of a class its MeshGatewayConfig. */
export function typeDefinitionAt(workspace: Workspace, uri: string, offset: number): Leads | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor?.manifest === undefined) return undefined;
  const thing = namedAt(cursor);
  const target = thing?.target ?? cursor.manifest.key;
  const found = cursor.clusters.flatMap((cluster) => {
    const type = typeOf(cluster, target);
    return type === undefined ? [] : definitionsOf(workspace, [cluster], { target: type });
  });
  return found.length === 0 ? undefined : leads(cursor.range, found);
}

function typeOf(
  { view: { cluster } }: ClusterState,
  { group, kind, namespace, name }: ObjectKey,
): ObjectKey | undefined {
  if (group !== gatewayKind.group) return undefined;
  if (kind === gatewayKind.kind) {
    const gatewayClass = cluster.get(gatewayKind, namespace, name)?.spec.gatewayClassName;
    return gatewayClass === undefined
      ? undefined
      : { group: gatewayClassKind.group, kind: gatewayClassKind.kind, namespace: "", name: gatewayClass };
  }
  if (kind !== gatewayClassKind.kind) return undefined;
  const ref = cluster.get(gatewayClassKind, "", name)?.spec.parametersRef;
  return ref === undefined
    ? undefined
    : { group: ref.group, kind: ref.kind, namespace: ref.namespace ?? "", name: ref.name };
}

function leads(from: TextRange, found: readonly FileRange[]): Leads {
  const to = new Map(found.map(({ uri, range }) => [`${uri} ${range.start}`, { uri, range }]));
  return { from, to: [...to.values()] };
}
