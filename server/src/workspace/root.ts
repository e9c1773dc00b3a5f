import { keyText, type ObjectKey } from "../kubernetes/object.ts";
import { instanceStep } from "../kuma/instance/instance.ts";
import type { Outcome } from "../kuma/outcome.ts";
import { gatewayStep } from "../kuma/translate/gateway.ts";
import { gatewayClassStep } from "../kuma/translate/gateway-class.ts";
import { httpRouteStep } from "../kuma/translate/http-route.ts";
import type { Step, View } from "../kuma/view.ts";

/** What Kuma reconciles: the kinds whose objects are translated, each by its step. */
const steps: Readonly<Record<string, Step<Outcome>>> = {
  "gateway.networking.k8s.io/GatewayClass": gatewayClassStep,
  "gateway.networking.k8s.io/Gateway": gatewayStep,
  "gateway.networking.k8s.io/HTTPRoute": httpRouteStep,
  "kuma.io/MeshGatewayInstance": instanceStep,
};

/** What the control plane makes of one object; `undefined` where it is of a kind that no controller looks at. */
export function outcomeOf(view: View, key: ObjectKey): Outcome | undefined {
  const step = steps[`${key.group}/${key.kind}`];
  return step === undefined ? undefined : view.ask(step, keyText(key));
}
