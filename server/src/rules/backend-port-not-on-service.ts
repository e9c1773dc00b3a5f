import { onlyChoiceFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly port: number;
  readonly ports: readonly number[];
}

/** 3.0 says so in a condition. 2.x checks nothing, and sends requests to a cluster without endpoints. */
export const backendPortNotOnService = defineRule<Args>({
  code: "backend-port-not-on-service",
  severity: (_, { controlPlane }) => (controlPlane.behavior.gateways ? "warning" : "error"),
  says: ({ namespace, name, kind, port, ports }) =>
    `${kind} "${namespace}/${name}" has no port ${port}${ports.length === 0 ? "" : `, only ${oneOf(ports)}`}: requests that go there fail.`,
  fixes: ({ at, args }) => [
    ...onlyChoiceFix(at, args.ports),
    ...(args.ports.length > 1
      ? args.ports.slice(0, 4).map((value) => ({ title: `Change to ${value}`, changes: [{ set: at, value }] }))
      : []),
    ...(args.kind === "Service"
      ? [
          {
            title: `Add port ${args.port} to Service "${args.name}"`,
            changes: [
              {
                append: {
                  object: { group: "", kind: "Service", namespace: args.namespace, name: args.name },
                  path: ["spec", "ports"],
                },
                value: { name: `http-${args.port}`, port: args.port, appProtocol: "http" },
              },
            ],
          },
        ]
      : []),
  ],
});
