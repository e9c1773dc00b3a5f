/** MeshGatewayInstance → Service, Deployment, status. kuma: gateway_instance_controller.go */
import { gatewayKind } from "../../gateway-api/kinds/gateway.ts";
import { serviceKind } from "../../kubernetes/kinds/service.ts";
import { label1035Problems, labelValueProblems, qualifiedNameProblems } from "../../kubernetes/names.ts";
import { type KubeObject, keyFromText, keyOf, keyText } from "../../kubernetes/object.ts";
import { meshGatewayInstanceKind } from "../kinds/mesh-gateway-instance.ts";
import type { Outcome } from "../outcome.ts";
import type { Generated, Place, ReconcileError, Refusal } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at } from "../trace.ts";
import { gatewayStep } from "../translate/gateway.ts";
import { reconcilesGateways } from "../translate/gateway-class.ts";
import { ownerReferencesOf } from "../translate/mesh-gateway.ts";
import { meshOf } from "../translate/mesh-of.ts";
import { serviceTag, serviceTagName } from "../translate/naming.ts";
import type { Step, View } from "../view.ts";
import { admitGenerated } from "../webhooks/admit-generated.ts";
import { listOf, textMapOf } from "../webhooks/message.ts";
import { deploymentFor, deploymentKind } from "./deployment.ts";
import { type InstanceStatuses, servedStatuses, unmatchedStatuses, unwrittenStatuses } from "./instance-status.ts";
import { readAnnotations } from "./proxy-annotations.ts";
import { selectGateway } from "./select-gateway.ts";
import { serviceFor } from "./service.ts";
import { authored, made, objectIn, type Source } from "./source.ts";

export interface InstanceOutcome extends Outcome, InstanceStatuses {
  /** Whether there is such an instance: authored, or generated for a Gateway. */
  readonly exists: boolean;
}

/** Of every MeshGatewayInstance of the cluster, whoever made it; the key is its own. */
export const instanceStep: Step<InstanceOutcome> = { name: "gateway instance", run: reconcileInstance };

function reconcileInstance(view: View, key: string): InstanceOutcome {
  const { namespace, name } = keyFromText(key);
  const instance = reconcilesGateways(view.controlPlane) ? instanceOf(view, namespace, name) : undefined;
  if (instance === undefined) return { exists: false, ...nothing, ...unwrittenStatuses };

  // What is generated always says its mesh; what is authored may leave it to its namespace.
  const mesh = meshOf(view.cluster, instance.object as unknown as KubeObject, view.controlPlane.behavior.routeMesh);
  const tags = tagsOf(instance);
  const gateway = selectGateway(view, mesh.mesh, tags);
  if (gateway === undefined) {
    return { exists: true, ...nothing, ...unmatchedStatuses(mesh.mesh, instance.placesOf("spec", "tags")) };
  }

  const service = serviceFor(instance, gateway);
  const madeService = create(view, service, serviceErrors(view, service, instance, gateway), instance);
  if ("failure" in madeService) return failed(instance, "Service", [], madeService.failure);
  const annotations = readAnnotations(textMapOf(objectIn(instance.object.metadata).annotations));
  if ("error" in annotations) {
    const failure = {
      message: `couldn't mutate object for creation: unable to create gateway container: ${annotations.error}`,
      isEarly: true,
    };
    return failed(instance, "Deployment", [madeService.generated], failure);
  }
  const { outline, whole } = deploymentFor(view.controlPlane, instance, { mesh: mesh.mesh, tags, annotations });
  // Of what is generated here, webhooks change nothing.
  const madeDeployment = create(view, outline, deploymentErrors(outline, instance), instance);
  if ("failure" in madeDeployment)
    return failed(instance, "Deployment", [madeService.generated], madeDeployment.failure);
  const { serviceType } = objectIn(instance.object.spec);
  return {
    exists: true,
    generated: [madeService.generated, whole],
    refused: [],
    problems: [],
    ...servedStatuses(serviceType === "LoadBalancer", instance.placesOf("spec", "serviceType")),
  };
}

const nothing: Outcome = { generated: [], refused: [], problems: [] };

/** A Gateway of that name makes or takes over the instance; otherwise it is as its author wrote it. */
function instanceOf(view: View, namespace: string, name: string): Source | undefined {
  const gateway = view.cluster.get(gatewayKind, namespace, name);
  if (gateway !== undefined) {
    const { generated } = view.ask(gatewayStep, keyText(keyOf(gateway)));
    const instance = generated.find((object) => object.key.kind === "MeshGatewayInstance");
    if (instance !== undefined) return made(instance);
  }
  const instance = view.cluster.get(meshGatewayInstanceKind, namespace, name);
  return instance && authored(instance);
}

function tagsOf(instance: Source): Readonly<Record<string, string>> {
  return { [serviceTagName]: serviceTag(instance.key), ...textMapOf(objectIn(instance.object.spec).tags) };
}

/** What the API server holds against an object beside its name, and what is to blame. */
interface FieldError {
  readonly field: string;
  readonly text: string;
  readonly causes: readonly Place[];
  readonly problem: (because: NonNullable<Problem["because"]>) => Problem;
}

interface Failure {
  readonly message: string;
  readonly refusal?: Refusal;
  /** Before anything was sent to the API server. */
  readonly isEarly?: boolean;
  /** Without them, an error that nobody explains better. */
  readonly problems?: (because: NonNullable<Problem["because"]>) => readonly Problem[];
}

function create(
  view: View,
  object: Generated,
  errors: readonly FieldError[],
  instance: Source,
): { readonly generated: Generated } | { readonly failure: Failure } {
  const { kind, namespace, name } = object.key;
  const admitted = admitGenerated(view, object);
  if ("refusal" in admitted) {
    const { refusal, text } = admitted;
    return { failure: { message: text, refusal, problems: () => [metadataProblem(instance, refusal)] } };
  }
  if (errors.length > 0) {
    const texts = errors.map(({ field, text }) => `${field}: ${text}`);
    const qualified = object.key.group === "" ? kind : `${kind}.${object.key.group}`;
    const message = `${qualified} "${name}" is invalid: ${texts.length > 1 ? `[${texts.join(", ")}]` : texts[0]}`;
    const refusal = { key: object.key, by: "api-server", message, causes: errors.flatMap((error) => error.causes) };
    return { failure: { message, refusal, problems: (because) => errors.map((error) => error.problem(because)) } };
  }
  const taken = view.cluster.get(kind === "Service" ? serviceKind : deploymentKind, namespace, name);
  if (taken !== undefined && !isControlledBy(taken, instance)) {
    const resource = kind === "Service" ? "services" : "deployments.apps";
    const related = [{ at: at(keyOf(taken), "metadata", "name"), message: `this ${kind} has the name already` }];
    const problems = (because: NonNullable<Problem["because"]>): readonly Problem[] => [
      { code: "gateway-instance-collision", at: nameOf(instance), args: { kind, name }, because, related },
    ];
    return { failure: { message: `${resource} "${name}" already exists`, problems } };
  }
  return { generated: admitted.generated };
}

/** Made for the instance before: Kuma updates it. */
function isControlledBy(object: KubeObject, instance: Source): boolean {
  return ownerReferencesOf(object).some(
    ({ controller, kind, name }) => controller === true && kind === instance.key.kind && name === instance.key.name,
  );
}

function failed(instance: Source, kind: string, generated: readonly Generated[], failure: Failure): InstanceOutcome {
  const step = failure.isEarly === true ? "" : "couldn't create object: ";
  const message = `unable to reconcile ${kind} for Gateway: ${step}${failure.message}`;
  const error: ReconcileError = { key: instance.key, message, causes: failure.refusal?.causes ?? [nameOf(instance)] };
  const because = failure.refusal === undefined ? { error } : { refusal: failure.refusal };
  return {
    exists: true,
    generated,
    refused: failure.refusal === undefined ? [] : [failure.refusal],
    error,
    problems: failure.problems?.(because) ?? [
      {
        code: "reconcile-error",
        at: nameOf(instance),
        args: { kind: instance.key.kind, name: instance.key.name },
        because,
      },
    ],
    ...unwrittenStatuses,
  };
}

function nameOf(instance: Source): Place {
  return instance.placesOf("metadata", "name")[0] ?? at(instance.key, "metadata", "name");
}

/** The API server objects to the name that a Gateway gives, or to labels and annotations of a config's template. */
function metadataProblem(instance: Source, refusal: Refusal): Problem {
  const { kind } = refusal.key;
  const { name } = instance.key;
  const because = { refusal };
  if (kind === "Service" && label1035Problems(name).length > 0) {
    return { code: "gateway-name-not-a-service-name", at: nameOf(instance), args: { name }, because };
  }
  return { code: "generated-refused", at: refusal.causes?.[0] ?? nameOf(instance), args: { kind, name }, because };
}

function serviceErrors(view: View, service: Generated, instance: Source, gateway: Source): readonly FieldError[] {
  const { from, to } = view.controlPlane.settings.nodePorts;
  const [config = nameOf(instance)] = instance.placesOf("spec", "serviceType");
  const errors: FieldError[] = [];
  listOf(objectIn(service.object.spec).ports).forEach((entry, i) => {
    const { nodePort } = objectIn(entry);
    if (typeof nodePort !== "number" || (nodePort >= from && nodePort <= to)) return;
    const causes = made(service).placesOf("spec", "ports", i, "port");
    const [where = nameOf(instance)] = causes;
    errors.push({
      field: `spec.ports[${i}].nodePort`,
      text: `Invalid value: ${nodePort}: provided port is not in the valid range. The range of valid ports is ${from}-${to}`,
      causes: [...causes, config],
      problem: (because) =>
        config.object.kind !== "MeshGatewayConfig"
          ? { code: "generated-refused", at: where, args: { kind: "Service", name: instance.key.name }, because }
          : {
              code: "config-node-port-range",
              at: where,
              args: { port: nodePort, config: config.object.name },
              because,
              related: [
                {
                  at: config,
                  message: `serviceType NodePort asks for node ports of the listeners of "${gateway.key.name}"`,
                },
              ],
            },
    });
  });
  return errors;
}

/** Of the pod template, whose labels and annotations the config may choose. */
function deploymentErrors(deployment: Generated, instance: Source): readonly FieldError[] {
  const { name } = instance.key;
  const metadata = objectIn(objectIn(objectIn(deployment.object.spec).template).metadata);
  const labels = textMapOf(metadata.labels);
  const errors: FieldError[] = [];
  const add = (field: string, text: string, causes: readonly Place[]) => {
    const [where = nameOf(instance)] = causes;
    const args = { kind: "Deployment", name };
    errors.push({
      field,
      text,
      causes,
      problem: (because) => ({ code: "generated-refused", at: where, args, because }),
    });
  };
  const placesOf = (field: string, key: string) =>
    made(deployment).placesOf("spec", "template", "metadata", field, key);
  const invalid = (value: string, problem: string) => `Invalid value: ${JSON.stringify(value)}: ${problem}`;
  for (const key of Object.keys(textMapOf(metadata.annotations))) {
    for (const problem of qualifiedNameProblems(key.toLowerCase())) {
      add("spec.template.annotations", invalid(key, problem), placesOf("annotations", key));
    }
  }
  for (const [key, value] of Object.entries(labels)) {
    for (const problem of qualifiedNameProblems(key)) {
      add("spec.template.labels", invalid(key, problem), placesOf("labels", key));
    }
    for (const problem of labelValueProblems(value)) {
      add("spec.template.labels", invalid(value, problem), placesOf("labels", key));
    }
  }
  if (labels.app !== name) {
    const shown = JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
    const text = `Invalid value: ${shown}: \`selector\` does not match template \`labels\``;
    add("spec.template.metadata.labels", text, placesOf("labels", "app"));
  }
  return errors;
}
