import type { JsonObject } from "../../server/src/kubernetes/object.ts";

/** Something that a cluster said against a manifest, and that a finding therefore has to quote. */
export interface Demand {
  /** What the counts are about: the kind of words, and who or why. */
  readonly label: string;
  /** The refused manifest itself, where it is one; the finding is then on it. */
  readonly on?: ObjectName;
  /** Whose condition or error it is. */
  readonly of?: ObjectName;
  /** Parts of a `because`, all of which one finding holds. */
  readonly words: readonly string[];
}

export interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A line of `*.answers.jsonl`. */
export interface RecordedAnswer {
  readonly refused?: readonly RecordedRefusal[];
  readonly generatedRefused?: readonly RecordedRefusal[];
  readonly reconcileErrors?: readonly (Named & { readonly error: string })[];
  readonly status: readonly RecordedStatus[];
  readonly statusWhenReady?: readonly RecordedStatus[];
}

interface Named {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

interface RecordedRefusal extends Named {
  readonly by: string;
  readonly message?: string;
  readonly errors?: readonly string[];
}

interface RecordedCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

interface RecordedStatus extends Named {
  readonly status: {
    readonly conditions?: readonly RecordedCondition[];
    readonly listeners?: readonly { readonly name: string; readonly conditions?: readonly RecordedCondition[] }[];
    readonly parents?: readonly {
      readonly parentRef: JsonObject;
      readonly conditions?: readonly RecordedCondition[];
    }[];
  };
}

/** All that the recorded answer says against its world. */
export function demandsOf(answer: RecordedAnswer): readonly Demand[] {
  return [
    ...(answer.refused ?? []).flatMap(refusedInput),
    ...(answer.generatedRefused ?? []).map(refusedOutput),
    ...(answer.reconcileErrors ?? []).map(
      ({ kind, error }): Demand => ({
        label: `error ${kind}: ${error.slice(0, 60)}`,
        words: [beforeKubernetes(error)],
      }),
    ),
    ...settled(answer).flatMap((one) => [...badConditions(one)]),
  ];
}

function refusedInput({ by, message, errors, ...object }: RecordedRefusal): readonly Demand[] {
  const on = objectName(object);
  const label = `refused ${object.kind} by ${by}`;
  switch (by) {
    case "schema":
      return fieldsOf(errors ?? []).map((field) => ({ label, on, words: [field] }));
    // Kubernetes' own words differ between its versions.
    case "decode":
    case "not-served":
    case "not-watched":
    case "api-server":
      return [{ label, on, words: [] }];
    default:
      return [{ label, on, words: [by, message ?? ""] }];
  }
}

function refusedOutput({ by, message, errors, kind, name }: RecordedRefusal): Demand {
  const label = `generated ${kind} refused by ${by}`;
  switch (by) {
    case "schema":
      return { label, words: [name, ...fieldsOf(errors ?? [])] };
    case "api-server":
      return { label, words: [name, ...fieldsOf([(message ?? "").replace(/^.* is invalid: \[?/, "")])] };
    default:
      return { label, words: [message ?? ""] };
  }
}

function objectName({ kind, namespace = "", name }: Named): ObjectName {
  return { kind, namespace, name };
}

/** `spec.x: Invalid value: …`: who words it differs, where it is does not. */
function fieldsOf(errors: readonly string[]): readonly string[] {
  return errors.map((error) => error.slice(0, Math.max(0, error.indexOf(":")))).filter((field) => field !== "<nil>");
}

/** Errors are cut with … where Kubernetes' own wording begins. */
function beforeKubernetes(error: string): string {
  return error.replace(/…[\s\S]*$/, "").trim();
}

/** Once the load balancer has answered: what is only not there yet is nobody's mistake. */
function settled({ status, statusWhenReady = [] }: RecordedAnswer): readonly RecordedStatus[] {
  const id = ({ kind, namespace = "", name }: Named) => `${kind}/${namespace}/${name}`;
  const later = new Map(statusWhenReady.map((one) => [id(one), one]));
  return status.map((one) => later.get(id(one)) ?? one);
}

function* badConditions({ kind, namespace = "", name, status }: RecordedStatus): Generator<Demand> {
  const object = `${kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
  const told = (where: string, { type, status: value, reason, message }: RecordedCondition): Demand => ({
    label: `condition ${kind} ${type}=${value} ${reason}`,
    of: objectName({ kind, namespace, name }),
    words: [`${where}: ${type}=${value}, ${reason}${message === "" ? "" : `: ${JSON.stringify(message)}`}`],
  });
  for (const condition of (status.conditions ?? []).filter(isBad)) yield told(object, condition);
  for (const { name: listener, conditions = [] } of status.listeners ?? []) {
    for (const condition of conditions.filter(isBad)) yield told(`${object}, listener ${listener}`, condition);
  }
  for (const { parentRef, conditions = [] } of status.parents ?? []) {
    const parent = `${parentRef.namespace ?? namespace}/${parentRef.name}`;
    for (const condition of conditions.filter(isBad)) yield told(`${object}, parent ${parent}`, condition);
  }
}

function isBad({ type, status }: RecordedCondition): boolean {
  return status === (type === "Conflicted" ? "True" : "False");
}
