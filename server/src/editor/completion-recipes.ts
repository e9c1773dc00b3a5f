import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { secretKind } from "../kubernetes/kinds/secret.ts";
import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import { controllerName, gatewayApiGroup } from "../kuma/translate/naming.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { tabStop } from "./completion-item.ts";
import { referencesIn } from "./reference.ts";

/** An object that somebody is likely to write next, as a snippet. */
interface Recipe {
  readonly label: string;
  readonly doc: string;
  readonly text: string;
}

/** Those that hold in this cluster, the likeliest first. */
export function recipes(workspace: Workspace, uri: string, cluster: ClusterState): readonly Recipe[] {
  const around = surroundings(workspace, uri, cluster);
  const { gateways } = cluster.spec.controlPlane.behavior;
  const mesh = [producer(around), consumer(around)];
  const grants = (around.crossing.length > 0 ? around.crossing : [anyCrossing(around)]).map(grant);
  return gateways
    ? [gatewayWithHttps(around), canary(around), redirect(around), ...grants, ...mesh]
    : [...mesh, ...grants];
}

/** The names that a recipe begins with: those that the cluster has. */
interface Surroundings {
  readonly namespace: string;
  readonly className: string;
  readonly gateway: { readonly name: string; readonly namespace: string };
  readonly listener: string | undefined;
  readonly plainListener: string | undefined;
  readonly secret: { readonly name: string; readonly namespace: string };
  readonly service: { readonly name: string; readonly port: number };
  readonly canary: { readonly name: string; readonly port: number };
  readonly host: string;
  readonly crossing: readonly Crossing[];
}

interface Crossing {
  readonly from: string;
  readonly kind: string;
  readonly toNamespace: string;
  readonly toKind: string;
  readonly toName: string;
}

function surroundings(workspace: Workspace, uri: string, { view }: ClusterState): Surroundings {
  const own = workspace.file(uri)?.manifests.map(({ manifest }) => manifest) ?? [];
  const { cluster } = view;
  const gateways = cluster.list(gatewayKind);
  const namespace =
    own.findLast(({ key }) => key.namespace !== "")?.key.namespace ??
    cluster.list(serviceKind)[0]?.metadata.namespace ??
    "default";
  const gateway = gateways.find(({ metadata }) => metadata.namespace === namespace) ?? gateways[0];
  const open = gateway?.spec.listeners.filter(
    ({ allowedRoutes }) => gateway.metadata.namespace === namespace || allowedRoutes.namespaces.from !== "Same",
  );
  const secure = open?.find(({ protocol }) => protocol === "HTTPS") ?? open?.[0];
  const plain = open?.find(({ protocol }) => protocol === "HTTP");
  const services = cluster.list(serviceKind, namespace).filter(speaksHttp);
  const [first, second = first] = services;
  const domain = (secure?.hostname ?? "*.example.com").replace(/^\*\./, "");
  const secrets = cluster.list(secretKind).filter(({ type }) => type === "kubernetes.io/tls");
  const secret = secrets.find(({ metadata }) => metadata.namespace === namespace) ?? secrets[0];
  return {
    namespace,
    className:
      cluster.list(gatewayClassKind).find(({ spec }) => spec.controllerName === controllerName)?.metadata.name ??
      "kuma",
    gateway: { name: gateway?.metadata.name ?? "edge", namespace: gateway?.metadata.namespace ?? namespace },
    listener: secure?.name,
    plainListener: plain?.name,
    secret: { name: secret?.metadata.name ?? "certificate", namespace: secret?.metadata.namespace ?? namespace },
    service: portOf(first, "app"),
    canary: portOf(second, "app-canary"),
    host: secure?.hostname?.startsWith("*.") === false ? domain : `www.${domain}`,
    crossing: own
      .flatMap((manifest) =>
        referencesIn(manifest).flatMap(({ role, target, section }): Crossing[] => {
          const crosses = role === "backendRef" || role === "certificateRef" || role === "mirror";
          if (!crosses || section !== undefined || target.namespace === manifest.key.namespace) return [];
          const { namespace: toNamespace, kind: toKind, name: toName } = target;
          return [{ from: manifest.key.namespace, kind: manifest.key.kind, toNamespace, toKind, toName }];
        }),
      )
      .slice(0, 3),
  };
}

function speaksHttp({ spec }: Service): boolean {
  return spec?.ports?.some(({ appProtocol }) => appProtocol?.startsWith("http") === true) === true;
}

function portOf(service: Service | undefined, otherwise: string): { readonly name: string; readonly port: number } {
  const port = service?.spec?.ports?.find(({ appProtocol }) => appProtocol?.startsWith("http") === true);
  return { name: service?.metadata.name ?? otherwise, port: port?.port ?? 8080 };
}

function anyCrossing({ namespace, service }: Surroundings): Crossing {
  return { from: "default", kind: "HTTPRoute", toNamespace: namespace, toKind: "Service", toName: service.name };
}

function head(kind: string, name: string, namespace: string, version = "v1"): string {
  return `apiVersion: ${gatewayApiGroup}/${version}
kind: ${kind}
metadata:
  name: ${tabStop(1, name)}
  namespace: ${tabStop(2, namespace)}
spec:
`;
}

function gatewayWithHttps({ className, secret, host }: Surroundings): Recipe {
  const domain = host.replace(/^www\./, "");
  return {
    label: "Gateway with HTTPS",
    doc: "A Gateway with a plain listener for redirects and one that ends TLS.",
    text: `${head("Gateway", "gateway", secret.namespace)}  gatewayClassName: ${tabStop(3, className)}
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      hostname: "${tabStop(4, `*.${domain}`)}"
    - name: https
      port: 443
      protocol: HTTPS
      hostname: "${tabStop(5, `*.${domain}`)}"
      tls:
        mode: Terminate
        certificateRefs:
          - name: ${tabStop(6, secret.name)}
`,
  };
}

function parent({ gateway, namespace }: Surroundings, listener: string | undefined): string {
  return [
    "  parentRefs:",
    `    - name: ${tabStop(3, gateway.name)}`,
    ...(gateway.namespace === namespace ? [] : [`      namespace: ${tabStop(4, gateway.namespace)}`]),
    ...(listener === undefined ? [] : [`      sectionName: ${tabStop(5, listener)}`]),
    "",
  ].join("\n");
}

function canary(around: Surroundings): Recipe {
  const { namespace, host, service, canary: other, listener } = around;
  const second = other.name === service.name ? { ...other } : other;
  return {
    label: "HTTPRoute with a canary",
    doc: "Nine of ten requests go to one Service, the rest to another.",
    text: `${head("HTTPRoute", "route", namespace)}${parent(around, listener)}  hostnames:
    - ${tabStop(6, host)}
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: ${tabStop(7, "/")}
      backendRefs:
        - name: ${tabStop(8, service.name)}
          port: ${tabStop(9, service.port)}
          weight: 90
        - name: ${tabStop(10, second.name)}
          port: ${tabStop(11, second.port)}
          weight: 10
`,
  };
}

function redirect(around: Surroundings): Recipe {
  const { namespace, host, plainListener } = around;
  return {
    label: "HTTPRoute that redirects to HTTPS",
    doc: "Plain HTTP is sent on to HTTPS.",
    text: `${head("HTTPRoute", "to-https", namespace)}${parent(around, plainListener)}  hostnames:
    - ${tabStop(6, host)}
  rules:
    - filters:
        - type: RequestRedirect
          requestRedirect:
            scheme: https
            port: 443
            statusCode: 301
`,
  };
}

function grant({ from, kind, toNamespace, toKind, toName }: Crossing): Recipe {
  return {
    label: `ReferenceGrant for ${toKind} ${toNamespace}/${toName}`,
    doc: `Lets ${kind}s of namespace ${from} refer to it.`,
    text: `${head("ReferenceGrant", `${from}-to-${toName}`.slice(0, 63), toNamespace, "v1beta1")}  from:
    - group: ${gatewayApiGroup}
      kind: ${kind}
      namespace: ${tabStop(3, from)}
  to:
    - group: ""
      kind: ${toKind}
      name: ${tabStop(4, toName)}
`,
  };
}

function producer({ namespace, service }: Surroundings): Recipe {
  return {
    label: "HTTPRoute of a Service (GAMMA producer)",
    doc: "A route in the namespace of its Service: it holds for all clients of the mesh.",
    text: `${head("HTTPRoute", "producer", namespace)}  parentRefs:
    - group: ""
      kind: Service
      name: ${tabStop(3, service.name)}
      port: ${tabStop(4, service.port)}
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: ${tabStop(5, "/")}
      backendRefs:
        - name: ${tabStop(6, service.name)}
          port: ${tabStop(7, service.port)}
`,
  };
}

function consumer({ namespace, service }: Surroundings): Recipe {
  return {
    label: "HTTPRoute of one's own calls to a Service (GAMMA consumer)",
    doc: "A route in another namespace than its Service: it holds for the clients in the route's namespace only.",
    text: `${head("HTTPRoute", "consumer", "default")}  parentRefs:
    - group: ""
      kind: Service
      name: ${tabStop(3, service.name)}
      namespace: ${tabStop(4, namespace)}
      port: ${tabStop(5, service.port)}
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: ${tabStop(6, "/")}
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier:
            set:
              - name: ${tabStop(7, "x-caller")}
                value: ${tabStop(8, "me")}
      backendRefs:
        - name: ${tabStop(9, service.name)}
          namespace: ${tabStop(10, namespace)}
          port: ${tabStop(11, service.port)}
`,
  };
}
