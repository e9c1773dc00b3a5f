import type { ObjectKey } from "../kubernetes/object.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Condition } from "../kuma/place.ts";
import type { Because, Problem } from "../kuma/problem.ts";
import type { GatewayOutcome } from "../kuma/translate/gateway.ts";

/**
 * The problems of an outcome, each with what else a user would see because of it: the error in the log that a refusal ends in, the
 * other conditions of a listener and its Gateway. So one mistake stays one finding.
 */
export function withConsequences(key: ObjectKey, outcome: Outcome): readonly Problem[] {
  return outcome.problems.map((problem) => {
    const also = problem.because === undefined ? [] : consequences(key, problem.because, outcome);
    return also.length === 0 ? problem : ({ ...problem, because: { ...problem.because, also } } as Problem);
  });
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

function isBad({ type, status }: Condition): boolean {
  return status === (type === "Conflicted" ? "True" : "False");
}
