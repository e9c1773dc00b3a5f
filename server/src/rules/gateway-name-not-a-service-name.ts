import { defineRule } from "./rule.ts";

export const gatewayNameNotAServiceName = defineRule<{ readonly name: string }>({
  code: "gateway-name-not-a-service-name",
  severity: "error",
  says: ({ name }) =>
    `Kuma makes a Service of the Gateway's name, and "${name}" is none that a Service can have: there will be no Service and no proxy, though the Gateway says Programmed=True.`,
  fixes: ({ at, args }) => {
    const name = serviceName(args.name);
    return name === "" ? [] : [{ title: `Rename to "${name}"`, changes: [{ set: at, value: name }] }];
  },
});

function serviceName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}
