import { onlyChoiceFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  readonly ports: readonly number[];
}

export const parentServicePortMissing = defineRule<Args>({
  code: "parent-service-port-missing",
  severity: "error",
  says: ({ namespace, name, port, ports }, { controlPlane }) =>
    `"${namespace}/${name}" has no port ${port}${ports.length === 0 ? "" : `, only ${oneOf(ports)}`}: ${
      controlPlane.behavior.gateways
        ? "Kuma makes a route for it all the same, which no request ever meets."
        : "the route is not attached by this parentRef."
    }`,
  fixes: ({ at, args }) => [
    ...onlyChoiceFix(at, args.ports),
    { title: "Remove the port, to mean all ports", changes: [{ remove: { object: at.object, path: at.path } }] },
  ],
});
