import { displayName, type ObjectKey } from "../kubernetes/object.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Condition, ReconcileError } from "../kuma/place.ts";
import type { Because, Problem } from "../kuma/problem.ts";
import type { GatewayOutcome } from "../kuma/translate/gateway.ts";
import type { HttpRouteOutcome } from "../kuma/translate/http-route.ts";

/**
 * The problems of an outcome, each with what else a user would see because of it: the error in the log that a refusal ends in, the
 * other conditions of a listener and its Gateway. So one mistake stays one finding.
 */
export function withConsequences(key: ObjectKey, outcome: Outcome): readonly Problem[] {
  const problems = outcome.problems.map((problem) => {
    const also = problem.because === undefined ? [] : consequences(key, problem.because, outcome);
    return also.length === 0 ? problem : ({ ...problem, because: { ...problem.because, also } } as Problem);
  });
  if (outcome.error !== undefined) return problems.length > 0 ? problems : [unexplained(outcome.error)];
  const silent = silentConditions(key, outcome, problems);
  return silent.length === 0 ? problems : [...problems, ...silent];
}

/** Conditions of parents that no problem speaks of. */
function silentConditions(key: ObjectKey, outcome: Outcome, problems: readonly Problem[]): readonly Problem[] {
  if (!isRoute(outcome)) return [];
  const told = new Set(
    problems.flatMap(({ because }) =>
      because !== undefined && "condition" in because ? [`${because.condition.type} ${because.condition.reason}`] : [],
    ),
  );
  return outcome.parents.flatMap(({ index, ref, conditions }) =>
    conditions
      .filter((condition) => isBad(condition) && !told.has(`${condition.type} ${condition.reason}`))
      .map((condition): Problem => {
        const parent = displayName({ namespace: ref.namespace ?? key.namespace, name: ref.name });
        return {
          code: "condition-false",
          at: condition.causes?.[0] ?? { object: key, path: ["spec", "parentRefs", index, "name"] },
          args: { type: condition.type, reason: condition.reason },
          because: { condition, of: key, parent },
        };
      }),
  );
}

/** Nobody shall learn of an error from a silent cluster, whatever the translation knows about it. */
function unexplained(error: ReconcileError): Problem {
  const { key, causes } = error;
  return {
    code: "reconcile-error",
    at: causes?.[0] ?? { object: key, path: ["metadata", "name"] },
    args: { kind: key.kind, name: key.name },
    because: { error },
  };
}

function consequences(key: ObjectKey, because: Because, outcome: Outcome): readonly Because[] {
  if ("refusal" in because) return outcome.error === undefined ? [] : [{ error: outcome.error }];
  if (!("condition" in because) || because.listener === undefined || !isGateway(outcome)) return [];
  const { condition, listener } = because;
  const others = outcome.listeners
    .filter(({ name }) => name === listener)
    .flatMap(({ conditions }) => conditions.filter((other) => other.type !== condition.type && isBad(other)));
  return [
    ...others.map((other): Because => ({ condition: other, of: key, listener })),
    ...outcome.conditions.filter(isBad).map((other): Because => ({ condition: other, of: key })),
  ];
}

function isGateway(outcome: Outcome): outcome is GatewayOutcome {
  return "listeners" in outcome;
}

function isRoute(outcome: Outcome): outcome is HttpRouteOutcome {
  return "parents" in outcome;
}

function isBad({ type, status }: Condition): boolean {
  return status === (type === "Conflicted" ? "True" : "False");
}
