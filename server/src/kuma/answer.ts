/** The whole answer of a cluster: every root at rest, in the shape of the recorded answers. */
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { type JsonObject, type KubeObject, keyOf, keyText, type ObjectKey } from "../kubernetes/object.ts";
import { instanceStep } from "./instance/instance.ts";
import type { InstanceStatus } from "./instance/instance-status.ts";
import { meshGatewayInstanceKind } from "./kinds/mesh-gateway-instance.ts";
import type { Answer, Outcome } from "./outcome.ts";
import type { Generated, ReconcileError, Refusal } from "./place.ts";
import type { Problem } from "./problem.ts";
import { gatewayStep } from "./translate/gateway.ts";
import { gatewayClassStep } from "./translate/gateway-class.ts";
import { type GatewayAddress, type GatewayStatus, gatewayStatusStep } from "./translate/gateway-status.ts";
import { httpRouteStep } from "./translate/http-route.ts";
import { plainCondition } from "./translate/http-route-status.ts";
import type { Step, View } from "./view.ts";

/** All roots of a cluster with their outcomes, by kind and in order of namespace and name. */
export interface ClusterOutcome {
  readonly roots: readonly { readonly key: ObjectKey; readonly outcome: Outcome }[];
  /** Each object once, though several roots may want the same (a Secret's copy). */
  readonly generated: readonly Generated[];
  readonly problems: readonly Problem[];
}

export function outcomeOf(view: View): ClusterOutcome {
  const roots = [
    ...keysOf(view.cluster.list(gatewayClassKind)).map((key) => ask(view, gatewayClassStep, key)),
    ...keysOf(view.cluster.list(gatewayKind)).map((key) => ask(view, gatewayStep, key)),
    ...instanceKeys(view).map((key) => ask(view, instanceStep, key)),
    ...keysOf(view.cluster.list(httpRouteKind)).map((key) => ask(view, httpRouteStep, key)),
  ];
  const generated = new Map<string, Generated>();
  for (const { outcome } of roots) {
    for (const object of outcome.generated) {
      const key = keyText(object.key);
      if (!generated.has(key)) generated.set(key, object);
    }
  }
  return { roots, generated: [...generated.values()], problems: roots.flatMap(({ outcome }) => outcome.problems) };
}

/** `refused`: the inputs that never came to be, which the view knows nothing of. */
export function answerOf(view: View, refused: readonly Refusal[] = []): Answer {
  const { roots, generated } = outcomeOf(view);
  const generatedRefused = roots.flatMap(({ outcome }) => outcome.refused);
  const errors = roots.flatMap(({ outcome }) => outcome.error ?? []);
  const [status, statusWhenReady] = statuses(view);
  return {
    ...(refused.length > 0 ? { refused: refused.map(refusalOf) } : {}),
    generated: generated.map(({ object }) => object),
    status,
    ...(statusWhenReady.length > 0 ? { statusWhenReady } : {}),
    ...(generatedRefused.length > 0 ? { generatedRefused: generatedRefused.map(refusalOf) } : {}),
    ...(errors.length > 0 ? { reconcileErrors: errors.map(errorOf) } : {}),
  };
}

/** While the load balancer has not answered; and those that differ once it has. */
function statuses(view: View): readonly [readonly JsonObject[], readonly JsonObject[]] {
  const now: JsonObject[] = [];
  const ready: JsonObject[] = [];
  for (const key of keysOf(view.cluster.list(gatewayKind))) {
    const status = view.ask(gatewayStatusStep, keyText(key));
    now.push({ ...named(key), status: gatewayStatus(status, []) });
    if (status.addressesWhenReady.length > 0) {
      ready.push({ ...named(key), status: gatewayStatus(status, status.addressesWhenReady) });
    }
  }
  for (const key of keysOf(view.cluster.list(gatewayClassKind))) {
    const { conditions, finalizers } = view.ask(gatewayClassStep, keyText(key));
    const status = { conditions: conditions.map(plainCondition) };
    now.push({ ...named(key), ...(finalizers.length > 0 ? { finalizers } : {}), status });
  }
  for (const key of keysOf(view.cluster.list(httpRouteKind))) {
    now.push({ ...named(key), status: view.ask(httpRouteStep, keyText(key)).status ?? {} });
  }
  for (const key of instanceKeys(view)) {
    const { status, whenReady } = view.ask(instanceStep, keyText(key));
    now.push({ ...named(key), status: instanceStatus(status) });
    if (whenReady !== status) {
      const before = JSON.stringify(instanceStatus(status));
      const after = instanceStatus(whenReady);
      if (JSON.stringify(after) !== before) ready.push({ ...named(key), status: after });
    }
  }
  return [now, ready];
}

function gatewayStatus({ conditions, listeners }: GatewayStatus, addresses: readonly GatewayAddress[]): JsonObject {
  return {
    ...(addresses.length > 0 ? { addresses: addresses.map(({ type, value }) => ({ type, value })) } : {}),
    conditions: conditions.map(plainCondition),
    ...(listeners.length > 0
      ? {
          listeners: listeners.map(({ name, attachedRoutes, supportedKinds, conditions: ofListener }) => ({
            name,
            attachedRoutes,
            supportedKinds: supportedKinds.map(({ group, kind }) => ({ group, kind })),
            conditions: ofListener.map(plainCondition),
          })),
        }
      : {}),
  };
}

function instanceStatus({ conditions, loadBalancer }: InstanceStatus): JsonObject {
  return {
    ...(conditions === undefined ? {} : { conditions: conditions.map(plainCondition) }),
    ...(loadBalancer === undefined
      ? {}
      : {
          loadBalancer:
            loadBalancer.ingress === undefined
              ? {}
              : { ingress: loadBalancer.ingress.map(({ ip, ipMode }) => ({ ip, ipMode })) },
        }),
  };
}

/** Authored ones and those that Gateways made. */
function instanceKeys(view: View): readonly ObjectKey[] {
  const keys = new Map<string, ObjectKey>();
  const add = (key: ObjectKey) => keys.set(keyText(key), key);
  for (const key of keysOf(view.cluster.list(meshGatewayInstanceKind))) add(key);
  for (const gateway of keysOf(view.cluster.list(gatewayKind))) {
    for (const { key } of view.ask(gatewayStep, keyText(gateway)).generated) {
      if (key.kind === meshGatewayInstanceKind.kind) add(key);
    }
  }
  return [...keys.values()];
}

function keysOf(objects: readonly KubeObject[]): readonly ObjectKey[] {
  return objects.map(keyOf);
}

function ask(view: View, step: Step<Outcome>, key: ObjectKey) {
  return { key, outcome: view.ask(step, keyText(key)) };
}

function named({ kind, namespace, name }: ObjectKey): JsonObject {
  return { kind, name, ...(namespace === "" ? {} : { namespace }) };
}

function refusalOf({ key, by, message, errors }: Refusal): JsonObject {
  return {
    kind: key.kind,
    namespace: key.namespace,
    name: key.name,
    by,
    ...(message === undefined ? {} : { message }),
    ...(errors === undefined ? {} : { errors }),
  };
}

function errorOf({ key, message }: ReconcileError): JsonObject {
  return { kind: key.kind, namespace: key.namespace, name: key.name, error: message };
}
