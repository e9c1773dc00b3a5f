import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

export const apiVersionUnserved = defineRule<ReadingArgs["api-version-unserved"]>({
  code: "api-version-unserved",
  severity: "error",
  says: ({ apiVersion, kind, servedAs, elsewhere }, { controlPlane }) => {
    const { version, channel } = controlPlane.settings.gatewayApi;
    const where = apiVersion.startsWith("gateway.networking") ? ` (Gateway API ${version}, ${channel} channel)` : "";
    const served = servedAs.length === 0 ? "" : ` It is served as ${oneOf(servedAs)}.`;
    return `This cluster does not serve ${kind} as "${apiVersion}"${where}.${served}${elsewhere === undefined ? "" : ` This version is there ${elsewhere}.`}`;
  },
  fixes: ({ at, args }) =>
    args.servedAs.slice(0, 1).map((apiVersion) => ({
      title: `Change to ${apiVersion}`,
      changes: [{ set: { object: at.object, path: ["apiVersion"] }, value: apiVersion }],
      preferred: true,
    })),
});
