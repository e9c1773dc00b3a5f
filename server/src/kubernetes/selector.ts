import { labelValueProblems, qualifiedNameProblems } from "./names.ts";

/** A `metav1.LabelSelector` as an author may write it; the schema leaves operator and values to the reader. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export type Labels = Readonly<Record<string, string>>;

export type Selector = { readonly matches: (labels: Labels | undefined) => boolean } | { readonly error: string };

type Requirement = (labels: Labels) => boolean;

const none: Labels = {};

/** kubernetes: apimachinery meta/v1 LabelSelectorAsSelector. Without a selector nothing matches, an empty one matches all. */
export function selectorOf(selector: LabelSelector | undefined): Selector {
  if (selector === undefined) return { matches: () => false };
  const requirements: Requirement[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    const error = requirementError(key, "=", [value]);
    if (error !== undefined) return { error };
    requirements.push((labels) => labelOf(labels, key) === value);
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const requirement = requirementOf(key, operator, values);
    if (requirement === undefined)
      return { error: `${JSON.stringify(operator)} is not a valid label selector operator` };
    const error = requirementError(key, operator, values);
    if (error !== undefined) return { error };
    requirements.push(requirement);
  }
  return { matches: (labels) => requirements.every((holds) => holds(labels ?? none)) };
}

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function requirementOf(key: string, operator: string, values: readonly string[]): Requirement | undefined {
  switch (operator) {
    case "In":
      return (labels) => isOneOf(labelOf(labels, key), values);
    case "NotIn":
      // An absent label is not in any set.
      return (labels) => !isOneOf(labelOf(labels, key), values);
    case "Exists":
      return (labels) => labelOf(labels, key) !== undefined;
    case "DoesNotExist":
      return (labels) => labelOf(labels, key) === undefined;
    default:
      return undefined;
  }
}

function isOneOf(value: string | undefined, values: readonly string[]): boolean {
  return value !== undefined && values.includes(value);
}

// kubernetes: apimachinery labels.NewRequirement
function requirementError(key: string, operator: string, values: readonly string[]): string | undefined {
  const errors: string[] = [];
  for (const problem of qualifiedNameProblems(key))
    errors.push(`key: Invalid value: ${JSON.stringify(key)}: ${problem}`);
  if ((operator === "In" || operator === "NotIn") && values.length === 0) {
    errors.push("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
  }
  if ((operator === "Exists" || operator === "DoesNotExist") && values.length > 0) {
    errors.push(
      `values: Invalid value: ${JSON.stringify(values)}: values set must be empty for exists and does not exist`,
    );
  }
  for (const [i, value] of values.entries()) {
    for (const problem of labelValueProblems(value)) {
      errors.push(`values[${i}][${key}]: Invalid value: ${JSON.stringify(value)}: ${problem}`);
    }
  }
  if (errors.length === 0) return undefined;
  return errors.length === 1 ? errors[0] : `[${errors.join(", ")}]`;
}
