import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly number[];
}

export const backendPortMissing = defineRule<Args>({
  code: "backend-port-missing",
  severity: "error",
  says: ({ namespace, name }) =>
    `A backendRef to Service "${namespace}/${name}" must say which port; without it the reference is refused.`,
  fixes: ({ at, args }) => {
    const ref = at.path.slice(0, at.path.findLastIndex((step) => step === "backendRefs" || step === "backendRef") + 1);
    const index = at.path[ref.length];
    const path = typeof index === "number" ? [...ref, index, "port"] : [...ref, "port"];
    return args.ports.map((value) => ({
      title: `Add port ${value}`,
      changes: [{ set: { object: at.object, path }, value }],
      preferred: args.ports.length === 1,
    }));
  },
});
