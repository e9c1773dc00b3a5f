import type { KubeObject } from "../kubernetes/object.ts";
import { groupOf } from "../kubernetes/object.ts";
import type { ProblemArgs, ProblemCode } from "../kuma/problem.ts";
import { backendExternalServiceMissing } from "./backend-external-service-missing.ts";
import { backendExternalServiceName } from "./backend-external-service-name.ts";
import { backendKindUnsupported } from "./backend-kind-unsupported.ts";
import { backendMissing } from "./backend-missing.ts";
import { backendNone } from "./backend-none.ts";
import { backendNotPermitted } from "./backend-not-permitted.ts";
import { backendPortMissing } from "./backend-port-missing.ts";
import { backendPortNotOnService } from "./backend-port-not-on-service.ts";
import { classParametersKind } from "./class-parameters-kind.ts";
import { classParametersMissing } from "./class-parameters-missing.ts";
import { classParametersNamespace } from "./class-parameters-namespace.ts";
import { conditionFalse } from "./condition-false.ts";
import { configNodePortRange } from "./config-node-port-range.ts";
import { configTagsReserved } from "./config-tags-reserved.ts";
import { filterHeaderEmpty } from "./filter-header-empty.ts";
import { filterHeaderTwice } from "./filter-header-twice.ts";
import { filterHostnameIsAddress } from "./filter-hostname-is-address.ts";
import { filterMirrorNotPermitted } from "./filter-mirror-not-permitted.ts";
import { gatewayInstanceCollision } from "./gateway-instance-collision.ts";
import { gatewayNameNotAServiceName } from "./gateway-name-not-a-service-name.ts";
import { gatewayNameTooLong } from "./gateway-name-too-long.ts";
import { gatewayNotProgrammed } from "./gateway-not-programmed.ts";
import { gatewaySecretInTwoMeshes } from "./gateway-secret-in-two-meshes.ts";
import { generatedNameCollision } from "./generated-name-collision.ts";
import { generatedRefused } from "./generated-refused.ts";
import { listenerCertificateKind } from "./listener-certificate-kind.ts";
import { listenerCertificateMalformed } from "./listener-certificate-malformed.ts";
import { listenerCertificateMissing } from "./listener-certificate-missing.ts";
import { listenerCertificateNotPermitted } from "./listener-certificate-not-permitted.ts";
import { listenerCertificateType } from "./listener-certificate-type.ts";
import { listenerCertificatesTooMany } from "./listener-certificates-too-many.ts";
import { listenerCrossMeshProtocol } from "./listener-cross-mesh-protocol.ts";
import { listenerHostnameConflict } from "./listener-hostname-conflict.ts";
import { listenerProtocolConflict } from "./listener-protocol-conflict.ts";
import { listenerProtocolUnsupported } from "./listener-protocol-unsupported.ts";
import { listenerRouteKindsInvalid } from "./listener-route-kinds-invalid.ts";
import { listenerTlsMissing } from "./listener-tls-missing.ts";
import { listenerTlsOptionsOnly } from "./listener-tls-options-only.ts";
import { matchEmptyList } from "./match-empty-list.ts";
import { matchRegexEmpty } from "./match-regex-empty.ts";
import { meshMissing } from "./mesh-missing.ts";
import { meshNameInvalid } from "./mesh-name-invalid.ts";
import { parentGatewayMissing } from "./parent-gateway-missing.ts";
import { parentGatewayOtherClass } from "./parent-gateway-other-class.ts";
import { parentHostnameMismatch } from "./parent-hostname-mismatch.ts";
import { parentKindUnsupported } from "./parent-kind-unsupported.ts";
import { parentMeshServiceMissing } from "./parent-mesh-service-missing.ts";
import { parentNotAllowed } from "./parent-not-allowed.ts";
import { parentPortMismatch } from "./parent-port-mismatch.ts";
import { parentSectionMissing } from "./parent-section-missing.ts";
import { parentSelectorInvalid } from "./parent-selector-invalid.ts";
import { parentServiceHeadless } from "./parent-service-headless.ts";
import { parentServiceMissing } from "./parent-service-missing.ts";
import { parentServiceNameTooLong } from "./parent-service-name-too-long.ts";
import { parentServicePortMissing } from "./parent-service-port-missing.ts";
import { reconcileError } from "./reconcile-error.ts";
import { routeRulesEmpty } from "./route-rules-empty.ts";
import type { AnyAdvice, AnyRule, Rule } from "./rule.ts";
import { tlsSecretsNamespaceDisabled } from "./tls-secrets-namespace-disabled.ts";

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
  "listener-certificate-kind": listenerCertificateKind,
  "listener-certificate-malformed": listenerCertificateMalformed,
  "listener-certificate-missing": listenerCertificateMissing,
  "listener-certificate-not-permitted": listenerCertificateNotPermitted,
  "listener-certificate-type": listenerCertificateType,
  "listener-certificates-too-many": listenerCertificatesTooMany,
  "listener-cross-mesh-protocol": listenerCrossMeshProtocol,
  "listener-hostname-conflict": listenerHostnameConflict,
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

/** What reading and admission say. */
const otherRules: readonly AnyRule[] = [];

/** What is looked for. */
const advice: readonly AnyAdvice[] = [];

export const rules: readonly AnyRule[] = [
  ...Object.values(problemRules as Record<string, AnyRule>),
  ...otherRules,
  ...advice,
].sort((a, b) => (a.code < b.code ? -1 : 1));

const byCode: Readonly<Record<string, AnyRule>> = Object.fromEntries(rules.map((rule) => [rule.code, rule]));

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
  return Object.hasOwn(byCode, code) ? byCode[code] : undefined;
}

export function adviceFor(object: KubeObject): readonly AnyAdvice[] {
  return byKind.get(`${groupOf(object.apiVersion)}/${object.kind}`) ?? [];
}

/** The page about a code, relative to the root of the project. */
export function pageOf(code: string): string {
  return `docs/rules/${code}.md`;
}
