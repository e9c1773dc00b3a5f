import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly mesh: string;
}

export const gatewaySecretInTwoMeshes = defineRule<Args>({
  code: "gateway-secret-in-two-meshes",
  severity: "error",
  says: ({ namespace, name, mesh }) =>
    `A Gateway of another mesh uses Secret "${namespace}/${name}" too, and Kuma's copies of both would have the same name: this Gateway of mesh "${mesh}" comes to nothing and gets no status.`,
});
