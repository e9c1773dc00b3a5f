/** Which MeshGateway an instance serves. kuma: pkg/core/policy/dataplane_matcher.go, mesh/matchers SelectGateway */
import { gatewayKind } from "../../gateway-api/kinds/gateway.ts";
import type { ClusterIndex } from "../../kubernetes/cluster.ts";
import { type KubeObject, keyOf, keyText } from "../../kubernetes/object.ts";
import { type MeshGateway, meshGatewayKind } from "../kinds/mesh-gateway.ts";
import { gatewayStep } from "../translate/gateway.ts";
import { ownerLabel, ownerLabelValue, serviceTagName } from "../translate/naming.ts";
import type { View } from "../view.ts";
import { listOf, numberOf, textMapOf } from "../webhooks/message.ts";
import { authored, made, objectIn, type Source } from "./source.ts";

type Tags = Readonly<Record<string, string>>;

/** A selector needs the tag `kuma.io/service`, so it finds the MeshGateways that can match; `*` matches any service. */
const meshGatewaysByService: ClusterIndex<MeshGateway> = {
  name: "mesh gateways by service",
  kind: meshGatewayKind,
  keys: (gateway) => [...new Set(selectorsOf(authored(gateway)).map((tags) => tags[serviceTagName] ?? "*"))],
};

const gatewaysByOwnerLabel: ClusterIndex<KubeObject> = {
  name: "gateways by owner label",
  kind: gatewayKind,
  keys: (gateway) => [ownerLabelValue(keyOf(gateway))],
};

/** The more tags a selector has the better, exact ones before `*`. On a tie, since authored objects have no age, the first name. */
export function selectGateway(view: View, mesh: string, tags: Tags): Source | undefined {
  let best: Source | undefined;
  let bestRank: Rank = { tags: -1, exact: -1 };
  for (const gateway of candidates(view, mesh, tags[serviceTagName] ?? "")) {
    for (const selector of selectorsOf(gateway)) {
      if (!matches(selector, tags)) continue;
      const rank = rankOf(selector);
      if (isBetter(rank, bestRank)) [best, bestRank] = [gateway, rank];
    }
  }
  return best;
}

function candidates(view: View, mesh: string, service: string): readonly Source[] {
  const found = new Map<string, Source>();
  for (const service_ of service === "*" ? ["*"] : [service, "*"]) {
    for (const gateway of view.cluster.listBy(meshGatewaysByService, service_)) {
      if (!isDeleted(view, gateway)) found.set(gateway.metadata.name, authored(gateway));
    }
  }
  const generated = generatedFor(view, service);
  if (generated !== undefined) found.set(generated.key.name, generated);
  const inMesh = [...found.values()].filter(({ object }) => (object.mesh ?? "default") === mesh);
  return inMesh.sort((a, b) => (a.key.name < b.key.name ? -1 : 1));
}

/** A generated MeshGateway has the service of its Gateway, and no part of that can contain an underscore. */
function generatedFor(view: View, service: string): Source | undefined {
  const [name, namespace, end, more] = service.split("_");
  if (name === undefined || namespace === undefined || end !== "svc" || more !== undefined) return undefined;
  const gateway = view.cluster.get(gatewayKind, namespace, name);
  if (gateway === undefined) return undefined;
  const outcome = view.ask(gatewayStep, keyText(keyOf(gateway)));
  const meshGateway = outcome.generated.find((generated) => generated.key.kind === "MeshGateway");
  return meshGateway && made(meshGateway);
}

/** Whether a Gateway whose owner label it carries has another name for its MeshGateway. */
function isDeleted(view: View, gateway: MeshGateway): boolean {
  const owner = gateway.metadata.labels?.[ownerLabel];
  if (owner === undefined) return false;
  return view.cluster.listBy(gatewaysByOwnerLabel, owner).some((candidate) => {
    const { meshGateway } = view.ask(gatewayStep, keyText(keyOf(candidate)));
    return meshGateway !== undefined && meshGateway !== gateway.metadata.name;
  });
}

function selectorsOf(gateway: Source): readonly Tags[] {
  return listOf(objectIn(gateway.object.spec).selectors).map((selector) => textMapOf(objectIn(selector).match));
}

function matches(selector: Tags, tags: Tags): boolean {
  return Object.entries(selector).every(
    ([tag, value]) => tags[tag] !== undefined && (value === "*" || tags[tag] === value),
  );
}

interface Rank {
  readonly tags: number;
  readonly exact: number;
}

function rankOf(selector: Tags): Rank {
  const values = Object.values(selector);
  return { tags: values.length, exact: values.filter((value) => value !== "*").length };
}

function isBetter(a: Rank, b: Rank): boolean {
  return a.tags === b.tags ? a.exact > b.exact : a.tags > b.tags;
}

/** Ports of the gateway's listeners, each once, in their order, with the listener that has it first. */
export function portsOf(gateway: Source): readonly { readonly port: number; readonly listener: number }[] {
  const seen = new Set<number>();
  const ports: { readonly port: number; readonly listener: number }[] = [];
  listOf(objectIn(objectIn(gateway.object.spec).conf).listeners).forEach((listener, i) => {
    const port = numberOf(objectIn(listener).port);
    if (seen.has(port)) return;
    seen.add(port);
    ports.push({ port, listener: i });
  });
  return ports;
}
