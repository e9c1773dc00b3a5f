import { between, graduates, since, varies } from "../../kubernetes/availability.ts";
import {
  boolean,
  defaulted,
  type Infer,
  integer,
  list,
  object,
  oneOf,
  oneOfNumbers,
  only,
  optional,
  pattern,
  required,
  string,
} from "../../kubernetes/schema.ts";
import {
  backendFilterListRules,
  externalAuthRules,
  filterListRules,
  filterRules,
  fractionRule,
  loneStar,
  mirrorRule,
  pathModifierRules,
} from "./http-route-rules.ts";
import { headerName, headerValuePattern, pathCharacters, portNumber, preciseHostname } from "./names.ts";
import { backendObjectReference, localReference } from "./references.ts";

export const headerValue = string({
  minLength: 1,
  maxLength: 4096,
  pattern: varies([[since("1.5", "experimental"), headerValuePattern]]),
});

const headers = list(
  object({
    name: required(headerName, "Name of the header; case does not matter."),
    value: required(headerValue, "Value of the header."),
  }),
  { maxItems: 16, unique: ["name"] },
);

export const headerModifier = object({
  add: optional(headers, "Headers that are added, also where they are there already."),
  remove: optional(list(string(), { maxItems: 16, unique: "set" }), "Names of headers that are taken away."),
  set: optional(headers, "Headers that are written over, or added where they are missing."),
});

const pathModifier = object(
  {
    type: required(oneOf("ReplaceFullPath", "ReplacePrefixMatch"), "Whether the whole path or its prefix is replaced."),
    replaceFullPath: optional(string({ maxLength: 1024 }), "The new path, with type ReplaceFullPath."),
    replacePrefixMatch: optional(
      string({ maxLength: 1024 }),
      "What replaces the matched prefix, with type ReplacePrefixMatch and one PathPrefix match.",
    ),
  },
  { rules: pathModifierRules },
);

export const requestMirror = object(
  {
    backendRef: required(backendObjectReference, "Where the copies go; their answers are thrown away."),
    fraction: optional(
      object(
        {
          denominator: defaulted(integer({ min: 1, format: "int32" }), 100, "The whole; Kuma ignores it."),
          numerator: required(integer({ min: 0, format: "int32" }), "The part of it; Kuma ignores it."),
        },
        { rules: [fractionRule] },
      ),
      "Share of requests that is mirrored; Kuma ignores it and mirrors all of them.",
      { when: graduates("1.2", "1.3") },
    ),
    percent: optional(
      integer({ min: 0, max: 100, format: "int32" }),
      "Percentage of requests that is mirrored; Kuma ignores it and mirrors all of them.",
      { when: graduates("1.2", "1.3") },
    ),
  },
  { rules: [mirrorRule] },
);

const requestRedirect = object({
  hostname: optional(preciseHostname, "Host that the client is sent to; that of the request if absent."),
  path: optional(pathModifier, "What becomes of the path."),
  port: optional(
    portNumber,
    "Port that the client is sent to; Kuma fills in 80 or 443 where the scheme is given and this is not.",
  ),
  scheme: optional(oneOf("http", "https"), "Scheme that the client is sent to; that of the request if absent."),
  statusCode: defaulted(
    oneOfNumbers(301, 302, only(303, since("1.5")), only(307, since("1.5")), only(308, since("1.5"))),
    302,
    "Status code of the answer.",
  ),
});

// The WHATWG-like expression that 1.3 had matches whatever has a scheme and two slashes; 1.4 tightened it.
const originPattern = varies(
  [
    [between("1.3", "1.3", "experimental"), pattern("^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?")],
    [
      between("1.4", "1.4", "experimental"),
      pattern("(^\\*$)|(^([a-zA-Z][a-zA-Z0-9+\\-.]+):\\/\\/([^:/?#]+)(:([0-9]{1,5}))?$)"),
    ],
  ],
  pattern("(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)"),
);

const corsHeaders = { maxItems: 64, unique: "set" } as const;

const cors = object({
  allowCredentials: optional(
    boolean(varies([[between("1.3", "1.3"), [{ value: true }]]])),
    "Whether browsers may send credentials; Kuma drops the filter.",
  ),
  allowHeaders: optional(
    list(headerName, {
      ...corsHeaders,
      rules: [loneStar("cors-headers-star", "AllowHeaders cannot contain '*' alongside other methods", since("1.5"))],
    }),
    "Request headers that other origins may send; Kuma drops the filter.",
  ),
  allowMethods: optional(
    list(oneOf("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "*"), {
      maxItems: 9,
      unique: "set",
      rules: [loneStar("cors-methods-star", "AllowMethods cannot contain '*' alongside other methods")],
    }),
    "Methods that other origins may use; Kuma drops the filter.",
  ),
  allowOrigins: optional(
    list(string({ minLength: 1, maxLength: 253, pattern: originPattern }), {
      ...corsHeaders,
      rules: [loneStar("cors-origins-star", "AllowOrigins cannot contain '*' alongside other origins", since("1.4"))],
    }),
    "Origins that may ask; Kuma drops the filter.",
  ),
  exposeHeaders: optional(
    list(headerName, corsHeaders),
    "Response headers that scripts may read; Kuma drops the filter.",
  ),
  maxAge: defaulted(
    integer({ min: 1, format: "int32" }),
    5,
    "Seconds for which a browser may keep the answer; Kuma drops the filter.",
  ),
});

const authHeaders = list(string(), { maxItems: varies([[since("1.5"), 64]]), unique: "set" });

const externalAuth = object(
  {
    backendRef: required(backendObjectReference, "The authorization service; Kuma ignores the filter."),
    forwardBody: optional(
      object({ maxSize: optional(integer(), "Bytes of the body that are sent along.") }),
      "Whether the body is sent to the authorization service.",
    ),
    grpc: optional(
      object({ allowedHeaders: optional(authHeaders, "Headers that are sent along.") }),
      "Settings for the GRPC protocol.",
    ),
    http: optional(
      object({
        allowedHeaders: optional(authHeaders, "Headers that are sent along."),
        allowedResponseHeaders: optional(authHeaders, "Headers of the answer that go on to the backend."),
        path: optional(string({ maxLength: 1024, pattern: pathCharacters }), "Path put before the request's own."),
      }),
      "Settings for the HTTP protocol.",
    ),
    protocol: required(oneOf("HTTP", "GRPC"), "How the authorization service is asked."),
  },
  { rules: externalAuthRules },
);

const filter = object(
  {
    type: required(
      oneOf(
        "RequestHeaderModifier",
        "ResponseHeaderModifier",
        "RequestMirror",
        "RequestRedirect",
        "URLRewrite",
        "ExtensionRef",
        only("CORS", graduates("1.3", "1.5")),
        only("ExternalAuth", since("1.4", "experimental")),
      ),
      "What the filter does; Kuma drops ExtensionRef, CORS and ExternalAuth without a word.",
    ),
    requestHeaderModifier: optional(headerModifier, "Changes headers before the request reaches the backend."),
    responseHeaderModifier: optional(headerModifier, "Changes headers before the answer reaches the client."),
    requestMirror: optional(requestMirror, "Sends a copy of each request to another backend."),
    requestRedirect: optional(requestRedirect, "Answers with a redirect instead of asking a backend."),
    urlRewrite: optional(
      object({
        hostname: optional(preciseHostname, "Host that the backend sees; Kuma's webhook refuses an IP address."),
        path: optional(pathModifier, "What becomes of the path."),
      }),
      "Changes host or path before the request reaches the backend.",
    ),
    extensionRef: optional(localReference, "A filter of some implementation; Kuma has none and drops it."),
    cors: optional(cors, "Rules for requests from other origins; Kuma drops the filter.", {
      when: graduates("1.3", "1.5"),
    }),
    externalAuth: optional(externalAuth, "Asks another service first; Kuma drops the filter.", {
      when: since("1.4", "experimental"),
    }),
  },
  { rules: filterRules },
);

export const filters = list(filter, { maxItems: 16, rules: filterListRules });
export const backendFilters = list(filter, { maxItems: 16, rules: backendFilterListRules });

export type HTTPRouteFilter = Infer<typeof filter>;
export type HTTPHeader = Infer<typeof headers>[number];
export type HTTPHeaderFilter = Infer<typeof headerModifier>;
export type HTTPPathModifier = Infer<typeof pathModifier>;
export type HTTPRequestMirrorFilter = Infer<typeof requestMirror>;
export type HTTPRequestRedirectFilter = Infer<typeof requestRedirect>;
