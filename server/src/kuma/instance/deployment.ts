/** The Deployment of a MeshGatewayInstance. kuma: gateway_instance_controller.go createOrUpdateDeployment, containers/factory.go */
import type { KubeKind } from "../../kubernetes/object.ts";
import { canonicalQuantity, milliQuantity } from "../../kubernetes/quantity.ts";
import type { ComputeResources, ControlPlane } from "../control-plane.ts";
import type { Generated } from "../place.ts";
import { from, generated, type Traced } from "../trace.ts";
import type { GatewayInstanceSpec } from "../translate/gateway-parameters.ts";
import { canonicalResources } from "../translate/mesh-gateway.ts";
import { textMapOf } from "../webhooks/message.ts";
import { goDuration } from "./duration.ts";
import { annotationNames, type ProxyAnnotations } from "./proxy-annotations.ts";
import { ownerReference, tracedTexts } from "./service.ts";
import { objectIn, type Source } from "./source.ts";

export const deploymentKind: KubeKind = { group: "apps", kind: "Deployment", namespaced: true };

const containerName = "kuma-gateway";

export interface Pod {
  readonly mesh: string;
  readonly annotations: ProxyAnnotations;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The Deployment, and one whose pods say nothing but their metadata: that is all that can be refused of it. The whole one is built
 * when somebody reads it.
 */
export function deploymentFor(
  controlPlane: ControlPlane,
  instance: Source,
  pod: Pod,
): { readonly outline: Generated; readonly whole: Generated } {
  const outline = build(controlPlane, instance, pod, undefined);
  let built: Generated | undefined;
  const whole = () => {
    built ??= build(controlPlane, instance, pod, podSpec(controlPlane, instance, pod));
    return built;
  };
  return {
    outline,
    whole: {
      key: outline.key,
      get object() {
        return whole().object;
      },
      get origins() {
        return whole().origins;
      },
    },
  };
}

function build(controlPlane: ControlPlane, instance: Source, pod: Pod, podSpecOf: Traced | undefined): Generated {
  const { namespace, name } = instance.key;
  const { mesh, tags } = pod;
  const { behavior } = controlPlane;
  const spec = objectIn(instance.object.spec);
  const { annotations, labels } = objectIn(objectIn(spec.podTemplate).metadata);
  const named = instance.placesOf("metadata", "name");
  const meshTraced = from(instance.placesOf("metadata", "labels", "kuma.io/mesh"), mesh);
  const tree: Traced = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: from(named, name),
      namespace: from(instance.placesOf("metadata", "namespace"), namespace),
      ownerReferences: [ownerReference(instance)],
    },
    spec: {
      replicas: from(instance.placesOf("spec", "replicas"), spec.replicas ?? 0),
      selector: { matchLabels: { app: from(named, name) } },
      strategy: {},
      template: {
        metadata: {
          annotations: {
            "kuma.io/gateway": "builtin",
            ...(behavior.podMesh === "annotation" ? { "kuma.io/mesh": meshTraced } : {}),
            "kuma.io/tags": from(instance.placesOf("spec", "tags"), goJson(tags)),
            ...tracedTexts(instance, ["spec", "podTemplate", "metadata", "annotations"], textMapOf(annotations)),
          },
          labels: {
            app: from(named, name),
            "kuma.io/sidecar-injection": "disabled",
            ...(behavior.podMesh === "label" ? { "kuma.io/mesh": meshTraced } : {}),
            ...tracedTexts(instance, ["spec", "podTemplate", "metadata", "labels"], textMapOf(labels)),
          },
        },
        spec: podSpecOf,
      },
    },
  };
  return generated({ group: "apps", kind: "Deployment", namespace, name }, from(instance.placesOf(), tree));
}

function podSpec(controlPlane: ControlPlane, instance: Source, pod: Pod): Traced {
  const template = objectIn(objectIn(objectIn(instance.object.spec).podTemplate).spec);
  const { fsGroup } = objectIn(template.securityContext);
  const { serviceAccountName } = template;
  const placesOf = (...path: readonly string[]) => instance.placesOf("spec", "podTemplate", "spec", ...path);
  return {
    containers: [container(controlPlane, instance, pod)],
    securityContext: {
      fsGroup: fsGroup === undefined ? undefined : from(placesOf("securityContext", "fsGroup"), fsGroup),
      sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
    },
    serviceAccountName:
      serviceAccountName === undefined || serviceAccountName === ""
        ? undefined
        : from(placesOf("serviceAccountName"), serviceAccountName),
    volumes: [{ emptyDir: {}, name: "tmp" }],
  };
}

function container({ behavior, settings }: ControlPlane, instance: Source, { mesh, annotations }: Pod): Traced {
  const { injector } = settings;
  const spec = objectIn(instance.object.spec);
  const written = textMapOf(objectIn(instance.object.metadata).annotations);
  const annotated = (name: string, value: Traced): Traced =>
    written[name] === undefined ? value : from(instance.placesOf("metadata", "annotations", name), value);
  const { readOnlyRootFilesystem } = objectIn(
    objectIn(objectIn(objectIn(spec.podTemplate).spec).container).securityContext,
  );
  const readinessPort = (behavior.probesFollowAdminPort ? annotations.adminPort : undefined) ?? injector.readinessPort;
  const ready = { path: "/ready", port: annotated(annotationNames.adminPort, readinessPort) };
  const probe = { failureThreshold: 12, httpGet: ready, periodSeconds: 5, successThreshold: 1, timeoutSeconds: 3 };
  const concurrency = annotations.concurrency ?? defaultConcurrency(injector.resources);
  const drainTime = annotations.drainTime ?? goDuration(injector.drainTime);
  const values: Readonly<Record<string, Traced>> = {
    KUMA_CONTROL_PLANE_CA_CERT: settings.caCertificate,
    KUMA_CONTROL_PLANE_URL: settings.controlPlaneUrl,
    KUMA_DATAPLANE_DRAIN_TIME: annotated(annotationNames.drainTime, drainTime),
    KUMA_DATAPLANE_MESH: from(instance.placesOf("metadata", "labels", "kuma.io/mesh"), mesh),
    KUMA_DATAPLANE_RUNTIME_TOKEN_PATH: "/var/run/secrets/kubernetes.io/serviceaccount/token",
    ...(behavior.probeProxyVariable ? { KUMA_APPLICATION_PROBE_PROXY_PORT: "0" } : {}),
    ...Object.fromEntries(behavior.dnsVariables(injector.builtinDns).map(({ name, value }) => [name, value])),
  };
  const fields: Readonly<Record<string, string>> = {
    INSTANCE_IP: "status.podIP",
    POD_NAME: "metadata.name",
    POD_NAMESPACE: "metadata.namespace",
    ...(behavior.hostAddressVariable ? { HOST_IP: "status.hostIP" } : {}),
  };
  return {
    args: [
      "run",
      "--log-level=info",
      ...(concurrency === 0 ? [] : [annotated(annotationNames.concurrency, `--concurrency=${concurrency}`)]),
    ],
    env: environment(values, fields, { ...injector.variables, ...annotations.variables }),
    image: injector.image,
    imagePullPolicy: "IfNotPresent",
    lifecycle: annotations.waits
      ? annotated(annotationNames.waits, {
          postStart: {
            exec: { command: ["kuma-dp", "wait", "--url", `http://localhost:${readinessPort}/ready`] },
          },
        })
      : undefined,
    livenessProbe: { ...probe, initialDelaySeconds: 60 },
    name: containerName,
    readinessProbe: { ...probe, initialDelaySeconds: 1 },
    resources:
      spec.resources === undefined
        ? injectorResources(injector.resources)
        : from(
            instance.placesOf("spec", "resources"),
            canonicalResources(objectIn(spec.resources) as NonNullable<GatewayInstanceSpec["resources"]>),
          ),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] },
      readOnlyRootFilesystem:
        readOnlyRootFilesystem === undefined
          ? undefined
          : from(
              instance.placesOf(
                "spec",
                "podTemplate",
                "spec",
                "container",
                "securityContext",
                "readOnlyRootFilesystem",
              ),
              readOnlyRootFilesystem,
            ),
      runAsGroup: injector.runAsGroup,
      runAsUser: injector.runAsUser,
    },
    volumeMounts: [{ mountPath: "/tmp", name: "tmp" }],
  };
}

/** Only the injector's own limit counts, not the instance's; the proxy gets at least two threads. */
function defaultConcurrency({ limits }: ComputeResources): number {
  const milli = limits?.cpu === undefined ? 0 : (milliQuantity(limits.cpu) ?? 0);
  return milli === 0 ? 0 : Math.max(Math.floor(milli / 1000), 2);
}

function injectorResources({ limits, requests }: ComputeResources): Traced {
  const canonical = (amounts: Readonly<Record<string, string>> | undefined): Traced | undefined =>
    amounts && Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, canonicalQuantity(amount)]));
  return { limits: canonical(limits), requests: canonical(requests) };
}

/** Sorted by name, but for the memory limit, which upstream appends. Configured variables take the place of Kuma's own. */
function environment(
  values: Readonly<Record<string, Traced>>,
  fields: Readonly<Record<string, string>>,
  configured: Readonly<Record<string, string>>,
): readonly Traced[] {
  const byName: Record<string, Traced> = {};
  for (const [name, value] of Object.entries(values)) byName[name] = { name, value };
  for (const [name, fieldPath] of Object.entries(fields)) {
    byName[name] = { name, valueFrom: { fieldRef: { apiVersion: "v1", fieldPath } } };
  }
  for (const [name, value] of Object.entries(configured)) byName[name] = { name, value };
  const sorted = Object.keys(byName).sort((a, b) => (a < b ? -1 : 1));
  const memory: Traced = {
    name: "KUMA_DATAPLANE_RESOURCES_MAX_MEMORY_BYTES",
    valueFrom: { resourceFieldRef: { containerName, divisor: "0", resource: "limits.memory" } },
  };
  return [...sorted.flatMap((name) => byName[name] ?? []), memory];
}

/** As Go's encoding/json prints a map of texts: keys sorted, and escaped what would be awkward in a page. */
function goJson(map: Readonly<Record<string, string>>): string {
  const sorted = Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(sorted).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
