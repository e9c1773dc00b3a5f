import { displayName, type ObjectKey } from "../kubernetes/object.ts";
import type { InstanceOutcome } from "../kuma/instance/instance.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Condition, Place, ReconcileError } from "../kuma/place.ts";
import type { Because, Problem } from "../kuma/problem.ts";
import type { GatewayOutcome } from "../kuma/translate/gateway.ts";
import type { GatewayClassOutcome } from "../kuma/translate/gateway-class.ts";
import type { HttpRouteOutcome } from "../kuma/translate/http-route.ts";

/** A condition and whose it is. */
type Told = Because & { readonly condition: Condition };

/**
 * The problems of an outcome, each with what else a user would see because of it: the error in the log that a refusal ends in, the
 * other conditions of a listener and its Gateway, the same condition at other parents. So one mistake stays one finding, and nobody
 * learns of an error or a condition from a silent cluster, whatever the translation knows about it.
 */
export function withConsequences(key: ObjectKey, outcome: Outcome): readonly Problem[] {
  const { error } = outcome;
  const problems = toldProblems(outcome).map((problem) => {
    const also = problem.because === undefined ? [] : consequences(key, problem.because, outcome);
    return withAlso(problem, also);
  });
  if (error !== undefined) {
    return problems.some(({ because }) => because !== undefined && tellsOfErrors(because))
      ? problems
      : [...problems, unexplained(error)];
  }
  return withSilentConditions(key, outcome, problems);
}

/** What is wrong with the rules of a route that no parent takes has no consequence: that it is not taken is told already. */
function toldProblems(outcome: Outcome): readonly Problem[] {
  const isTaken = !isRoute(outcome) || outcome.parents.length > 0 || outcome.error !== undefined;
  return isTaken ? outcome.problems : outcome.problems.filter(({ code }) => !code.startsWith("backend-"));
}

/** Conditions that no problem speaks of go with one of the same kind, or are told for themselves. */
function withSilentConditions(key: ObjectKey, outcome: Outcome, problems: readonly Problem[]): readonly Problem[] {
  const all = badConditions(key, outcome);
  if (all.length === 0) return problems;
  const told = new Set(problems.flatMap(({ because }) => (because === undefined ? [] : idsOf(because))));
  const also = new Map<Problem, Because[]>();
  const alone: Problem[] = [];
  for (const { because, at } of all) {
    const id = idOf(because);
    if (told.has(id)) continue;
    told.add(id);
    const kin = problems.find((problem) => problem.because !== undefined && isKin(problem.because, because));
    if (kin === undefined) {
      const { type, reason } = because.condition;
      alone.push(
        reason === "NoGatewayMatched"
          ? { code: "instance-gateway-missing", at, args: { name: key.name }, because }
          : { code: "condition-false", at, args: { type, reason }, because },
      );
    } else also.set(kin, [...(also.get(kin) ?? []), because]);
  }
  return [...problems.map((problem) => withAlso(problem, also.get(problem) ?? [])), ...alone];
}

interface BadCondition {
  readonly because: Told;
  readonly at: Place;
}

function badConditions(key: ObjectKey, outcome: Outcome): readonly BadCondition[] {
  const bad = (
    conditions: readonly Condition[] | undefined,
    place: Place,
    whose: Pick<Told & { parent?: string; listener?: string }, "parent" | "listener"> = {},
  ): readonly BadCondition[] =>
    (conditions ?? [])
      .filter(isBad)
      .map((condition) => ({ because: { condition, of: key, ...whose }, at: condition.causes?.[0] ?? place }));
  const name: Place = { object: key, path: ["metadata", "name"] };
  if (isRoute(outcome)) {
    return outcome.parents.flatMap(({ index, ref, conditions }) => {
      const parent = displayName({ namespace: ref.namespace ?? key.namespace, name: ref.name });
      return bad(conditions, { object: key, path: ["spec", "parentRefs", index, "name"] }, { parent });
    });
  }
  if (isInstance(outcome)) return bad(outcome.whenReady.conditions, name);
  if (isGateway(outcome)) {
    return [
      ...outcome.listeners.flatMap(({ name: listener, conditions }) => bad(conditions, name, { listener })),
      ...bad(outcome.conditions, name),
    ];
  }
  return isClass(outcome) ? bad(outcome.conditions, name) : [];
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

function withAlso(problem: Problem, more: readonly Because[]): Problem {
  if (more.length === 0 || problem.because === undefined) return problem;
  const also = [...(problem.because.also ?? []), ...more];
  return { ...problem, because: { ...problem.because, also } } as Problem;
}

function tellsOfErrors(because: Because): boolean {
  return "error" in because || (because.also ?? []).some(tellsOfErrors);
}

function idsOf(because: Because): readonly string[] {
  const also = (because.also ?? []).flatMap(idsOf);
  return "condition" in because ? [idOf(because), ...also] : also;
}

function idOf({ condition: { type, reason, message }, ...whose }: Told): string {
  const { parent = "", listener = "" } = whose as { readonly parent?: string; readonly listener?: string };
  return [parent, listener, type, reason, message].join("\u0000");
}

/** Another parent, or another object in the way: still the same mistake. */
function isKin(a: Because, b: Told): boolean {
  return "condition" in a && a.condition.type === b.condition.type && a.condition.reason === b.condition.reason;
}

function isGateway(outcome: Outcome): outcome is GatewayOutcome {
  return "listeners" in outcome;
}

function isRoute(outcome: Outcome): outcome is HttpRouteOutcome {
  return "parents" in outcome;
}

function isInstance(outcome: Outcome): outcome is InstanceOutcome {
  return "whenReady" in outcome;
}

function isClass(outcome: Outcome): outcome is GatewayClassOutcome {
  return "finalizers" in outcome;
}

function isBad({ type, status }: Condition): boolean {
  return status === (type === "Conflicted" ? "True" : "False");
}
