/** A condition as the CRDs prefill it: no controller has written yet. */
export interface PendingCondition {
  readonly type: string;
  readonly status: "Unknown";
  readonly reason: string;
  readonly message: string;
}

const pending = (type: string, reason: string): PendingCondition => ({
  type,
  status: "Unknown",
  reason,
  message: "Waiting for controller",
});

/** Conditions of a Gateway that no controller has written a status to: defaults of its CRD. */
export const pendingGateway: readonly PendingCondition[] = [
  pending("Accepted", "Pending"),
  pending("Programmed", "Pending"),
];

/** The same for a GatewayClass; the reason was `Waiting` up to bundle 1.1. */
export function pendingGatewayClass(bundleVersion: string): readonly PendingCondition[] {
  const [major = 0, minor = 0] = bundleVersion.split(".").map(Number);
  return [pending("Accepted", major === 1 && minor < 2 ? "Waiting" : "Pending")];
}
