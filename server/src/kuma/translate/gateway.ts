/** Gateway → copies of Secrets, MeshGateway, MeshGatewayInstance, status. kuma: gateway_controller.go, gateway_conversion.go */
import { pendingGateway } from "../../gateway-api/condition.ts";
import { type Gateway, gatewayKind } from "../../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../../gateway-api/kinds/gateway-class.ts";
import { displayName, isSameJson, keyFromText, keyOf, type ObjectKey } from "../../kubernetes/object.ts";
import { meshGatewayKind } from "../kinds/mesh-gateway.ts";
import { meshGatewayInstanceKind } from "../kinds/mesh-gateway-instance.ts";
import type { Outcome } from "../outcome.ts";
import type { Condition, Generated, Place, Refusal } from "../place.ts";
import type { Problem, RelatedPlace } from "../problem.ts";
import { at, below } from "../trace.ts";
import type { Step, View } from "../view.ts";
import { admitGenerated } from "../webhooks/admit-generated.ts";
import { reconcilesGateways } from "./gateway-class.ts";
import { type GatewayParameters, isInvalid, parametersOf } from "./gateway-parameters.ts";
import { instanceRefusalProblems, meshGatewayRefusalProblems } from "./gateway-refusal.ts";
import {
  condition,
  type JudgedListener,
  judgeListeners,
  type ListenerOutcome,
  resolvedConditions,
} from "./listener.ts";
import { meshGatewayFor, meshGatewayInstanceFor, ownerReferencesOf, type TranslatedListener } from "./mesh-gateway.ts";
import { type MeshOf, meshOf } from "./mesh-of.ts";
import { controllerName, meshGatewayName, ownerLabel, ownerLabelValue } from "./naming.ts";
import { certificateOf, copyName, existingCopy, secretCopy } from "./secret.ts";

export interface GatewayOutcome extends Outcome {
  /**
   * `ignored`: another controller's, or none. `stalled`: the class's parameters are invalid, so nothing is done.
   * `failed`: ended in `error`, without a status. `reconciled`: the status was written.
   */
  readonly state: "ignored" | "stalled" | "failed" | "reconciled";
  readonly conditions: readonly Condition[];
  /** But for `attachedRoutes`, which `gatewayStatusStep` adds. */
  readonly listeners: readonly ListenerOutcome[];
  /** Name of the one MeshGateway that may carry this Gateway's owner label; others were deleted. None where it came to nothing. */
  readonly meshGateway?: string;
}

export const gatewayStep: Step<GatewayOutcome> = { name: "gateway", run: reconcileGateway };

function reconcileGateway(view: View, key: string): GatewayOutcome {
  const of = keyFromText(key);
  const { namespace, name } = of;
  const gateway = view.cluster.get(gatewayKind, namespace, name);
  if (gateway === undefined || !reconcilesGateways(view.controlPlane)) return unwritten("ignored", of);
  const gatewayClass = view.cluster.get(gatewayClassKind, "", gateway.spec.gatewayClassName);
  if (gatewayClass?.spec.controllerName !== controllerName) return unwritten("ignored", of);
  const parameters = parametersOf(view, gatewayClass);
  if (isInvalid(parameters)) return unwritten("stalled", of);

  const mesh = meshOf(view.cluster, gateway, view.controlPlane.behavior.gatewayMesh);
  const work: Work = { view, gateway, mesh, parameters, generated: [], refused: [], problems: [] };
  const translation = translateListeners(work);
  if ("failure" in translation) return failed(work, translation.failure);
  const { listeners, translated } = translation;
  if (translated.length > 0) {
    const failure = makeMeshGateway(work, translated) ?? makeInstance(work);
    if (failure !== undefined) return failed(work, failure);
  } else {
    work.problems.push({
      code: "gateway-not-programmed",
      at: at(keyOf(gateway), "metadata", "name"),
      args: { name },
      because: { condition: programmed(gateway, listeners), of: keyOf(gateway) },
    });
  }
  return {
    state: "reconciled",
    generated: work.generated,
    refused: work.refused,
    problems: work.problems,
    conditions: [
      condition("Accepted", "True", "Accepted", "", [at(keyOf(gateway), "spec", "gatewayClassName")]),
      programmed(gateway, listeners),
    ],
    listeners,
    ...(translated.length > 0 ? { meshGateway: meshGatewayName(keyOf(gateway)) } : {}),
  };
}

/** One reconciliation on its way; what it has made stays made when it fails later. */
interface Work {
  readonly view: View;
  readonly gateway: Gateway;
  readonly mesh: MeshOf;
  readonly parameters: GatewayParameters;
  readonly generated: Generated[];
  readonly refused: Refusal[];
  readonly problems: Problem[];
}

/** How a reconciliation ends early. Without `problem`, those that `work` has tell why. */
interface Failure {
  readonly message: string;
  readonly causes: readonly Place[];
  readonly meshGateway?: string;
  readonly problem?: (because: NonNullable<Problem["because"]>) => Problem;
}

function unwritten(state: "ignored" | "stalled", gateway: ObjectKey): GatewayOutcome {
  const conditions = pending([at(gateway, "spec", "gatewayClassName")]);
  return { state, generated: [], refused: [], problems: [], conditions, listeners: [] };
}

/** What nobody has written a status to shows what the CRD prefills. */
function pending(causes: readonly Place[]): readonly Condition[] {
  return pendingGateway.map((one) => ({ ...one, causes }));
}

function failed(work: Work, { message, causes, meshGateway, problem }: Failure): GatewayOutcome {
  const error = { key: keyOf(work.gateway), message, causes };
  if (problem !== undefined) work.problems.push(problem({ error }));
  return {
    state: "failed",
    generated: work.generated,
    refused: work.refused,
    error,
    problems: work.problems,
    conditions: pending(causes),
    listeners: [],
    ...(meshGateway === undefined ? {} : { meshGateway }),
  };
}

function programmed(gateway: Gateway, listeners: readonly ListenerOutcome[]): Condition {
  const causes = listeners.flatMap(({ conditions }) =>
    conditions.flatMap(({ type, status, causes }) =>
      type === "Programmed" && status === "False" ? (causes ?? []) : [],
    ),
  );
  const isProgrammed = listeners.every(({ conditions }) =>
    conditions.some(({ type, status }) => type === "Programmed" && status === "True"),
  );
  return isProgrammed
    ? condition("Programmed", "True", "Programmed", "", [at(keyOf(gateway), "spec", "listeners")])
    : condition("Programmed", "False", "Invalid", "", causes);
}

function translateListeners(
  work: Work,
):
  | { readonly listeners: readonly ListenerOutcome[]; readonly translated: readonly TranslatedListener[] }
  | { readonly failure: Failure } {
  const listeners: ListenerOutcome[] = [];
  const translated: TranslatedListener[] = [];
  for (const judged of judgeListeners(work.gateway, work.parameters)) {
    work.problems.push(...judged.problems);
    const { listener, place, supportedKinds } = judged;
    const { name } = listener;
    if (judged.rejected !== undefined) {
      listeners.push({ name, supportedKinds, conditions: judged.rejected });
      continue;
    }
    const certificates = certificatesOf(work, judged);
    if ("failure" in certificates) return certificates;
    if ("bad" in certificates) {
      listeners.push({ name, supportedKinds, conditions: resolvedConditions(judged, certificates.bad) });
      continue;
    }
    translated.push({ listener, place, certificates: certificates.copies });
    listeners.push({ name, supportedKinds, conditions: resolvedConditions(judged, undefined) });
  }
  return { listeners, translated };
}

type Certificates =
  | { readonly copies: TranslatedListener["certificates"] }
  | { readonly bad: Condition }
  | { readonly failure: Failure };

/** All refs are looked at before any Secret is copied: a bad one leaves nothing behind. */
function certificatesOf(work: Work, { listener, place }: JudgedListener): Certificates {
  const { view, gateway } = work;
  const good = [];
  // Whatever the mode: with Passthrough, which only the oldest bundle lets through, the refs are read all the same.
  for (const [i, ref] of (listener.tls?.certificateRefs ?? []).entries()) {
    const refPlace = below(place, "tls", "certificateRefs", i);
    const certificate = certificateOf(view, gateway, listener.name, ref, refPlace);
    if (certificate.result === "bad") {
      work.problems.push(certificate.problem);
      return { bad: certificate.condition };
    }
    if (certificate.result === "disabled") {
      const { namespace, name } = certificate.secret;
      const where = below(refPlace, ref.namespace === undefined ? "name" : "namespace");
      return {
        failure: {
          message: `error generating MeshGateway.kuma.io: ${certificate.message}`,
          causes: [where],
          problem: (because) => ({
            code: "tls-secrets-namespace-disabled",
            at: where,
            args: { namespace, name },
            because,
          }),
        },
      };
    }
    good.push({ secret: certificate.secret, ref: refPlace });
  }
  if (listener.tls?.mode === "Passthrough") return { copies: [] };
  const copies = [];
  for (const { secret, ref } of good) {
    const failure = copySecret(work, secret, ref);
    if (failure !== undefined) return { failure };
    copies.push({ name: copyName(secret), ref });
  }
  return { copies };
}

function copySecret(work: Work, secret: ObjectKey, ref: Place): Failure | undefined {
  const { view, gateway, mesh } = work;
  const name = copyName(secret);
  if (work.generated.some((made) => made.key.kind === "Secret" && made.key.name === name)) return undefined;
  const existing = existingCopy(view, keyOf(gateway), name, gatewayStep);
  if (existing !== undefined) {
    if (existing.mesh === mesh.mesh) return undefined;
    // Upstream looks the copy up by mesh but names it without, and then creates the object that it has just read.
    return {
      message:
        "error generating MeshGateway.kuma.io: failed to create k8s Secret: resourceVersion should not be set on objects to be created",
      causes: [ref, mesh.from],
      problem: (because) => ({
        code: "gateway-secret-in-two-meshes",
        at: below(ref, "name"),
        args: { namespace: secret.namespace, name: secret.name, mesh: existing.mesh },
        because,
        related: [{ at: at(existing.madeFor, "metadata", "name"), message: `in mesh "${existing.mesh}"` }],
      }),
    };
  }
  const admitted = admitGenerated(view, secretCopy(view.controlPlane.settings.systemNamespace, secret, mesh, ref));
  if ("refusal" in admitted) {
    work.refused.push(admitted.refusal);
    work.problems.push({
      code: "generated-refused",
      at: below(ref, "name"),
      args: { kind: "Secret", name },
      because: { refusal: admitted.refusal },
    });
    return {
      message: `error generating MeshGateway.kuma.io: failed to create k8s Secret: ${admitted.text}`,
      causes: [below(ref, "name")],
    };
  }
  work.generated.push(admitted.generated);
  return undefined;
}

function makeMeshGateway(work: Work, listeners: readonly TranslatedListener[]): Failure | undefined {
  const { view, gateway, mesh, parameters } = work;
  const { behavior } = view.controlPlane;
  const key = keyOf(gateway);
  const name = meshGatewayName(key);
  const taken = view.cluster.get(meshGatewayKind, "", name);
  const isOwn = taken?.metadata.labels?.[ownerLabel] === ownerLabelValue(key);
  const wanted = meshGatewayFor(behavior, gateway, mesh, parameters, listeners, isOwn ? taken : undefined);
  const could = isOwn ? "could not update owned" : "could not create owned";
  const prefix = `could not reconcile owned MeshGateway.kuma.io: ${could} *v1alpha1.MeshGateway:`;
  const admitted = admitGenerated(view, wanted);
  if ("refusal" in admitted) {
    work.refused.push(admitted.refusal);
    work.problems.push(...meshGatewayRefusalProblems(gateway, mesh, listeners, admitted.refusal));
    return { message: `${prefix} ${admitted.text}`, causes: admitted.refusal.causes ?? [at(key)] };
  }
  if (taken !== undefined && !isOwn) {
    return {
      message: `${prefix} meshgateways.kuma.io "${name}" already exists`,
      causes: [at(keyOf(taken), "metadata", "name")],
      meshGateway: name,
      problem: collision(work, "MeshGateway", name, at(keyOf(taken), "metadata", "name")),
    };
  }
  // What says already what it should is left alone.
  if (taken === undefined || !isSameJson(taken.spec, wanted.object.spec)) work.generated.push(admitted.generated);
  return undefined;
}

function makeInstance(work: Work): Failure | undefined {
  const { view, gateway, mesh, parameters } = work;
  const key = keyOf(gateway);
  const existing = view.cluster.get(meshGatewayInstanceKind, key.namespace, key.name);
  const prefix = "unable to reconcile MeshGatewayInstance: couldn't create MeshGatewayInstance:";
  const meshGateway = meshGatewayName(key);
  const controller = existing && ownerReferencesOf(existing).find((reference) => reference.controller === true);
  if (
    existing !== undefined &&
    controller !== undefined &&
    !(controller.kind === "Gateway" && controller.name === key.name)
  ) {
    const owned = `Object ${displayName(key)} is already owned by another ${controller.kind} controller ${controller.name}`;
    return {
      message: `${prefix} unable to set MeshGatewayInstance's controller reference to MeshGateway: ${owned}`,
      causes: [at(keyOf(existing), "metadata", "ownerReferences")],
      meshGateway,
      problem: collision(
        work,
        "MeshGatewayInstance",
        displayName(key),
        at(keyOf(existing), "metadata", "ownerReferences"),
      ),
    };
  }
  const admitted = admitGenerated(view, meshGatewayInstanceFor(gateway, mesh, parameters, existing));
  if ("refusal" in admitted) {
    work.refused.push(admitted.refusal);
    work.problems.push(...instanceRefusalProblems(gateway, mesh, parameters, admitted.refusal));
    return { message: `${prefix} ${admitted.text}`, causes: admitted.refusal.causes ?? [at(key)], meshGateway };
  }
  work.generated.push(admitted.generated);
  return undefined;
}

function collision(
  work: Work,
  kind: string,
  name: string,
  other: Place,
): (because: NonNullable<Problem["because"]>) => Problem {
  const related: RelatedPlace[] = [{ at: other, message: `this ${kind} has the name already` }];
  const where = at(keyOf(work.gateway), "metadata", "name");
  return (because) => ({ code: "gateway-instance-collision", at: where, args: { kind, name }, because, related });
}
