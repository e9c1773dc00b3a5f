/** A small workspace: a shared Gateway, a team's route with a misspelled section, and what they refer to. */
export const base = `apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata: { name: default }
---
apiVersion: v1
kind: Namespace
metadata: { name: infra }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kuma }
spec: { controllerName: gateways.kuma.io/controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge # 𝄞 an astral note
  namespace: infra
spec:
  gatewayClassName: kuma
  listeners:
    - name: http
      port: 80
      protocol: HTTP
      allowedRoutes: { namespaces: { from: All } }
`;

export const services = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports: [{ name: web, port: 80, appProtocol: http }]
`;

export const routes = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop, annotations: { "team": "Käse 𝄞" } }
spec:
  parentRefs:
    - { name: edge, namespace: infra, sectionName: http } # 𝄞
  rules:
    - backendRefs:
        - name: cart
          port: 80
`;

export const settings = `kuma: "2.14"\ncomplete: true\n`;

export const shop: Readonly<Record<string, string>> = {
  ".gateway-lens.yaml": settings,
  "base.yaml": base,
  "services.yaml": services,
  "shop/routes.yaml": routes,
};
