/** What of a Gateway is to blame where Kuma's webhooks or the API server refuse what it becomes. */
import type { Gateway } from "../../gateway-api/kinds/gateway.ts";
import { keyOf } from "../../kubernetes/object.ts";
import type { Refusal } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at, below } from "../trace.ts";
import type { GatewayParameters } from "./gateway-parameters.ts";
import type { TranslatedListener } from "./mesh-gateway.ts";
import type { MeshOf } from "./mesh-of.ts";
import { meshGatewayName } from "./naming.ts";

/** As many certificates as Kuma's validator lets a listener have. */
const mostCertificates = 2;

export function meshGatewayRefusalProblems(
  gateway: Gateway,
  mesh: MeshOf,
  listeners: readonly TranslatedListener[],
  refusal: Refusal,
): readonly Problem[] {
  const key = keyOf(gateway);
  const because = { refusal };
  if (refusal.by.startsWith("owner-reference.")) return [meshProblem(gateway, mesh, refusal)];
  const problems: Problem[] = [];
  if (refusal.by.startsWith("validator.")) {
    for (const { listener, place, certificates } of listeners) {
      if (listener.protocol !== "HTTPS") continue;
      const { tls, name } = listener;
      if (tls === undefined) {
        problems.push({ code: "listener-tls-missing", at: below(place, "name"), args: { listener: name }, because });
      } else if (tls.mode === "Passthrough") {
        problems.push({
          code: "listener-passthrough-dropped",
          at: below(place, "tls", "mode"),
          args: { listener: name },
          because,
        });
      } else if (certificates.length === 0) {
        problems.push({
          code: "listener-tls-options-only",
          at: below(place, "tls"),
          args: { listener: name },
          because,
        });
      } else if (certificates.length > mostCertificates) {
        const where = below(place, "tls", "certificateRefs");
        problems.push({
          code: "listener-certificates-too-many",
          at: where,
          args: { count: certificates.length },
          because,
        });
      }
    }
  } else if (meshGatewayName(key).length > 253) {
    const { namespace, name } = key;
    problems.push({
      code: "gateway-name-too-long",
      at: at(key, "metadata", "name"),
      args: { namespace, name },
      because,
    });
  } else if (!isLabelValue(mesh.mesh)) {
    problems.push(meshProblem(gateway, mesh, refusal));
  }
  if (problems.length > 0) return problems;
  const where = at(key, "metadata", "name");
  return [{ code: "generated-refused", at: where, args: { kind: "MeshGateway", name: meshGatewayName(key) }, because }];
}

export function instanceRefusalProblems(
  gateway: Gateway,
  mesh: MeshOf,
  { config, spec }: GatewayParameters,
  refusal: Refusal,
): readonly Problem[] {
  const because = { refusal };
  if (!isLabelValue(mesh.mesh)) return [meshProblem(gateway, mesh, refusal)];
  if (config !== undefined && refusal.by.startsWith("validator.")) {
    const problems: Problem[] = [];
    for (const [tag, value] of Object.entries(spec.tags ?? {})) {
      if (!blamesTag(refusal.message ?? "", tag)) continue;
      problems.push({
        code: "config-tags-reserved",
        at: at(config, "spec", "tags", tag),
        args: { tag, value },
        because,
      });
    }
    if (problems.length > 0) return problems;
  }
  const key = keyOf(gateway);
  const where = at(key, "metadata", "name");
  return [{ code: "generated-refused", at: where, args: { kind: "MeshGatewayInstance", name: key.name }, because }];
}

function blamesTag(message: string, tag: string): boolean {
  return (
    message.includes(`tags[${JSON.stringify(tag)}]:`) || message.includes(`${JSON.stringify(tag)} must not be defined`)
  );
}

/** Kuma's words tell a mesh that is missing from a name that no mesh can have. */
function meshProblem(gateway: Gateway, mesh: MeshOf, refusal: Refusal): Problem {
  const where = mesh.byDefault ? at(keyOf(gateway), "metadata", "name") : mesh.from;
  const told = { at: where, args: { mesh: mesh.mesh }, because: { refusal } };
  const isMissing = refusal.message?.includes("not found") === true;
  return isMissing ? { code: "mesh-missing", ...told } : { code: "mesh-name-invalid", ...told };
}

function isLabelValue(text: string): boolean {
  return text.length <= 63 && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text);
}
