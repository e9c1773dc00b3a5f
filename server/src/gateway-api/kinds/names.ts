import { integer, type Pattern, pattern, type Schema, string } from "../../kubernetes/schema.ts";

// What names, hosts and ports of the Gateway API look like. Every kind shares these, so that a limit is written once.

const subdomain = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

export const subdomainPattern = pattern(`^${subdomain}$`);
export const wildcardHostPattern = pattern(`^(\\*\\.)?${subdomain}$`);
const labelPattern = pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
const kindPattern = pattern("^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$");
const groupPattern = pattern(`^$|^${subdomain}$`);
const tokenPattern = pattern("^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$");

const linearHeaderValue = /^[!-~]+(?:[\t ][!-~]+)*$/;

/**
 * Upstream writes `^[!-~]+([\t ]?[!-~]+)*$`, over which a backtracking engine takes exponential time; this says the same
 * in linear time (a separator is never optional, so there is one way only to read a text).
 */
export const headerValuePattern: Pattern = {
  source: "^[!-~]+([\\t ]?[!-~]+)*$",
  linear: linearHeaderValue.source,
  test: (text) => linearHeaderValue.test(text),
};

export const controllerPattern = pattern(`^${subdomain}\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$`);
export const addressTypePattern = pattern(
  `^Hostname|IPAddress|NamedAddress|${subdomain}\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$`,
);
export const protocolPattern = pattern(`^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|${subdomain}\\/[A-Za-z0-9]+$`);
export const labelValuePattern = pattern("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$");
export const labelKeyPattern = pattern(`^(${subdomain}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$`);
export const durationPattern = pattern("^([0-9]{1,5}(h|m|s|ms)){1,4}$");
export const pathCharacters = pattern("^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$");

export const objectName: Schema<string> = string({ minLength: 1, maxLength: 253 });
export const sectionName: Schema<string> = string({ minLength: 1, maxLength: 253, pattern: subdomainPattern });
export const namespaceName: Schema<string> = string({ minLength: 1, maxLength: 63, pattern: labelPattern });
export const groupName: Schema<string> = string({ maxLength: 253, pattern: groupPattern });
export const kindName: Schema<string> = string({ minLength: 1, maxLength: 63, pattern: kindPattern });
export const hostname: Schema<string> = string({ minLength: 1, maxLength: 253, pattern: wildcardHostPattern });
export const preciseHostname: Schema<string> = string({ minLength: 1, maxLength: 253, pattern: subdomainPattern });
export const headerName: Schema<string> = string({ minLength: 1, maxLength: 256, pattern: tokenPattern });
export const portNumber: Schema<number> = integer({ min: 1, max: 65535, format: "int32" });
export const duration: Schema<string> = string({ pattern: durationPattern });
