import { between, since } from "../../kubernetes/availability.ts";
import { defaulted, object, oneOf, optional, type RuleOn, string } from "../../kubernetes/schema.ts";
import { duration } from "./names.ts";

interface SessionPersistence {
  readonly type: string;
  readonly absoluteTimeout?: string;
  readonly cookieConfig?: { readonly lifetimeType?: string };
}

// port of: HTTPRoute rules[].sessionPersistence
const sessionPersistenceRules: readonly RuleOn<SessionPersistence>[] = [
  {
    name: "session-absolute-timeout",
    message: "AbsoluteTimeout must be specified when cookie lifetimeType is Permanent",
    check: (self) =>
      self.cookieConfig?.lifetimeType === "Permanent" && self.absoluteTimeout === undefined
        ? { at: ["cookieConfig", "lifetimeType"] }
        : undefined,
  },
  {
    name: "session-cookie-config",
    message: "cookieConfig can only be set with type Cookie",
    when: since("1.5", "experimental"),
    check: (self) => (self.cookieConfig !== undefined && self.type !== "Cookie" ? { at: ["cookieConfig"] } : undefined),
  },
];

export const sessionPersistence = object(
  {
    absoluteTimeout: optional(duration, "Longest life of a session; Kuma ignores it."),
    cookieConfig: optional(
      object({
        lifetimeType: defaulted(oneOf("Permanent", "Session"), "Session", "Life of the cookie; Kuma ignores it."),
      }),
      "Settings of the cookie; Kuma ignores them.",
    ),
    idleTimeout: optional(duration, "How long a session may rest; Kuma ignores it.", {
      when: between("1.1", "1.5", "experimental"),
    }),
    sessionName: optional(string({ maxLength: 128 }), "Name of cookie or header; Kuma ignores it."),
    type: defaulted(oneOf("Cookie", "Header"), "Cookie", "What carries the session; Kuma ignores it."),
  },
  { rules: sessionPersistenceRules },
);
