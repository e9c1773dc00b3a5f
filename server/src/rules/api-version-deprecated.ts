import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { gatewayApiGroup } from "../gateway-api/kinds/references.ts";
import { exists } from "../kubernetes/availability.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

const kinds = [gatewayClassKind, gatewayKind, httpRouteKind, referenceGrantKind];

export const apiVersionDeprecated = defineAdvice({
  code: "api-version-deprecated",
  kinds: kinds as unknown as readonly KubeKind[],
  severity: "hint",
  tags: ["deprecated"],
  says: ({ apiVersion, newest }: { readonly apiVersion: string; readonly newest: string }) =>
    `"${apiVersion}" is on its way out, this cluster serves "${newest}" too; Kuma reads both alike.`,
  *check(object, { controlPlane }) {
    const newest = `${gatewayApiGroup}/v1`;
    if (object.apiVersion === newest) return;
    const versions = kinds.find(({ kind }) => kind === object.kind)?.versions ?? [];
    const served = versions.some(({ name, when }) => name === "v1" && exists(when, controlPlane.settings.gatewayApi));
    if (served) yield { at: at(keyOf(object), "apiVersion"), args: { apiVersion: object.apiVersion, newest } };
  },
  fixes: ({ at, args }) => [
    { title: `Change to ${args.newest}`, changes: [{ set: at, value: args.newest }], preferred: true },
  ],
});
