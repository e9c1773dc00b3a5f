/** TLS Secrets that listeners refer to, and their copies for the mesh. kuma: gateway_conversion.go, secret_convertion.go */
import { type Gateway, gatewayKind, type ListenerTls } from "../../gateway-api/kinds/gateway.ts";
import type { ClusterIndex } from "../../kubernetes/cluster.ts";
import { secretKind } from "../../kubernetes/kinds/secret.ts";
import { displayName, keyOf, keyText, type ObjectKey } from "../../kubernetes/object.ts";
import { certificateVerdict } from "../certificate.ts";
import type { Outcome } from "../outcome.ts";
import type { Condition, Generated, Place } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at, below, from, generated } from "../trace.ts";
import type { Step, View } from "../view.ts";
import { condition } from "./listener.ts";
import { gatewayApiGroup, groupKindText, meshLabel } from "./naming.ts";
import { isPermitted } from "./reference-grant.ts";

/** What a certificateRef comes to; `disabled` ends the reconciliation of the whole Gateway. */
export type Certificate =
  | { readonly result: "good"; readonly secret: ObjectKey }
  | { readonly result: "bad"; readonly condition: Condition; readonly problem: Problem }
  | { readonly result: "disabled"; readonly secret: ObjectKey; readonly message: string };

/** kuma: gateway_conversion.go; the order of the tests is upstream's: grant, kind, existence, content. */
export function certificateOf(
  view: View,
  gateway: Gateway,
  listener: string,
  ref: CertificateRef,
  place: Place,
): Certificate {
  const of = keyOf(gateway);
  const { group = "", kind = "Secret", name, namespace = of.namespace } = ref;
  const secret: ObjectKey = { group, kind, namespace, name };
  const shown = displayName(secret);
  const bad = (reason: string, message: string, field: string, problem: (at: Place) => BareProblem): Certificate => {
    const where = below(place, field);
    const told = condition("ResolvedRefs", "False", reason, message, [where]);
    return {
      result: "bad",
      condition: told,
      problem: { ...problem(where), because: { condition: told, of, listener } },
    };
  };

  if (!isPermitted(view, { group: gatewayApiGroup, kind: "Gateway", namespace: of.namespace }, secret)) {
    const message = `reference to "${groupKindText(secret)}" "${shown}" not permitted by any ReferenceGrant`;
    return bad("RefNotPermitted", message, "namespace", (where) => ({
      code: "listener-certificate-not-permitted",
      at: where,
      args: { from: of.namespace, namespace, name, kind, group },
    }));
  }
  if (group !== "" || kind !== "Secret") {
    return bad(
      "InvalidCertificateRef",
      `invalid reference to ${group}/${kind}`,
      kind === "Secret" ? "group" : "kind",
      (where) => ({
        code: "listener-certificate-kind",
        at: where,
        args: { group, kind },
      }),
    );
  }
  const { behavior, settings } = view.controlPlane;
  if (
    behavior.secretsOfSystemNamespaceOnly &&
    !settings.supportGatewaySecretsInAllNamespaces &&
    namespace !== settings.systemNamespace
  ) {
    return {
      result: "disabled",
      secret,
      message: `unable to get: ${shown} because of unknown namespace for the cache`,
    };
  }
  const found = view.cluster.get(secretKind, namespace, name);
  // One that is declared as external is trusted to hold what it should.
  if (found === undefined && view.cluster.lookup(secretKind, namespace, name) === "external") {
    return { result: "good", secret };
  }
  if (found === undefined) {
    return bad("InvalidCertificateRef", `invalid reference to "Secret" "${shown}"`, "name", (where) => ({
      code: "listener-certificate-missing",
      at: where,
      args: { namespace, name },
    }));
  }
  const verdict = certificateVerdict(found);
  if (verdict !== "ok") {
    const type = found.type ?? "Opaque";
    return bad("InvalidCertificateRef", verdict.reason, "name", (where) =>
      type === "kubernetes.io/tls"
        ? { code: "listener-certificate-malformed", at: where, args: { namespace, name } }
        : { code: "listener-certificate-type", at: where, args: { namespace, name, type } },
    );
  }
  return { result: "good", secret };
}

type CertificateRef = NonNullable<ListenerTls["certificateRefs"]>[number];

type BareProblem = Extract<Problem, { readonly code: `listener-certificate-${string}` }>;

/** Two Secrets may get one name: `x` of `y-z` and `x-y` of `z`. */
export function copyName(secret: { readonly namespace: string; readonly name: string }): string {
  return `gapi-${secret.namespace}-${secret.name}`;
}

export const gatewaysBySecretCopy: ClusterIndex<Gateway> = {
  name: "gateways by the copies of Secrets that they need",
  kind: gatewayKind,
  keys: (gateway) => {
    const names = new Set<string>();
    for (const { tls } of gateway.spec.listeners) {
      for (const { name, namespace = gateway.metadata.namespace ?? "" } of tls?.certificateRefs ?? []) {
        names.add(copyName({ namespace, name }));
      }
    }
    return [...names];
  },
};

/** A copy that is there before this Gateway asks for it, whoever made it. */
export interface ExistingCopy {
  readonly mesh: string;
  readonly madeFor: ObjectKey;
}

/**
 * Gateways are reconciled in order of their keys, so only those before this one can have made a copy: asking them cannot
 * lead back here.
 */
export function existingCopy(
  view: View,
  gateway: ObjectKey,
  name: string,
  gatewayStep: Step<Outcome>,
): ExistingCopy | undefined {
  const authored = view.cluster.get(secretKind, view.controlPlane.settings.systemNamespace, name);
  if (authored !== undefined) {
    return { mesh: authored.metadata.labels?.[meshLabel] ?? "default", madeFor: keyOf(authored) };
  }
  for (const other of view.cluster.listBy(gatewaysBySecretCopy, name)) {
    const key = keyOf(other);
    if (!isBefore(key, gateway)) break;
    const copy = view
      .ask(gatewayStep, keyText(key))
      .generated.find((made) => made.key.kind === "Secret" && made.key.name === name);
    if (copy !== undefined) return { mesh: meshOfCopy(copy), madeFor: key };
  }
  return undefined;
}

function isBefore(a: ObjectKey, b: ObjectKey): boolean {
  return a.namespace === b.namespace ? a.name < b.name : a.namespace < b.namespace;
}

function meshOfCopy(copy: Generated): string {
  const labels = (copy.object.metadata as { readonly labels?: Readonly<Record<string, string>> }).labels;
  return labels?.[meshLabel] ?? "";
}

/** The copy as it is shown: everything but its data. */
export function secretCopy(
  systemNamespace: string,
  secret: ObjectKey,
  mesh: { readonly mesh: string; readonly from: Place },
  ref: Place,
): Generated {
  const name = copyName(secret);
  const original = at(secret);
  return generated(
    { group: "", kind: "Secret", namespace: systemNamespace, name },
    from([ref, original], {
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        labels: { [meshLabel]: from(mesh.from, mesh.mesh) },
        name: from([ref, at(secret, "metadata", "name")], name),
        namespace: systemNamespace,
      },
      type: "system.kuma.io/secret",
    }),
  );
}
