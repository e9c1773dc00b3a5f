import { externalServiceKind } from "../kuma/kinds/external-service.ts";
import { absenceOf, declareExternal, severityOfAbsence, unsureNote } from "./absence.ts";
import { spellingFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

const keyOfExternalService = (name: string) => ({ group: "kuma.io", kind: "ExternalService", namespace: "", name });

export const backendExternalServiceMissing = defineRule<{ readonly name: string; readonly mesh: string }>({
  code: "backend-external-service-missing",
  severity: ({ name }, context) => {
    const { cluster } = context;
    const kind = { group: "kuma.io", kind: "ExternalService", namespaced: false };
    return cluster.lookup(kind, "", name) === "present" && !context.world.isExternal(keyOfExternalService(name))
      ? "error"
      : severityOfAbsence(keyOfExternalService(name), context);
  },
  says: ({ name, mesh }, context) =>
    `Mesh "${mesh}" has no ExternalService "${name}": requests for it fail.${unsureNote(keyOfExternalService(name), context)}`,
  fixes: ({ at, args }, context) => {
    const key = keyOfExternalService(args.name);
    const ofMesh = context.cluster.list(externalServiceKind).filter(({ mesh = "default" }) => mesh === args.mesh);
    return [
      ...spellingFix(
        at,
        args.name,
        ofMesh.map(({ metadata }) => metadata.name).filter((name) => name !== args.name),
      ),
      ...(absenceOf(key, context) === "unsure" ? [declareExternal(key)] : []),
    ];
  },
});
