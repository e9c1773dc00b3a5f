import { graduates, since, until, type When } from "../../kubernetes/availability.ts";
import { parseDuration } from "../../kubernetes/format.ts";
import type { RuleOn } from "../../kubernetes/schema.ts";
import { pathCharacters } from "./names.ts";
import { firstRepeated } from "./repeated.ts";

interface PathModifier {
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

// port of: HTTPRoute filters[].requestRedirect.path and .urlRewrite.path
export const pathModifierRules: readonly RuleOn<PathModifier>[] = (
  ["replaceFullPath", "replacePrefixMatch"] as const
).flatMap((field) => {
  const type = field === "replaceFullPath" ? "ReplaceFullPath" : "ReplacePrefixMatch";
  return [
    {
      name: `path-modifier-${type === "ReplaceFullPath" ? "full" : "prefix"}-missing`,
      message: `${field} must be specified when type is set to '${type}'`,
      check: (self: PathModifier) => (self.type === type && self[field] === undefined ? { at: ["type"] } : undefined),
    },
    {
      name: `path-modifier-${type === "ReplaceFullPath" ? "full" : "prefix"}-unexpected`,
      message: `type must be '${type}' when ${field} is set`,
      check: (self: PathModifier) => (self[field] !== undefined && self.type !== type ? { at: [field] } : undefined),
    },
  ];
});

// port of: HTTPRoute filters[].requestMirror
export const mirrorRule: RuleOn<{ readonly percent?: number; readonly fraction?: object }> = {
  name: "mirror-share",
  message: "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter",
  when: graduates("1.2", "1.3"),
  check: (self) => (self.percent !== undefined && self.fraction !== undefined ? { at: ["percent"] } : undefined),
};

// port of: HTTPRoute filters[].requestMirror.fraction
export const fractionRule: RuleOn<{ readonly numerator: number; readonly denominator: number }> = {
  name: "mirror-fraction",
  message: "numerator must be less than or equal to denominator",
  check: (self) => (self.numerator > self.denominator ? { at: ["numerator"] } : undefined),
};

/** `*` beside other words. */
export function loneStar(name: string, message: string, when?: When): RuleOn<readonly string[]> {
  return {
    name,
    message,
    ...(when === undefined ? {} : { when }),
    check: (self) => {
      const star = self.length > 1 ? self.indexOf("*") : -1;
      return star < 0 ? undefined : { at: [star] };
    },
  };
}

interface ExternalAuth {
  readonly protocol: string;
  readonly grpc?: object;
  readonly http?: object;
}

// port of: HTTPRoute filters[].externalAuth
export const externalAuthRules: readonly RuleOn<ExternalAuth>[] = (["grpc", "http"] as const).flatMap((field) => {
  const protocol = field.toUpperCase();
  return [
    {
      name: `external-auth-${field}-missing`,
      message: `${field} must be specified when protocol is set to '${protocol}'`,
      check: (self: ExternalAuth) =>
        self.protocol === protocol && self[field] === undefined ? { at: ["protocol"] } : undefined,
    },
    {
      name: `external-auth-${field}-unexpected`,
      message: `protocol must be '${protocol}' when ${field} is set`,
      check: (self: ExternalAuth) =>
        self[field] !== undefined && self.protocol !== protocol ? { at: [field] } : undefined,
    },
  ];
});

type Filter = { readonly type: string } & { readonly [K in (typeof filterFields)[number][0]]?: object };

const cors = graduates("1.3", "1.5");
const externalAuth = since("1.4", "experimental");
const filterFields = [
  ["requestHeaderModifier", "RequestHeaderModifier", undefined],
  ["responseHeaderModifier", "ResponseHeaderModifier", undefined],
  ["requestMirror", "RequestMirror", undefined],
  ["requestRedirect", "RequestRedirect", undefined],
  ["urlRewrite", "URLRewrite", undefined],
  ["extensionRef", "ExtensionRef", undefined],
  ["cors", "CORS", cors],
  ["externalAuth", "ExternalAuth", externalAuth],
] as const;

// port of: HTTPRoute rules[].filters[] and backendRefs[].filters[]
export const filterRules: readonly RuleOn<Filter>[] = filterFields.flatMap(([field, type, when]) =>
  filterFieldRules(field, type, when),
);

/** A filter carries the field that its type names, and no other. */
export function filterFieldRules<F extends string>(
  field: F,
  type: string,
  when?: When,
): readonly RuleOn<{ readonly type: string } & { readonly [K in F]?: object }>[] {
  const available = when === undefined ? {} : { when };
  return [
    {
      name: "filter-field-unexpected",
      message: `filter.${field} must be nil if the filter.type is not ${type}`,
      ...available,
      check: (self) => (self[field] !== undefined && self.type !== type ? { at: [field] } : undefined),
    },
    {
      name: "filter-field-missing",
      message: `filter.${field} must be specified for ${type} filter.type`,
      ...available,
      check: (self) => (self[field] === undefined && self.type === type ? { at: ["type"] } : undefined),
    },
  ];
}

interface Typed {
  readonly type: string;
}

const redirectAndRewrite: RuleOn<readonly Typed[]> = {
  name: "filter-redirect-and-rewrite",
  message: "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both",
  check: (self) => {
    const redirect = self.findIndex((filter) => filter.type === "RequestRedirect");
    const rewrite = self.findIndex((filter) => filter.type === "URLRewrite");
    return redirect >= 0 && rewrite >= 0
      ? { at: [Math.max(redirect, rewrite)], related: [Math.min(redirect, rewrite)] }
      : undefined;
  },
};

// port of: HTTPRoute rules[].filters and backendRefs[].filters
export const filterListRules: readonly RuleOn<readonly Typed[]>[] = [
  redirectAndRewrite,
  onceOnly("RequestHeaderModifier"),
  onceOnly("ResponseHeaderModifier"),
  onceOnly("RequestRedirect"),
  onceOnly("URLRewrite"),
  onceOnly("CORS", since("1.5")),
];

export function onceOnly(type: string, when?: When): RuleOn<readonly Typed[]> {
  return {
    name: "filter-repeated",
    message: `${type} filter cannot be repeated`,
    ...(when === undefined ? {} : { when }),
    check: (self) => firstRepeated(self, (filter) => (filter.type === type ? type : undefined)),
  };
}

// port of: HTTPRoute rules[].backendRefs[].filters, which listed one rule twice until 1.3
export const backendFilterListRules: readonly RuleOn<readonly Typed[]>[] = [
  ...filterListRules,
  { ...redirectAndRewrite, when: until("1.3"), again: true },
];

interface Rewriting {
  readonly requestRedirect?: { readonly path?: PathModifier };
  readonly urlRewrite?: { readonly path?: PathModifier };
}

interface RouteRule {
  readonly matches: readonly { readonly path: { readonly type: string } }[];
  readonly filters?: readonly Rewriting[];
  readonly backendRefs?: readonly { readonly filters?: readonly Rewriting[] }[];
}

// port of: HTTPRoute spec.rules[]
export const ruleRules: readonly RuleOn<RouteRule>[] = [
  {
    name: "redirect-with-backends",
    message: "RequestRedirect filter must not be used together with backendRefs",
    check: (self) => {
      if ((self.backendRefs?.length ?? 0) === 0) return undefined;
      const index = self.filters?.findIndex((filter) => filter.requestRedirect !== undefined) ?? -1;
      return index < 0 ? undefined : { at: ["filters", index], related: ["backendRefs"] };
    },
  },
  prefixRule("requestRedirect", "When using RequestRedirect"),
  prefixRule("urlRewrite", "When using URLRewrite"),
  prefixRuleWithinBackends("requestRedirect", "Within backendRefs, when using RequestRedirect"),
  prefixRuleWithinBackends("urlRewrite", "Within backendRefs, When using URLRewrite"),
];

type Rewriter = "requestRedirect" | "urlRewrite";

function prefixRule(field: Rewriter, words: string): RuleOn<RouteRule> {
  return {
    name: "prefix-replaced-without-prefix-match",
    message: `${words} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`,
    check: (self) => {
      const index = lonePrefixReplacer(self.filters, field);
      return index === undefined || matchesOnePrefix(self)
        ? undefined
        : { at: ["filters", index, field, "path", "replacePrefixMatch"], related: ["matches"] };
    },
  };
}

function prefixRuleWithinBackends(field: Rewriter, words: string): RuleOn<RouteRule> {
  return {
    name: "prefix-replaced-without-prefix-match",
    message: `${words} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`,
    check: (self) => {
      // Upstream asks for exactly one such backend; with two of them nothing is checked.
      const found = (self.backendRefs ?? []).flatMap((backend, index) => {
        const filter = lonePrefixReplacer(backend.filters, field);
        return filter === undefined ? [] : [[index, filter] as const];
      });
      const [only] = found;
      return only === undefined || found.length > 1 || matchesOnePrefix(self)
        ? undefined
        : {
            at: ["backendRefs", only[0], "filters", only[1], field, "path", "replacePrefixMatch"],
            related: ["matches"],
          };
    },
  };
}

/** The one filter that replaces a prefix; upstream looks away where there are several. */
function lonePrefixReplacer(filters: readonly Rewriting[] | undefined, field: Rewriter): number | undefined {
  const indices = (filters ?? []).flatMap((filter, index) => {
    const path = filter[field]?.path;
    return path?.type === "ReplacePrefixMatch" && path.replacePrefixMatch !== undefined ? [index] : [];
  });
  return indices.length === 1 ? indices[0] : undefined;
}

function matchesOnePrefix(rule: RouteRule): boolean {
  return rule.matches.length === 1 && rule.matches[0]?.path.type === "PathPrefix";
}

// port of: HTTPRoute spec.rules
export const rulesRules: readonly RuleOn<
  readonly { readonly name?: string; readonly matches?: readonly unknown[] }[]
>[] = [
  {
    name: "too-many-matches",
    message:
      "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
    when: since("1.2"),
    check: (self) => {
      let total = 0;
      for (const [index, rule] of self.entries()) {
        total += rule.matches?.length ?? 0;
        if (total > 128) return { at: [index, "matches"] };
      }
      return undefined;
    },
  },
  {
    name: "rule-name-unique",
    message: "Rule name must be unique within the route",
    when: since("1.2", "experimental"),
    check: (self) => firstRepeated(self, (rule) => rule.name, "name"),
  },
];

interface Timeouts {
  readonly request?: string;
  readonly backendRequest?: string;
}

// port of: HTTPRoute rules[].timeouts
export const timeoutsRule: RuleOn<Timeouts> = {
  name: "timeout-order",
  message: "backendRequest timeout cannot be longer than request timeout",
  check: ({ request, backendRequest }) => {
    if (request === undefined || backendRequest === undefined) return undefined;
    const whole = parseDuration(request);
    if (whole === undefined) return { at: ["request"], broken: noDuration };
    if (whole === 0) return undefined;
    const each = parseDuration(backendRequest);
    if (each === undefined) return { at: ["backendRequest"], broken: noDuration };
    return each > whole ? { at: ["backendRequest"], related: ["request"] } : undefined;
  },
};
const noDuration = "type conversion error from 'string' to 'google.protobuf.Duration'";

interface PathMatch {
  readonly type: string;
  readonly value: string;
}

const plainTypes = "type one of ['Exact', 'PathPrefix']";

// port of: HTTPRoute rules[].matches[].path
export const pathRules: readonly RuleOn<PathMatch>[] = [
  pathRule("path-absolute", `value must be an absolute path and start with '/' when ${plainTypes}`, (value) =>
    value.startsWith("/"),
  ),
  ...["//", "/./", "/../", "%2f", "%2F", "#"].map((part) =>
    pathRule("path-part", `must not contain '${part}' when ${plainTypes}`, (value) => !value.includes(part)),
  ),
  ...["/..", "/."].map((end) =>
    pathRule("path-end", `must not end with '${end}' when ${plainTypes}`, (value) => !value.endsWith(end)),
  ),
  {
    name: "path-type",
    message: "type must be one of ['Exact', 'PathPrefix', 'RegularExpression']",
    check: (self) => (isPlain(self) || self.type === "RegularExpression" ? undefined : { at: ["type"] }),
  },
  pathRule(
    "path-characters",
    `must only contain valid characters (matching ${pathCharacters.source}) for types ['Exact', 'PathPrefix']`,
    pathCharacters.test,
  ),
];

function pathRule(name: string, message: string, holds: (value: string) => boolean): RuleOn<PathMatch> {
  return { name, message, check: (self) => (isPlain(self) && !holds(self.value) ? { at: ["value"] } : undefined) };
}

function isPlain(path: PathMatch): boolean {
  return path.type === "Exact" || path.type === "PathPrefix";
}
