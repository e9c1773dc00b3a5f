import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { removeFix } from "./ignored-field.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice, type FixPlan } from "./rule.ts";

interface Args {
  readonly section: string;
  /** The port that the name stands for, where the Service has one. */
  readonly port: number | undefined;
  /** No other parentRef names the Service: two must differ in their sections. */
  readonly alone: boolean;
}

export const parentServiceSectionIgnored = defineAdvice({
  code: "parent-service-section-ignored",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ section }: Args) =>
    `Before 3.0 Kuma ignores the sectionName of a Service: the route is for all ports, not for "${section}" only.`,
  *check(route, context) {
    if (!context.controlPlane.behavior.gateways) return;
    if (!route.spec.parentRefs?.some(({ kind, sectionName }) => kind === "Service" && sectionName !== undefined))
      return;
    for (const parent of kumaParents(route, context)) {
      const section = parent.ref.sectionName;
      // With a port beside it, the name says nothing more.
      if (parent.kind !== "Service" || section === undefined || parent.ref.port !== undefined) continue;
      const ports = parent.service.spec?.ports ?? [];
      if (ports.length === 1 && ports[0]?.name === section) continue;
      const refs =
        route.spec.parentRefs?.filter(({ kind, name }) => kind === "Service" && name === parent.ref.name) ?? [];
      const args = { section, alone: refs.length === 1, port: ports.find(({ name }) => name === section)?.port };
      yield { at: { ...parent.at, path: [...parent.at.path, "sectionName"] }, args };
    }
  },
  fixes: ({ at, args }): readonly FixPlan[] =>
    !args.alone
      ? []
      : args.port === undefined
        ? removeFix(at)
        : [
            {
              title: `Use port ${args.port}`,
              changes: [
                { remove: { object: at.object, path: at.path } },
                { set: { object: at.object, path: [...at.path.slice(0, -1), "port"] }, value: args.port },
              ],
              preferred: true,
            },
          ],
});
