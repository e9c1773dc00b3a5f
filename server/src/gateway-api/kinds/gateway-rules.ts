import { since, until } from "../../kubernetes/availability.ts";
import type { FieldPath } from "../../kubernetes/object.ts";
import type { RuleFailure, RuleOn } from "../../kubernetes/schema.ts";
import { labelKeyPattern } from "./names.ts";
import { firstRepeated } from "./repeated.ts";

interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: { readonly mode: string };
}

/** The first listener of which this does not hold. */
function each(
  listeners: readonly Listener[],
  fails: (listener: Listener) => boolean,
  field?: string,
): RuleFailure | undefined {
  const index = listeners.findIndex(fails);
  if (index < 0) return undefined;
  return { at: field === undefined ? [index] : [index, ...fieldOf(listeners[index], field)] };
}

function fieldOf(listener: Listener | undefined, field: string): FieldPath {
  return listener !== undefined && Object.hasOwn(listener, field) ? [field] : [];
}

// port of: Gateway spec.listeners
export const listenerRules: readonly RuleOn<readonly Listener[]>[] = [
  {
    name: "listener-tls-required",
    message: "tls must be specified for protocols ['HTTPS', 'TLS']",
    when: until("1.0"),
    check: (self) =>
      each(self, (l) => (l.protocol === "HTTPS" || l.protocol === "TLS") && l.tls === undefined, "protocol"),
  },
  {
    name: "listener-tls-forbidden",
    message: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
    check: (self) => each(self, (l) => (l.protocol === "HTTP" || isPlain(l.protocol)) && l.tls !== undefined, "tls"),
  },
  {
    name: "listener-tls-mode-https",
    message: "tls mode must be Terminate for protocol HTTPS",
    when: since("1.1"),
    check: (self) =>
      each(
        self,
        (l) => l.protocol === "HTTPS" && l.tls !== undefined && l.tls.mode !== "Terminate" && l.tls.mode !== "",
        "tls",
      ),
  },
  {
    name: "listener-tls-mode-tls",
    message: "tls mode must be set for protocol TLS",
    when: since("1.5"),
    check: (self) => each(self, (l) => l.protocol === "TLS" && (l.tls?.mode ?? "") === "", "protocol"),
  },
  {
    name: "listener-hostname-forbidden",
    message: "hostname must not be specified for protocols ['TCP', 'UDP']",
    check: (self) => each(self, (l) => isPlain(l.protocol) && (l.hostname ?? "") !== "", "hostname"),
  },
  {
    name: "listener-name-unique",
    message: "Listener name must be unique within the Gateway",
    check: (self) => firstRepeated(self, (l) => l.name, "name"),
  },
  {
    name: "listener-unique",
    message: "Combination of port, protocol and hostname must be unique for each listener",
    check: (self) => {
      const found = firstRepeated(
        self,
        (l) => `${l.port} ${l.protocol} ${l.hostname === undefined ? "" : `/${l.hostname}`}`,
      );
      // Of the three, the hostname is what tells listeners apart; without one, the port.
      const [repeated] = found?.at ?? [];
      if (found === undefined || typeof repeated !== "number") return found;
      return { ...found, at: [repeated, self[repeated]?.hostname === undefined ? "port" : "hostname"] };
    },
  },
];

function isPlain(protocol: string): boolean {
  return protocol === "TCP" || protocol === "UDP";
}

interface ListenerTls {
  readonly mode: string;
  readonly certificateRefs?: readonly unknown[];
  readonly options?: object;
}

// port of: Gateway spec.listeners[].tls. The expression asks for the size of fields that may not be there, and breaks
// down where they are not; `or` swallows that only if its other side holds.
export const tlsRules: readonly RuleOn<ListenerTls>[] = [
  {
    name: "listener-certificates",
    message: "certificateRefs must be specified when TLSModeType is Terminate",
    when: until("1.0"),
    check: (self) => {
      if (self.mode !== "Terminate") return undefined;
      if (self.certificateRefs === undefined) return { at: [], broken: "no such key: certificateRefs" };
      return self.certificateRefs.length > 0 ? undefined : { at: ["certificateRefs"] };
    },
  },
  {
    name: "listener-certificates",
    message: "certificateRefs or options must be specified when mode is Terminate",
    when: since("1.1"),
    check: (self) => {
      if (self.mode !== "Terminate") return undefined;
      const { certificateRefs, options } = self;
      if (certificateRefs !== undefined && certificateRefs.length > 0) return undefined;
      if (options !== undefined && Object.keys(options).length > 0) return undefined;
      if (certificateRefs === undefined) return { at: [], broken: "no such key: certificateRefs" };
      if (options === undefined) return { at: ["certificateRefs"], broken: "no such key: options" };
      return { at: ["certificateRefs"] };
    },
  },
];

// port of: Gateway spec.tls.frontend.perPort
export const perPortRule: RuleOn<readonly { readonly port: number }[]> = {
  name: "tls-port-unique",
  message: "Port for TLS configuration must be unique within the Gateway",
  check: (self) => firstRepeated(self, (each) => each.port, "port"),
};

// port of: Gateway spec.infrastructure.labels and .annotations
export function keyRules(word: "label" | "annotation"): readonly RuleOn<Readonly<Record<string, string>>>[] {
  const title = word === "label" ? "Label" : "Annotation";
  return [
    {
      name: `infrastructure-${word}-key`,
      message: `${title} keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters.`,
      when: since("1.2"),
      check: (self) => firstKey(self, (key) => !labelKeyPattern.test(key)),
    },
    {
      name: `infrastructure-${word}-prefix`,
      message: `If specified, the ${word} key's prefix must be a DNS subdomain not longer than 253 characters in total.`,
      when: since("1.2"),
      check: (self) => firstKey(self, (key) => [...(key.split("/")[0] ?? "")].length >= 253),
    },
  ];
}

function firstKey(map: Readonly<Record<string, string>>, fails: (key: string) => boolean): RuleFailure | undefined {
  const key = Object.keys(map).find(fails);
  return key === undefined ? undefined : { at: [key] };
}
