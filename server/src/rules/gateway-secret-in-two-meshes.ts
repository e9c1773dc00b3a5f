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
    `A Gateway of mesh "${mesh}" uses Secret "${namespace}/${name}" too, and Kuma's copies for both meshes would have the same name: this Gateway comes to nothing and gets no status.`,
});
