import type { KubeObject } from "../kubernetes/object.ts";
import { groupOf } from "../kubernetes/object.ts";
import type { ProblemArgs, ProblemCode } from "../kuma/problem.ts";
import type { ReadingArgs, ReadingCode } from "../workspace/reading-problem.ts";
import { apiVersionDeprecated } from "./api-version-deprecated.ts";
import { apiVersionUnserved } from "./api-version-unserved.ts";
import { backendExternalServiceMissing } from "./backend-external-service-missing.ts";
import { backendExternalServiceName } from "./backend-external-service-name.ts";
import { backendKindUnsupported } from "./backend-kind-unsupported.ts";
import { backendMissing } from "./backend-missing.ts";
import { backendNamespaceIgnored } from "./backend-namespace-ignored.ts";
import { backendNone } from "./backend-none.ts";
import { backendNotPermitted } from "./backend-not-permitted.ts";
import { backendPortMissing } from "./backend-port-missing.ts";
import { backendPortNotOnService } from "./backend-port-not-on-service.ts";
import { backendProtocolNotHttp } from "./backend-protocol-not-http.ts";
import { backendWeightAllZero } from "./backend-weight-all-zero.ts";
import { classParametersKind } from "./class-parameters-kind.ts";
import { classParametersMissing } from "./class-parameters-missing.ts";
import { classParametersNamespace } from "./class-parameters-namespace.ts";
import { conditionFalse } from "./condition-false.ts";
import { configCrossMeshServiceType } from "./config-cross-mesh-service-type.ts";
import { configInvalid } from "./config-invalid.ts";
import { configNodePortRange } from "./config-node-port-range.ts";
import { configTagsReserved } from "./config-tags-reserved.ts";
import { configUnknownKey } from "./config-unknown-key.ts";
import { configUnused } from "./config-unused.ts";
import { crdChannelMissingField } from "./crd-channel-missing-field.ts";
import { filterHeaderEmpty } from "./filter-header-empty.ts";
import { filterHeaderTwice } from "./filter-header-twice.ts";
import { filterHostnameIsAddress } from "./filter-hostname-is-address.ts";
import { filterMirrorNotPermitted } from "./filter-mirror-not-permitted.ts";
import { filterMirrorShareIgnored } from "./filter-mirror-share-ignored.ts";
import { filterOnBackendIgnored } from "./filter-on-backend-ignored.ts";
import { filterRedirectPortDefaulted } from "./filter-redirect-port-defaulted.ts";
import { filterUnsupported } from "./filter-unsupported.ts";
import { gatewayClassMissing } from "./gateway-class-missing.ts";
import { gatewayClassOtherController } from "./gateway-class-other-controller.ts";
import { gatewayFieldIgnored } from "./gateway-field-ignored.ts";
import { gatewayInstanceCollision } from "./gateway-instance-collision.ts";
import { gatewayListenerUnused } from "./gateway-listener-unused.ts";
import { gatewayNameNotAServiceName } from "./gateway-name-not-a-service-name.ts";
import { gatewayNameTooLong } from "./gateway-name-too-long.ts";
import { gatewayNotProgrammed } from "./gateway-not-programmed.ts";
import { gatewayNotSupported } from "./gateway-not-supported.ts";
import { gatewayPodSecurityRestricted } from "./gateway-pod-security-restricted.ts";
import { gatewaySecretInTwoMeshes } from "./gateway-secret-in-two-meshes.ts";
import { generatedNameCollision } from "./generated-name-collision.ts";
import { generatedRefused } from "./generated-refused.ts";
import { generatedResourceOverwritten } from "./generated-resource-overwritten.ts";
import { grantTooWide } from "./grant-too-wide.ts";
import { grantUnused } from "./grant-unused.ts";
import { instanceGatewayMissing } from "./instance-gateway-missing.ts";
import { limitReached } from "./limit-reached.ts";
import { listenerCertificateKind } from "./listener-certificate-kind.ts";
import { listenerCertificateMalformed } from "./listener-certificate-malformed.ts";
import { listenerCertificateMissing } from "./listener-certificate-missing.ts";
import { listenerCertificateNotPermitted } from "./listener-certificate-not-permitted.ts";
import { listenerCertificateType } from "./listener-certificate-type.ts";
import { listenerCertificatesTooMany } from "./listener-certificates-too-many.ts";
import { listenerCrossMeshProtocol } from "./listener-cross-mesh-protocol.ts";
import { listenerFieldIgnored } from "./listener-field-ignored.ts";
import { listenerHostnameConflict } from "./listener-hostname-conflict.ts";
import { listenerPassthroughDropped } from "./listener-passthrough-dropped.ts";
import { listenerProtocolConflict } from "./listener-protocol-conflict.ts";
import { listenerProtocolUnsupported } from "./listener-protocol-unsupported.ts";
import { listenerRouteKindsInvalid } from "./listener-route-kinds-invalid.ts";
import { listenerTlsMissing } from "./listener-tls-missing.ts";
import { listenerTlsOptionsOnly } from "./listener-tls-options-only.ts";
import { matchEmptyList } from "./match-empty-list.ts";
import { matchMethodOrHeaderLowercased } from "./match-method-or-header-lowercased.ts";
import { matchPathTrailingSlash } from "./match-path-trailing-slash.ts";
import { matchRegexEmpty } from "./match-regex-empty.ts";
import { matchRegexNotRe2 } from "./match-regex-not-re2.ts";
import { meshAnnotationOverridden } from "./mesh-annotation-overridden.ts";
import { meshAnnotationRemoved } from "./mesh-annotation-removed.ts";
import { meshLabelUnread } from "./mesh-label-unread.ts";
import { meshMissing } from "./mesh-missing.ts";
import { meshNameInvalid } from "./mesh-name-invalid.ts";
import { metadataLabel } from "./metadata-label.ts";
import { metadataName } from "./metadata-name.ts";
import { namespaceMissing } from "./namespace-missing.ts";
import { namespaceNotInjected } from "./namespace-not-injected.ts";
import { objectOnGlobal } from "./object-on-global.ts";
import { objectReadOnlyInZone } from "./object-read-only-in-zone.ts";
import { parentDuplicate } from "./parent-duplicate.ts";
import { parentGatewayMissing } from "./parent-gateway-missing.ts";
import { parentGatewayOtherClass } from "./parent-gateway-other-class.ts";
import { parentHostnameMismatch } from "./parent-hostname-mismatch.ts";
import { parentKindUnsupported } from "./parent-kind-unsupported.ts";
import { parentMeshServiceMissing } from "./parent-mesh-service-missing.ts";
import { parentNotAllowed } from "./parent-not-allowed.ts";
import { parentPortMismatch } from "./parent-port-mismatch.ts";
import { parentSectionMissing } from "./parent-section-missing.ts";
import { parentSelectorInvalid } from "./parent-selector-invalid.ts";
import { parentServiceGroupOmitted } from "./parent-service-group-omitted.ts";
import { parentServiceHeadless } from "./parent-service-headless.ts";
import { parentServiceMissing } from "./parent-service-missing.ts";
import { parentServiceNameTooLong } from "./parent-service-name-too-long.ts";
import { parentServicePortMissing } from "./parent-service-port-missing.ts";
import { parentServiceProtocol } from "./parent-service-protocol.ts";
import { parentServiceSectionIgnored } from "./parent-service-section-ignored.ts";
import { parentServiceWithoutPorts } from "./parent-service-without-ports.ts";
import { parentWithoutSectionReachesAll } from "./parent-without-section-reaches-all.ts";
import { reconcileError } from "./reconcile-error.ts";
import { releaseDiffers } from "./release-differs.ts";
import { resourceDuplicate } from "./resource-duplicate.ts";
import { resourceNotWatched } from "./resource-not-watched.ts";
import { retryIgnored } from "./retry-ignored.ts";
import { routeHostnamesIgnored } from "./route-hostnames-ignored.ts";
import { routeMeshDiffers } from "./route-mesh-differs.ts";
import { routeRulesEmpty } from "./route-rules-empty.ts";
import { routeWithoutParents } from "./route-without-parents.ts";
import type { AnyAdvice, AnyRule, Rule } from "./rule.ts";
import { ruleDuplicateMatch } from "./rule-duplicate-match.ts";
import { ruleMergedInMesh } from "./rule-merged-in-mesh.ts";
import { ruleNameIgnored } from "./rule-name-ignored.ts";
import { ruleOverlapsOtherRoute } from "./rule-overlaps-other-route.ts";
import { ruleUnreachable } from "./rule-unreachable.ts";
import { schemaDuplicateItem } from "./schema-duplicate-item.ts";
import { schemaRequired } from "./schema-required.ts";
import { schemaRule } from "./schema-rule.ts";
import { schemaType } from "./schema-type.ts";
import { schemaUnknownField } from "./schema-unknown-field.ts";
import { schemaValue } from "./schema-value.ts";
import { sessionPersistenceIgnored } from "./session-persistence-ignored.ts";
import { suppressionUnknown } from "./suppression-unknown.ts";
import { suppressionUnused } from "./suppression-unused.ts";
import { timeoutsIgnored } from "./timeouts-ignored.ts";
import { tlsSecretsNamespaceDisabled } from "./tls-secrets-namespace-disabled.ts";
import { upgrade30BuiltinResource } from "./upgrade-3-0-builtin-resource.ts";
import { upgrade30ExternalService } from "./upgrade-3-0-external-service.ts";
import { upgrade30Gateway } from "./upgrade-3-0-gateway.ts";
import { upgrade30GatewayRoute } from "./upgrade-3-0-gateway-route.ts";
import { upgrade30GrantNeeded } from "./upgrade-3-0-grant-needed.ts";
import { upgrade30MeshAnnotation } from "./upgrade-3-0-mesh-annotation.ts";
import { upgrade30MeshField } from "./upgrade-3-0-mesh-field.ts";
import { upgrade30Name } from "./upgrade-3-0-name.ts";
import { upgrade30ParentRefused } from "./upgrade-3-0-parent-refused.ts";
import { upgrade30TargetRef } from "./upgrade-3-0-target-ref.ts";
import { webhookRefused } from "./webhook-refused.ts";
import { yamlAmbiguousScalar } from "./yaml-ambiguous-scalar.ts";
import { yamlDuplicateKey } from "./yaml-duplicate-key.ts";
import { yamlSyntax } from "./yaml-syntax.ts";
import { zoneNamespaceNotAllowed } from "./zone-namespace-not-allowed.ts";

/** What the translation says as data. A code without a rule does not compile. */
const problemRules: { readonly [Code in ProblemCode]: Rule<ProblemArgs[Code]> } = {
  "backend-external-service-missing": backendExternalServiceMissing,
  "backend-external-service-name": backendExternalServiceName,
  "backend-kind-unsupported": backendKindUnsupported,
  "backend-missing": backendMissing,
  "backend-none": backendNone,
  "backend-not-permitted": backendNotPermitted,
  "backend-port-missing": backendPortMissing,
  "backend-port-not-on-service": backendPortNotOnService,
  "class-parameters-kind": classParametersKind,
  "class-parameters-missing": classParametersMissing,
  "class-parameters-namespace": classParametersNamespace,
  "condition-false": conditionFalse,
  "config-node-port-range": configNodePortRange,
  "config-tags-reserved": configTagsReserved,
  "filter-header-empty": filterHeaderEmpty,
  "filter-header-twice": filterHeaderTwice,
  "filter-hostname-is-address": filterHostnameIsAddress,
  "filter-mirror-not-permitted": filterMirrorNotPermitted,
  "gateway-instance-collision": gatewayInstanceCollision,
  "gateway-name-not-a-service-name": gatewayNameNotAServiceName,
  "gateway-name-too-long": gatewayNameTooLong,
  "gateway-not-programmed": gatewayNotProgrammed,
  "gateway-secret-in-two-meshes": gatewaySecretInTwoMeshes,
  "generated-name-collision": generatedNameCollision,
  "generated-refused": generatedRefused,
  "instance-gateway-missing": instanceGatewayMissing,
  "listener-certificate-kind": listenerCertificateKind,
  "listener-certificate-malformed": listenerCertificateMalformed,
  "listener-certificate-missing": listenerCertificateMissing,
  "listener-certificate-not-permitted": listenerCertificateNotPermitted,
  "listener-certificate-type": listenerCertificateType,
  "listener-certificates-too-many": listenerCertificatesTooMany,
  "listener-cross-mesh-protocol": listenerCrossMeshProtocol,
  "listener-hostname-conflict": listenerHostnameConflict,
  "listener-passthrough-dropped": listenerPassthroughDropped,
  "listener-protocol-conflict": listenerProtocolConflict,
  "listener-protocol-unsupported": listenerProtocolUnsupported,
  "listener-route-kinds-invalid": listenerRouteKindsInvalid,
  "listener-tls-missing": listenerTlsMissing,
  "listener-tls-options-only": listenerTlsOptionsOnly,
  "match-empty-list": matchEmptyList,
  "match-regex-empty": matchRegexEmpty,
  "mesh-missing": meshMissing,
  "mesh-name-invalid": meshNameInvalid,
  "parent-gateway-missing": parentGatewayMissing,
  "parent-gateway-other-class": parentGatewayOtherClass,
  "parent-hostname-mismatch": parentHostnameMismatch,
  "parent-kind-unsupported": parentKindUnsupported,
  "parent-mesh-service-missing": parentMeshServiceMissing,
  "parent-not-allowed": parentNotAllowed,
  "parent-port-mismatch": parentPortMismatch,
  "parent-section-missing": parentSectionMissing,
  "parent-selector-invalid": parentSelectorInvalid,
  "parent-service-headless": parentServiceHeadless,
  "parent-service-missing": parentServiceMissing,
  "parent-service-name-too-long": parentServiceNameTooLong,
  "parent-service-port-missing": parentServicePortMissing,
  "reconcile-error": reconcileError,
  "route-rules-empty": routeRulesEmpty,
  "tls-secrets-namespace-disabled": tlsSecretsNamespaceDisabled,
};

/** What reading and admission say as data. */
const readingRules: { readonly [Code in ReadingCode]: Rule<ReadingArgs[Code], never> } = {
  "api-version-unserved": apiVersionUnserved,
  "backend-port-missing": backendPortMissing,
  "crd-channel-missing-field": crdChannelMissingField,
  "limit-reached": limitReached,
  "metadata-label": metadataLabel,
  "metadata-name": metadataName,
  "resource-duplicate": resourceDuplicate,
  "resource-not-watched": resourceNotWatched,
  "schema-duplicate-item": schemaDuplicateItem,
  "schema-required": schemaRequired,
  "schema-rule": schemaRule,
  "schema-type": schemaType,
  "schema-unknown-field": schemaUnknownField,
  "schema-value": schemaValue,
  "suppression-unknown": suppressionUnknown,
  "suppression-unused": suppressionUnused,
  "webhook-refused": webhookRefused,
  "yaml-ambiguous-scalar": yamlAmbiguousScalar,
  "yaml-duplicate-key": yamlDuplicateKey,
  "yaml-syntax": yamlSyntax,
};

/** About `.gateway-lens.yaml`. */
const otherRules: readonly AnyRule[] = [configInvalid, configUnknownKey];

/** What is looked for. */
const advice: readonly AnyAdvice[] = [
  apiVersionDeprecated,
  backendNamespaceIgnored,
  backendPortNotOnService,
  backendProtocolNotHttp,
  backendWeightAllZero,
  configCrossMeshServiceType,
  configUnused,
  filterMirrorShareIgnored,
  filterOnBackendIgnored,
  filterRedirectPortDefaulted,
  filterUnsupported,
  gatewayClassMissing,
  gatewayClassOtherController,
  gatewayFieldIgnored,
  gatewayListenerUnused,
  gatewayNotSupported,
  gatewayPodSecurityRestricted,
  generatedResourceOverwritten,
  grantTooWide,
  grantUnused,
  listenerFieldIgnored,
  matchMethodOrHeaderLowercased,
  matchPathTrailingSlash,
  matchRegexNotRe2,
  meshAnnotationOverridden,
  meshAnnotationRemoved,
  meshLabelUnread,
  meshMissing,
  namespaceMissing,
  namespaceNotInjected,
  objectOnGlobal,
  objectReadOnlyInZone,
  parentDuplicate,
  parentServiceGroupOmitted,
  parentServiceProtocol,
  parentServiceSectionIgnored,
  parentServiceWithoutPorts,
  parentWithoutSectionReachesAll,
  releaseDiffers,
  retryIgnored,
  routeHostnamesIgnored,
  routeMeshDiffers,
  routeWithoutParents,
  ruleDuplicateMatch,
  ruleMergedInMesh,
  ruleNameIgnored,
  ruleOverlapsOtherRoute,
  ruleUnreachable,
  sessionPersistenceIgnored,
  timeoutsIgnored,
  upgrade30BuiltinResource,
  upgrade30ExternalService,
  upgrade30Gateway,
  upgrade30GatewayRoute,
  upgrade30GrantNeeded,
  upgrade30MeshAnnotation,
  upgrade30MeshField,
  upgrade30Name,
  upgrade30ParentRefused,
  upgrade30TargetRef,
  zoneNamespaceNotAllowed,
];

const byCode: ReadonlyMap<string, AnyRule> = new Map(
  [
    ...(Object.values(problemRules) as readonly AnyRule[]),
    ...(Object.values(readingRules) as readonly AnyRule[]),
    ...otherRules,
    ...advice,
  ].map((rule) => [rule.code, rule]),
);

/** Each once, by code. */
export const rules: readonly AnyRule[] = [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));

const byKind: ReadonlyMap<string, readonly AnyAdvice[]> = indexByKind();

function indexByKind(): ReadonlyMap<string, readonly AnyAdvice[]> {
  const index = new Map<string, AnyAdvice[]>();
  for (const rule of advice) {
    for (const { group, kind } of rule.kinds) {
      const key = `${group}/${kind}`;
      index.set(key, [...(index.get(key) ?? []), rule]);
    }
  }
  return index;
}

/** Codes that once were. They never come back with another meaning. */
export const retiredCodes: readonly string[] = [];

export function ruleOf(code: string): AnyRule | undefined {
  return byCode.get(code);
}

export function adviceFor(object: KubeObject): readonly AnyAdvice[] {
  return byKind.get(`${groupOf(object.apiVersion)}/${object.kind}`) ?? [];
}
