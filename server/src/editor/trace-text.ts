import type { RouteDestination } from "../kuma/data-plane/route-resource.ts";
import type { Candidate, RequestTrace } from "../kuma/data-plane/trace.ts";
import type { Place } from "../kuma/place.ts";

/** A request trace in words: the same in a terminal and in an editor. */
export function matchText({ entry: { match } }: Candidate): string {
  return [
    ...(match.method === undefined ? [] : [match.method]),
    ...(match.path === undefined ? [] : [`${match.path.type} ${match.path.value}`]),
    ...(match.headers ?? []).map(({ name, value }) => `header ${name}=${value ?? ""}`),
    ...(match.queryParams ?? []).map(({ name, value }) => `query ${name}=${value ?? ""}`),
  ].join(", ");
}

/** What becomes of the request, in a word and the rest. */
export function outcomeText(outcome: RequestTrace["outcome"]): { readonly verb: string; readonly text: string } {
  switch (outcome.kind) {
    case "forward": {
      const backends = outcome.backends.map(
        ({ destination, share }) => `${destinationText(destination)} ${Math.round(share * 10) / 10} %`,
      );
      return { verb: "forward", text: `${backends.join(", ")} as ${outcome.host}${outcome.path}` };
    }
    case "redirect":
      return { verb: "redirect", text: `${outcome.status} ${outcome.location}` };
    case "respond":
      return { verb: "answer", text: `${outcome.status}: ${outcome.why}` };
    case "passthrough":
      return { verb: "forward", text: outcome.why };
  }
}

/** Why a candidate does not serve the request. */
export function reasonText({ unmet }: Candidate): string {
  return unmet.length > 0 ? unmet.join("; ") : "it would match, but the rule above comes first";
}

/** `rules[1].matches[0]` */
export function fieldText({ path }: Place): string {
  const steps = path.slice(1).map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
  return steps.join("").replace(/^\./, "");
}

function destinationText({ kind, name, labels, sectionName }: RouteDestination): string {
  if (labels === undefined) return `${kind} ${name ?? ""}`.trim();
  const section = sectionName === undefined ? "" : `:${sectionName}`;
  return `${kind} ${labels["k8s.kuma.io/namespace"] ?? ""}/${labels["kuma.io/display-name"] ?? ""}${section}`;
}
