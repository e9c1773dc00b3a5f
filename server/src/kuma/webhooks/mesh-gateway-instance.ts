// kuma: pkg/plugins/runtime/k8s/webhooks/gateway_instance_validator.go

import type { JsonObject } from "../../kubernetes/object.ts";
import type { ControlPlane } from "../control-plane.ts";
import { messageOf, textMapOf } from "./message.ts";
import { checkTags } from "./tags.ts";
import type { Report } from "./violation.ts";

const deniedOnGlobal =
  "Operation not allowed. Kuma resources like MeshGatewayInstance can be created only from the 'zone' control plane and not from a 'global' control plane.";

export function checkMeshGatewayInstance(
  object: JsonObject,
  { settings, behavior }: ControlPlane,
  report: Report,
): void {
  if (settings.mode === "global") {
    report.add(deniedOnGlobal);
    return;
  }
  const tags = textMapOf(messageOf(object.spec)?.tags);
  checkTags(
    tags,
    { values: "of-proxy", ...(behavior.instanceServiceTagForbidden ? { service: "forbidden" } : {}) },
    report.below("tags"),
  );
}
