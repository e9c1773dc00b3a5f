import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { displayName, keyText, type ObjectKey } from "../kubernetes/object.ts";
import { instanceStep } from "../kuma/instance/instance.ts";
import type { InstanceStatus, InstanceStatuses } from "../kuma/instance/instance-status.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Condition, Generated, ReconcileError, Refusal } from "../kuma/place.ts";
import { gatewayStep } from "../kuma/translate/gateway.ts";
import { gatewayClassStep } from "../kuma/translate/gateway-class.ts";
import { gatewayStatusStep } from "../kuma/translate/gateway-status.ts";
import { httpRouteStep } from "../kuma/translate/http-route.ts";
import type { View } from "../kuma/view.ts";

/** The conditions of one thing: of the object itself, one of its listeners, or one of its parents. */
export interface Conditions {
  /** "" for the object itself; `listener https`, `parent infra/edge`. */
  readonly of: string;
  /** Index of the listener or parentRef. */
  readonly index?: number;
  readonly conditions: readonly Condition[];
  /** Of a listener: how many refs of routes are attached. */
  readonly attachedRoutes?: number;
}

/** What an authored object comes to, with all that follows from it. */
export interface Becoming {
  /** Whether some controller of this release looks at objects of this kind. */
  readonly reconciled: boolean;
  readonly generated: readonly Generated[];
  readonly refused: readonly Refusal[];
  readonly errors: readonly ReconcileError[];
  readonly statuses: readonly Conditions[];
  /** Of a Gateway or a MeshGatewayInstance: what is served where, before and after the load balancer has an address. */
  readonly serving?: { readonly before: Serving; readonly after: Serving };
}

export interface Serving {
  /** Of the instance that a Gateway generates; those of an authored one are its own. */
  readonly conditions: readonly Condition[];
  readonly addresses: readonly string[];
}

const nothing: Becoming = { reconciled: false, generated: [], refused: [], errors: [], statuses: [] };

export function becoming(view: View, key: ObjectKey): Becoming {
  const id = keyText(key);
  switch (`${key.group}/${key.kind}`) {
    case `${gatewayClassKind.group}/${gatewayClassKind.kind}`: {
      const outcome = view.ask(gatewayClassStep, id);
      return of([outcome], [{ of: "", conditions: outcome.conditions }]);
    }
    case `${gatewayKind.group}/${gatewayKind.kind}`: {
      const outcome = view.ask(gatewayStep, id);
      const instances = outcome.generated
        .filter((made) => made.key.kind === meshGatewayInstanceKind.kind)
        .map((made) => view.ask(instanceStep, keyText(made.key)));
      const { conditions, listeners } = view.ask(gatewayStatusStep, id);
      const [instance] = instances;
      const become = of(
        [outcome, ...instances],
        [
          { of: "", conditions },
          ...listeners.map((listener, index) => ({
            of: `listener ${listener.name}`,
            index,
            conditions: listener.conditions,
            attachedRoutes: listener.attachedRoutes,
          })),
        ],
      );
      return instance === undefined ? become : { ...become, serving: servingOf(instance) };
    }
    case `${httpRouteKind.group}/${httpRouteKind.kind}`: {
      const outcome = view.ask(httpRouteStep, id);
      const parents = outcome.status === undefined ? [] : outcome.parents;
      return of(
        [outcome],
        parents.map(({ ref, index, conditions }) => ({
          of: `parent ${displayName({ namespace: ref.namespace ?? key.namespace, name: ref.name })}${ref.sectionName === undefined ? "" : `/${ref.sectionName}`}`,
          index,
          conditions,
        })),
      );
    }
    case `${meshGatewayInstanceKind.group}/${meshGatewayInstanceKind.kind}`: {
      const outcome = view.ask(instanceStep, id);
      return {
        ...of([outcome], [{ of: "", conditions: outcome.status.conditions ?? [] }]),
        serving: servingOf(outcome),
      };
    }
    default:
      return nothing;
  }
}

function servingOf({ status, whenReady }: InstanceStatuses): { before: Serving; after: Serving } {
  const serving = ({ conditions = [], loadBalancer }: InstanceStatus): Serving => ({
    conditions,
    addresses: (loadBalancer?.ingress ?? []).map(({ ip }) => ip),
  });
  return { before: serving(status), after: serving(whenReady) };
}

function of(outcomes: readonly Outcome[], statuses: readonly Conditions[]): Becoming {
  return {
    reconciled: true,
    generated: outcomes.flatMap(({ generated }) => generated),
    refused: outcomes.flatMap(({ refused }) => refused),
    errors: outcomes.flatMap(({ error }) => error ?? []),
    statuses: statuses.filter(({ conditions }) => conditions.length > 0),
  };
}

/** `ResolvedRefs=False, BackendNotFound: "…"`: as a reader of `kubectl get -o yaml` would search for it. */
export function conditionText({ type, status, reason, message }: Condition): string {
  return `${type}=${status}, ${reason}${message === "" ? "" : `: ${JSON.stringify(message)}`}`;
}
