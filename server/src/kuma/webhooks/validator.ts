import type { JsonObject } from "../../kubernetes/object.ts";
import { metadataOf } from "./defaulter.ts";
import { checkExternalService } from "./external-service.ts";
import { checkMeshGateway } from "./mesh-gateway.ts";
import { checkMeshGatewayInstance } from "./mesh-gateway-instance.ts";
import { checkMeshHttpRoute } from "./mesh-http-route.ts";
import { textOf } from "./message.ts";
import { reportTo, type Violation } from "./violation.ts";
import type { WebhookContext } from "./visibility.ts";

export const validatorWebhook = "validator.kuma-admission.kuma.io";

/** What Kuma's validating webhook objects to in an object that it sees and that has passed the schema. */
export function violations(object: JsonObject, { controlPlane }: WebhookContext): readonly Violation[] {
  const { behavior, settings } = controlPlane;
  const found: Violation[] = [];
  switch (object.kind) {
    case "MeshGateway":
      checkMeshGateway(object, reportTo(found).below("spec"));
      break;
    case "MeshHTTPRoute":
      checkMeshHttpRoute(
        object,
        behavior,
        textOf(metadataOf(object).namespace) === settings.systemNamespace,
        reportTo(found),
      );
      break;
    case "MeshGatewayInstance":
      if (behavior.validatesInstances) checkMeshGatewayInstance(object, controlPlane, reportTo(found, ["spec"]));
      break;
    case "ExternalService":
      checkExternalService(object, reportTo(found).below("spec"));
      break;
  }
  return found;
}
