import { absenceOf, declareExternal, severityOfAbsence, unsureNote } from "./absence.ts";
import { nearest } from "./nearest.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
}

const keyOfBackend = ({ namespace, name, kind }: Args) => ({
  group: kind === "MeshService" ? "kuma.io" : "",
  kind,
  namespace,
  name,
});

export const backendMissing = defineRule<Args>({
  code: "backend-missing",
  severity: (args, context) => severityOfAbsence(keyOfBackend(args), context),
  says: (args, context) =>
    `${args.kind} "${args.namespace}/${args.name}" does not exist: its share of the requests is answered with 500 at a gateway, and ignored in the mesh.${unsureNote(keyOfBackend(args), context)}`,
  fixes: ({ at, args }, context) => {
    const key = keyOfBackend(args);
    const near = nearest(
      args.name,
      context.cluster.list({ ...key, namespaced: true }, args.namespace).map(({ metadata }) => metadata.name),
    );
    return [
      ...(near === undefined
        ? []
        : [{ title: `Change to "${near}"`, changes: [{ set: at, value: near }], preferred: true }]),
      ...(absenceOf(key, context) === "unsure" ? [declareExternal(key)] : []),
    ];
  },
});
