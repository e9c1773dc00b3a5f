import type { RuleFailure, RuleOn } from "../../kubernetes/schema.ts";
import { firstRepeated } from "./repeated.ts";

interface Parent {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

// port of: HTTPRoute spec.parentRefs (and of every other route). The experimental channel tells parents apart by port, too.
export const parentRefRules: readonly RuleOn<readonly Parent[]>[] = [
  {
    name: "parent-section-required",
    message: "sectionName must be specified when parentRefs includes 2 or more references to the same parent",
    when: { channel: "standard" },
    check: (self) => mixedParents(self, (ref) => [ref.sectionName ?? ""]),
  },
  {
    name: "parent-section-unique",
    message: "sectionName must be unique when parentRefs includes 2 or more references to the same parent",
    when: { channel: "standard" },
    check: (self) => firstRepeated(self, (ref) => `${parentOf(ref)}/${ref.sectionName ?? ""}`),
  },
  {
    name: "parent-section-required",
    message: "sectionName or port must be specified when parentRefs includes 2 or more references to the same parent",
    when: { channel: "experimental" },
    check: (self) => mixedParents(self, (ref) => [ref.sectionName ?? "", ref.port ?? 0]),
  },
  {
    name: "parent-section-unique",
    message: "sectionName or port must be unique when parentRefs includes 2 or more references to the same parent",
    when: { channel: "experimental" },
    check: (self) => firstRepeated(self, (ref) => `${parentOf(ref)}/${ref.sectionName ?? ""}/${ref.port ?? 0}`),
  },
];

function parentOf(ref: Parent): string {
  return `${ref.group}/${ref.kind}/${ref.namespace ?? ""}/${ref.name}`;
}

/** References to one parent, of which some say more than others about where to attach. */
function mixedParents(
  refs: readonly Parent[],
  details: (ref: Parent) => readonly (string | number)[],
): RuleFailure | undefined {
  const first = new Map<string, number>();
  const said = (ref: Parent) =>
    details(ref)
      .map((detail) => (detail === "" || detail === 0 ? "-" : "+"))
      .join("");
  for (const [index, ref] of refs.entries()) {
    const parent = parentOf(ref);
    const before = first.get(parent);
    const other = before === undefined ? undefined : refs[before];
    if (before === undefined) first.set(parent, index);
    else if (other !== undefined && said(other) !== said(ref)) {
      const less = said(ref).includes("-") ? index : before;
      return { at: [less], related: [less === index ? before : index] };
    }
  }
  return undefined;
}
