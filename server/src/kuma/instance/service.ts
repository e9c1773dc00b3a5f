/** The Service of a MeshGatewayInstance. kuma: gateway_instance_controller.go createOrUpdateService */
import type { Generated } from "../place.ts";
import { from, generated, type Traced } from "../trace.ts";
import { textMapOf } from "../webhooks/message.ts";
import { portsOf } from "./select-gateway.ts";
import { objectIn, type Source } from "./source.ts";

export function serviceFor(instance: Source, gateway: Source): Generated {
  const { namespace, name } = instance.key;
  const spec = objectIn(instance.object.spec);
  const template = objectIn(spec.serviceTemplate);
  const { annotations, labels } = objectIn(template.metadata);
  const { loadBalancerIP } = objectIn(template.spec);
  const { serviceType } = spec;
  const named = instance.placesOf("metadata", "name");
  const addedLabels = tracedTexts(instance, ["spec", "serviceTemplate", "metadata", "labels"], textMapOf(labels));
  const tree: Traced = {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      annotations: {
        "kuma.io/gateway": "builtin",
        ...tracedTexts(instance, ["spec", "serviceTemplate", "metadata", "annotations"], textMapOf(annotations)),
      },
      labels: Object.keys(addedLabels).length === 0 ? undefined : addedLabels,
      name: from(named, name),
      namespace: from(instance.placesOf("metadata", "namespace"), namespace),
      ownerReferences: [ownerReference(instance)],
    },
    spec: {
      loadBalancerIP:
        typeof loadBalancerIP === "string" && loadBalancerIP !== ""
          ? from(instance.placesOf("spec", "serviceTemplate", "spec", "loadBalancerIP"), loadBalancerIP)
          : undefined,
      ports: portsOf(gateway).map(({ port, listener }) =>
        from(gateway.placesOf("spec", "conf", "listeners", listener, "port"), {
          name: String(port),
          nodePort: serviceType === "NodePort" ? from(instance.placesOf("spec", "serviceType"), port) : undefined,
          port,
          protocol: "TCP",
          targetPort: port,
        }),
      ),
      selector: { app: from(named, name) },
      type: serviceType === undefined ? undefined : from(instance.placesOf("spec", "serviceType"), serviceType),
    },
  };
  return generated({ group: "", kind: "Service", namespace, name }, from(instance.placesOf(), tree));
}

/** A map of texts, each traced to its entry. */
export function tracedTexts(
  source: Source,
  path: readonly string[],
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, Traced>> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, from(source.placesOf(...path, key), text)]),
  );
}

export function ownerReference(instance: Source): Traced {
  return {
    apiVersion: "kuma.io/v1alpha1",
    blockOwnerDeletion: true,
    controller: true,
    kind: "MeshGatewayInstance",
    name: from(instance.placesOf("metadata", "name"), instance.key.name),
  };
}
