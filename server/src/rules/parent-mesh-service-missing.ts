import { declareExternal } from "./absence.ts";
import { spellingFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

const meshService = { group: "kuma.io", kind: "MeshService", namespaced: true };
const keyOfMeshService = ({ namespace, name }: Args) => ({ group: "kuma.io", kind: "MeshService", namespace, name });

/** Kuma makes MeshServices of Services by itself, so that none is here says less than of other kinds. */
export const parentMeshServiceMissing = defineRule<Args>({
  code: "parent-mesh-service-missing",
  severity: (args, { world, cluster }) => {
    if (world.isExternal(keyOfMeshService(args))) return undefined;
    if (cluster.lookup(meshService, args.namespace, args.name) !== "absent") return undefined;
    return world.complete ? "error" : "warning";
  },
  says: ({ namespace, name }, { world }) =>
    `MeshService "${namespace}/${name}" does not exist, so this parentRef attaches to nothing.${world.complete ? "" : " It is not in these files; if Kuma or somebody else makes it, declare it as external."}`,
  fixes: ({ at, args }, { cluster, world }) => [
    ...spellingFix(
      at,
      args.name,
      cluster.list(meshService, args.namespace).map(({ metadata }) => metadata.name),
    ),
    ...(world.complete ? [] : [declareExternal(keyOfMeshService(args))]),
  ],
});
