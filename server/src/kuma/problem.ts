import type { ObjectKey } from "../kubernetes/object.ts";
import type { Condition, Place, ReconcileError, Refusal } from "./place.ts";

/**
 * What the translation finds wrong or without effect, as data: the code and what its wording needs. Each code has one file in
 * `rules/` that gives it words, severity and fixes; a code without one does not compile.
 */
export interface ProblemArgs {
  // GatewayClass. At `spec.parametersRef` or its field; `because` the False condition.
  "class-parameters-kind": { readonly group: string; readonly kind: string };
  "class-parameters-namespace": { readonly namespace: string };
  "class-parameters-missing": { readonly name: string };

  // Gateway: conditions of a listener. At the field of the listener that is to blame.
  "listener-protocol-unsupported": { readonly protocol: string };
  /** An otherwise good protocol (HTTPS) of a class whose config says `crossMesh: true`. */
  "listener-cross-mesh-protocol": { readonly protocol: string };
  /** At `protocol`, once for each listener of the conflict; `related`: the others. */
  "listener-protocol-conflict": { readonly port: number };
  /** At `hostname`, or at `name` where none is written. */
  "listener-hostname-conflict": { readonly hostname: string; readonly port: number };
  /** `kinds`: the refused ones, as the condition prints them. At the first of them. */
  "listener-route-kinds-invalid": { readonly kinds: readonly string[] };
  /** At the certificateRef (`name` where the name is to blame, `kind` where the kind is). `secret` is `ns/name`. */
  "listener-certificate-missing": { readonly namespace: string; readonly name: string };
  "listener-certificate-kind": { readonly group: string; readonly kind: string };
  "listener-certificate-type": { readonly namespace: string; readonly name: string; readonly type: string };
  "listener-certificate-malformed": { readonly namespace: string; readonly name: string };
  /** `from` is the Gateway's namespace. At `namespace` of the ref. */
  "listener-certificate-not-permitted": {
    readonly from: string;
    readonly namespace: string;
    readonly name: string;
    readonly kind: string;
    readonly group: string;
  };
  /** At the Gateway's `metadata.name`: no listener is valid, so what exists stays as it was. */
  "gateway-not-programmed": { readonly name: string };

  // Gateway: what Kuma's webhooks or the API server refuse of what it becomes, or what ends its reconciliation.
  /** R17. At `tls.certificateRefs`. */
  "listener-certificates-too-many": { readonly count: number };
  /** R15. At the listener's `name`. */
  "listener-tls-missing": { readonly listener: string };
  /** HTTPS with Passthrough, which the CRDs of 1.0 let through: Kuma drops `tls`, and then misses it. At `tls.mode`. */
  "listener-passthrough-dropped": { readonly listener: string };
  /** R16. At `tls`. */
  "listener-tls-options-only": { readonly listener: string };
  /** R24. At `namespace` of the ref, or `name`. */
  "tls-secrets-namespace-disabled": { readonly namespace: string; readonly name: string };
  /** R18, R19, R21. At `metadata.name`. */
  "gateway-name-not-a-service-name": { readonly name: string };
  "gateway-name-too-long": { readonly namespace: string; readonly name: string };
  /** R20. At the MeshGatewayConfig's `spec.tags.<key>`. */
  "config-tags-reserved": { readonly tag: string; readonly value: string };
  /** R22. At the listener's `port`; `related`: `serviceType` of the config. */
  "config-node-port-range": { readonly port: number; readonly config: string };
  /** At the certificateRef of the second Gateway. */
  "gateway-secret-in-two-meshes": { readonly namespace: string; readonly name: string; readonly mesh: string };
  /** An authored object has the name that the generated one needs. At the Gateway's `metadata.name`; `related`: that object. */
  "gateway-instance-collision": { readonly kind: string; readonly name: string };

  /** No MeshGateway has the tags that the MeshGatewayInstance asks for. At its tags. */
  "instance-gateway-missing": { readonly name: string };

  // HTTPRoute: parents. At the parentRef or its field.
  /** No Gateway of this name: the ref is ignored, without a status. At `name`. */
  "parent-gateway-missing": { readonly namespace: string; readonly name: string };
  /** The Gateway's class is absent or another controller's. `controller` is empty where the class is absent. At `name`. */
  "parent-gateway-other-class": { readonly gateway: string; readonly class: string; readonly controller: string };
  /** A kind that this release does not look at. At `kind` (or `group`). */
  "parent-kind-unsupported": { readonly group: string; readonly kind: string };
  /** At `sectionName`. `sections`: the names that would be right. */
  "parent-section-missing": { readonly parent: string; readonly section: string; readonly sections: readonly string[] };
  /** At `port`. `ports`: those that would be right (of the section, where one is named). */
  "parent-port-mismatch": { readonly parent: string; readonly port: number; readonly ports: readonly number[] };
  /** At `name` of the ref; `related`: `allowedRoutes` of the listener. */
  "parent-not-allowed": {
    readonly gateway: ObjectKey;
    /** The listeners that the ref selects. */
    readonly listeners: readonly string[];
    readonly from: "Same" | "Selector" | "None" | "All";
    /** The route's namespace, and what a selector would need of it. */
    readonly namespace: string;
    readonly missingLabels?: Readonly<Record<string, string>>;
  };
  /** At `spec.hostnames`; `listenerHostnames`: those of the selected listeners. */
  "parent-hostname-mismatch": {
    readonly gateway: string;
    readonly hostnames: readonly string[];
    readonly listenerHostnames: readonly string[];
  };
  /** The selector of a listener cannot be read, which fails the whole route. At the ref; `related`: the selector. */
  "parent-selector-invalid": { readonly gateway: string; readonly listener: string };
  "parent-service-missing": { readonly namespace: string; readonly name: string };
  "parent-mesh-service-missing": { readonly namespace: string; readonly name: string };
  /** At `port`. 2.x emits it all the same, 3.0 refuses to attach. */
  "parent-service-port-missing": {
    readonly namespace: string;
    readonly name: string;
    readonly port: number;
    readonly ports: readonly number[];
  };
  "parent-service-headless": { readonly namespace: string; readonly name: string };
  /** R14. At the parentRef's `name`. `length` of the generated name. */
  "parent-service-name-too-long": { readonly length: number; readonly limit: number };

  // HTTPRoute: backends. At the backendRef's field. `mirror` where it is a RequestMirror's.
  "backend-missing": { readonly namespace: string; readonly name: string; readonly kind: string };
  /** 3.0: the Service is there, the port is not. At `port`. In 2.x: emitted by nobody, an advice rule says it. */
  "backend-port-not-on-service": {
    readonly namespace: string;
    readonly name: string;
    readonly kind: string;
    readonly port: number;
    readonly ports: readonly number[];
  };
  /** 3.0, a Service ref without a port. */
  "backend-port-missing": { readonly namespace: string; readonly name: string; readonly ports: readonly number[] };
  "backend-kind-unsupported": { readonly group: string; readonly kind: string };
  /** `from` is the route's namespace. At `namespace` of the ref. */
  "backend-not-permitted": {
    readonly from: string;
    readonly namespace: string;
    readonly name: string;
    readonly kind: string;
    readonly group: string;
  };
  "backend-external-service-missing": { readonly name: string; readonly mesh: string };
  /** R10. */
  "backend-external-service-name": { readonly name: string; readonly service: string };

  // HTTPRoute: what is refused of the MeshHTTPRoute that it becomes. At the field of the route that is to blame.
  /** R1. At the rule (`filters` or `matches` or the entry). */
  "backend-none": { readonly rule: number };
  /** R2. At `namespace` of the mirror's backendRef. */
  "filter-mirror-not-permitted": {
    readonly from: string;
    readonly namespace: string;
    readonly name: string;
    readonly kind: string;
    readonly group: string;
  };
  /** R3. At `matches`. */
  "match-empty-list": { readonly rule: number };
  /** R4. At `spec.rules`. */
  "route-rules-empty": { readonly route: string };
  /** R5. At the modifier (`requestHeaderModifier`). */
  "filter-header-empty": { readonly filter: string };
  /** R6, R7. At the later `name`; `header` as it was lower-cased. */
  "filter-header-twice": { readonly header: string };
  /** R8. At `hostname`. */
  "filter-hostname-is-address": { readonly hostname: string };
  /** R9. At `value`. */
  "match-regex-empty": { readonly rule: number };
  /** R12, R13. At the label or annotation that names the mesh (of the object or its namespace), else `metadata.name`. */
  "mesh-missing": { readonly mesh: string };
  "mesh-name-invalid": { readonly mesh: string };
  /** R27, §3.4. At `metadata.name`; `related`: the object that has the name already. */
  "generated-name-collision": { readonly kind: string; readonly name: string; readonly other: string };

  // The rest: any refusal, error or False condition that no code above explains. `because` is the whole story.
  "generated-refused": { readonly kind: string; readonly name: string };
  "reconcile-error": { readonly kind: string; readonly name: string };
  "condition-false": { readonly type: string; readonly reason: string };
}

export type ProblemCode = keyof ProblemArgs;

/** What a user would see in the cluster: rendered verbatim as a diagnostic's `because`. `also`: what follows from it. */
export type Because = { readonly also?: readonly Because[] } & (
  | {
      /** A condition of `of`; of one of its parents (`parent` as `ns/name`) or listeners where it has them. */
      readonly condition: Condition;
      readonly of: ObjectKey;
      readonly parent?: string;
      readonly listener?: string;
    }
  | { readonly refusal: Refusal }
  | { readonly error: ReconcileError }
);

export interface RelatedPlace {
  readonly at: Place;
  readonly message: string;
}

export type Problem = {
  readonly [Code in ProblemCode]: {
    readonly code: Code;
    readonly at: Place;
    readonly args: ProblemArgs[Code];
    readonly because?: Because;
    readonly related?: readonly RelatedPlace[];
  };
}[ProblemCode];
