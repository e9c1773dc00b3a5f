/** Status of a MeshGatewayInstance at rest. kuma: gateway_instance_controller.go updateStatus */
import type { Condition, Place } from "../place.ts";

/** As a Service's: what the load balancer answers at. */
export interface LoadBalancerStatus {
  readonly ingress?: readonly { readonly ip: string; readonly ipMode: string }[];
}

/** Without conditions: never written. */
export interface InstanceStatus {
  readonly conditions?: readonly Condition[];
  readonly loadBalancer?: LoadBalancerStatus;
}

/** While the load balancer has not answered, and once it has and the pods run. */
export interface InstanceStatuses {
  readonly status: InstanceStatus;
  readonly whenReady: InstanceStatus;
}

/** Stands for whatever address the load balancer will have: one that is reserved for documentation. */
export const exampleAddress = "203.0.113.7";

export const unwrittenStatuses: InstanceStatuses = { status: {}, whenReady: {} };

export function unmatchedStatuses(mesh: string, causes: readonly Place[]): InstanceStatuses {
  const message = `No Gateway matched by tags in mesh: '${mesh}'`;
  const status = { conditions: [ready("False", "NoGatewayMatched", message, causes)] };
  return { status, whenReady: status };
}

/** Only a load balancer is waited for: any other Service is ready as soon as it has an address of the cluster. */
export function servedStatuses(isLoadBalanced: boolean, causes: readonly Place[]): InstanceStatuses {
  const isReady = ready("True", "Ready", "", causes);
  if (!isLoadBalanced) {
    const status = { conditions: [isReady], loadBalancer: {} };
    return { status, whenReady: status };
  }
  return {
    status: { conditions: [ready("False", "LoadBalancerAddressNotReady", "", causes)], loadBalancer: {} },
    whenReady: { conditions: [isReady], loadBalancer: { ingress: [{ ip: exampleAddress, ipMode: "VIP" }] } },
  };
}

function ready(status: "True" | "False", reason: string, message: string, causes: readonly Place[]): Condition {
  return { type: "Ready", status, reason, message, observedGeneration: 1, causes };
}
