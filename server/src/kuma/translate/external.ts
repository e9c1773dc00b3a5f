import { type Service, serviceKind } from "../../kubernetes/kinds/service.ts";
import type { View } from "../view.ts";

/**
 * A Service, also one of which only the existence is known: that one has whatever port is asked of it. Without a port nothing can
 * be told of it.
 */
export function serviceNamed(
  view: View,
  namespace: string,
  name: string,
  port: number | undefined,
): Service | undefined {
  const service = view.cluster.get(serviceKind, namespace, name);
  if (service !== undefined || port === undefined) return service;
  if (view.cluster.lookup(serviceKind, namespace, name) !== "external") return undefined;
  return { apiVersion: "v1", kind: "Service", metadata: { namespace, name }, spec: { ports: [{ port }] } };
}
