/** A workspace of `objects` objects, four a file: a Namespace, a Gateway, a Service and an HTTPRoute of 40 lines. */
export function generateWorkspace(objects: number): Map<string, string> {
  const files = new Map<string, string>([["file:///bench/class.yaml", classText]]);
  for (let at = 0; at < objects / 4; at++) files.set(`file:///bench/team-${at}.yaml`, teamText(at));
  return files;
}

/** One file of `documents` HTTPRoutes, whose Gateway and Service lie in another file. */
export function generateRoutes(documents: number): Map<string, string> {
  return new Map([
    ["file:///bench/class.yaml", classText],
    ["file:///bench/team.yaml", teamText(0)],
    [
      "file:///bench/routes.yaml",
      Array.from({ length: documents }, (_, at) => routeText(0, `route-${at}`, at)).join("---\n"),
    ],
  ]);
}

/** The GatewayClass and the Mesh that all share. */
export const classText = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: kuma
spec:
  controllerName: gateways.kuma.io/controller
---
apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata:
  name: default
`;

export function teamText(at: number): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: team-${at}
  labels:
    kuma.io/sidecar-injection: enabled
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: team-${at}
spec:
  gatewayClassName: kuma
  listeners:
    - name: http
      port: 8080
      protocol: HTTP
      hostname: "*.team-${at}.example.com"
      allowedRoutes:
        namespaces:
          from: Same
---
apiVersion: v1
kind: Service
metadata:
  name: app
  namespace: team-${at}
spec:
  selector:
    app: app-${at}
  ports:
    - name: web
      port: 8080
      targetPort: 8080
      protocol: TCP
      appProtocol: http
---
${routeText(at, "app", at)}`;
}

export function routeText(team: number, name: string, at: number): string {
  return `# Served by team ${team}.
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
  namespace: team-${team}
  labels:
    app.kubernetes.io/name: app
    app.kubernetes.io/part-of: shop
spec:
  parentRefs:
    - name: edge
      sectionName: http
  hostnames:
    - r${at}.team-${team}.example.com
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /api/v${at % 7}
          headers:
            - name: x-version
              value: "${at}"
      filters:
        - type: RequestHeaderModifier
          requestHeaderModifier:
            set:
              - name: x-team
                value: team-${team}
      backendRefs:
        - name: app
          port: 8080
          weight: 90
        - name: app
          port: 8080
          weight: 10
    - matches:
        - path:
            type: Exact
            value: /health
      backendRefs:
        - name: app
          port: 8080
`;
}
