// kuma: pkg/plugins/policies/meshhttproute/api/v1alpha1/validation.go

import { subdomainProblems } from "../../kubernetes/names.ts";
import type { JsonObject } from "../../kubernetes/object.ts";
import type { Behavior } from "../behavior.ts";
import type { MeshHTTPRouteSpec } from "../kinds/mesh-http-route.ts";
import { checkTargetRef, type TargetRef } from "./target-ref.ts";
import type { Report } from "./violation.ts";

type To = NonNullable<MeshHTTPRouteSpec["to"]>[number];
type Rule = NonNullable<To["rules"]>[number];
type Match = Rule["matches"][number];
type Filter = NonNullable<Rule["default"]["filters"]>[number];
type HeaderModifier = NonNullable<Filter["requestHeaderModifier"]>;
type BackendRef = NonNullable<Rule["default"]["backendRefs"]>[number];

/** Stands for a backend that could not be resolved; the only name that may break the rules for names. */
export const unresolvedBackend = "kuma.io/unresolved-backend";

interface Context {
  readonly behavior: Behavior;
  /** Kind of the top-level targetRef. */
  readonly top: string;
}

/** `object` has passed the schema. `isSystem` is whether its policy role is `system`: it lies in the system namespace. */
export function checkMeshHttpRoute(object: JsonObject, behavior: Behavior, isSystem: boolean, report: Report): void {
  const spec = (object.spec ?? {}) as unknown as MeshHTTPRouteSpec;
  const { targetRef } = spec;
  const kinds = behavior.routeTargetKinds;
  if (targetRef !== undefined) {
    const supported = isSystem ? kinds.top : kinds.topOutsideSystem;
    checkTargetRef(targetRef, { behavior, supported, listenerTags: isSystem }, report.below("spec", "targetRef"));
  }
  const context: Context = { behavior, top: targetRef?.kind ?? "Mesh" };
  for (const [i, to] of (spec.to ?? []).entries()) checkTo(to, context, report.below("spec", "to", i));
}

function isOnGateway({ top }: Context): boolean {
  return top === "MeshGateway";
}

function checkTo(to: To, context: Context, report: Report): void {
  const { behavior } = context;
  const supported = isOnGateway(context) ? ["Mesh"] : behavior.routeTargetKinds.to;
  checkTargetRef(to.targetRef ?? {}, { behavior, supported }, report.below("targetRef"));
  for (const [i, rule] of (to.rules ?? []).entries()) checkRule(rule, context, report.below("rules", i));
  if (!isOnGateway(context) && (to.hostnames ?? []).length > 0) report.below("hostnames").add("must not be defined");
}

function checkRule(rule: Rule, context: Context, report: Report): void {
  for (const [i, match] of rule.matches.entries()) checkMatch(match, report.below("matches", i));
  const filters = rule.default.filters ?? [];
  for (const [i, filter] of filters.entries()) {
    checkFilter(filter, rule.matches, context, report.below("default", "filters", i));
  }
  checkBackends(rule.default.backendRefs ?? [], filters, context, report.below("default", "backendRefs"));
}

function checkMatch({ path, queryParams, headers }: Match, report: Report): void {
  if (path !== undefined) checkPath(path, report.below("path", "value"));
  const names = new Set<string>();
  for (const [i, { name }] of (queryParams ?? []).entries()) {
    if (names.has(name)) report.below("queryParams", i, "name").add(`multiple entries for name ${name}`);
    names.add(name);
  }
  for (const [i, { type, value }] of (headers ?? []).entries()) {
    if ((type !== "Present" && type !== "Absent") || (value ?? "") === "") continue;
    report.below("headers", i, "value").add("must not be defined");
  }
}

function checkPath({ type, value }: NonNullable<Match["path"]>, report: Report): void {
  if (type === "RegularExpression" || (type === "PathPrefix" && value === "/")) return;
  if (type === "PathPrefix" && value.endsWith("/")) {
    report.add("does not need a trailing slash because only a `/`-separated prefix or an entire path is matched");
  }
  if (!value.startsWith("/")) report.add("must be an absolute path");
}

function checkFilter(filter: Filter, matches: readonly Match[], context: Context, report: Report): void {
  switch (filter.type) {
    case "RequestHeaderModifier":
      checkHeaderModifier(filter.requestHeaderModifier, report.below("requestHeaderModifier"));
      return;
    case "ResponseHeaderModifier":
      checkHeaderModifier(filter.responseHeaderModifier, report.below("responseHeaderModifier"));
      return;
    case "RequestRedirect":
      checkChange(filter.requestRedirect, matches, report.below("requestRedirect"));
      return;
    case "URLRewrite":
      checkChange(filter.urlRewrite, matches, report.below("urlRewrite"));
      checkHostToBackend(filter.urlRewrite, context, report.below("urlRewrite", "hostToBackendHostname"));
      return;
    case "RequestMirror":
      checkMirror(filter.requestMirror?.backendRef, context, report.below("requestMirror"));
      return;
  }
}

function checkHeaderModifier(modifier: HeaderModifier | undefined, report: Report): void {
  if (modifier === undefined) {
    report.add("must be defined");
    return;
  }
  const { set, add, remove } = modifier;
  if (set === undefined && add === undefined && remove === undefined) {
    report.add("must have at least one defined: set, add, remove");
    return;
  }
  // Compared as they are written, so what differs in case is told apart.
  const names = new Set<string>();
  const once = (name: string, at: Report) => {
    if (names.has(name)) at.below("name").add("duplicate header name");
    names.add(name);
  };
  for (const [i, { name }] of (set ?? []).entries()) once(name, report.below("set", i));
  for (const [i, { name }] of (add ?? []).entries()) once(name, report.below("add", i));
  for (const [i, name] of (remove ?? []).entries()) once(name, report.below("remove", i));
}

interface Change {
  readonly hostname?: string;
  readonly path?: NonNullable<NonNullable<Filter["urlRewrite"]>["path"]>;
}

function checkChange(change: Change | undefined, matches: readonly Match[], report: Report): void {
  if (change === undefined) {
    report.add("must be defined");
    return;
  }
  if (change.path?.replacePrefixMatch !== undefined && matches.some(({ path }) => path?.type !== "PathPrefix")) {
    report.below("path", "replacePrefixMatch").add("can only appear if all matches match a path prefix");
  }
  if (change.hostname === undefined) return;
  const at = report.below("hostname");
  if (isAddress(change.hostname)) at.add("cannot be an IP address");
  else for (const error of subdomainProblems(change.hostname)) at.add(error);
}

/** kubernetes: netutils.ParseIPSloppy, of what the schema lets through: no colons, so IPv4; leading zeros are taken. */
function isAddress(hostname: string): boolean {
  const parts = hostname.split(".");
  return parts.length === 4 && parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255);
}

function checkHostToBackend(rewrite: Filter["urlRewrite"], context: Context, report: Report): void {
  if (rewrite?.hostToBackendHostname !== true) return;
  if (context.behavior.targetsByLabelsOnly) {
    report.add("must not be set");
    return;
  }
  if (!isOnGateway(context)) report.add("can only be set with MeshGateway");
  if (rewrite.hostname !== undefined) report.add("cannot be set together with hostname");
}

function checkMirror(backend: BackendRef | undefined, { behavior }: Context, report: Report): void {
  if (backend === undefined) {
    report.add("must be defined");
    return;
  }
  // Unlike a backend of the rule, one that could not be resolved is refused here.
  checkTargetRef(backend, { behavior, supported: behavior.routeTargetKinds.mirror }, report.below("backendRef"));
}

function checkBackends(
  backends: readonly BackendRef[],
  filters: readonly Filter[],
  context: Context,
  report: Report,
): void {
  if (backends.length === 0 && isOnGateway(context) && !filters.some(({ type }) => type === "RequestRedirect")) {
    report.add("must not be empty");
  }
  const { behavior } = context;
  const options = {
    behavior,
    supported: behavior.routeTargetKinds.backend,
    // From the release on that refers by labels there is no such name any more.
    ...(behavior.targetsByLabelsOnly ? {} : { allowedName: unresolvedBackend }),
  };
  for (const [i, backend] of backends.entries()) {
    const ref: TargetRef = backend;
    checkTargetRef(ref, options, report.below(i));
    if (backend.kind === "MeshMultiZoneService" && backend.port === undefined && backend.sectionName === undefined) {
      report.below(i, "port").add("must be defined with kind MeshMultiZoneService");
    }
  }
}
