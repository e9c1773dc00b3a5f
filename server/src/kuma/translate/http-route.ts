/** The reconciliation of an HTTPRoute: what is written, what is refused, and the status. kuma: http_route_controller.go */
import { type HTTPRoute, httpRouteKind } from "../../gateway-api/kinds/http-route.ts";
import type { ClusterIndex } from "../../kubernetes/cluster.ts";
import { type JsonObject, keyFromText, keyOf, keyText, type ObjectKey } from "../../kubernetes/object.ts";
import { type MeshHTTPRoute, meshHttpRouteKind } from "../kinds/mesh-http-route.ts";
import type { Outcome } from "../outcome.ts";
import type { Generated, Place, ReconcileError } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at, copied, from, generated } from "../trace.ts";
import type { Step, View } from "../view.ts";
import { type Admission, admitGenerated } from "../webhooks/admit-generated.ts";
import { parentKindOf } from "./attachment.ts";
import { parentStatuses } from "./http-route-status.ts";
import type { MeshOf } from "./mesh-of.ts";
import {
  meshHttpRouteKey,
  meshLabel,
  ownerLabel,
  ownerLabelValue,
  routeNameForGateway,
  routeNameForMeshService,
  routeNameForService,
} from "./naming.ts";
import { routeRefusalProblems } from "./route-refusal.ts";
import type { CandidateRoute, ParentOutcome, RouteVerdict } from "./route-translation.ts";

export interface HttpRouteOutcome extends Outcome {
  /** `undefined` where this control plane does not reconcile the route. */
  readonly translation: RouteVerdict | undefined;
  /** One for each parentRef that has a status; none of them is written where `error` is set. */
  readonly parents: readonly ParentOutcome[];
  /** As stored; `undefined` where it was never written, which is not the same as without parents. */
  readonly status: { readonly parents: readonly JsonObject[] } | undefined;
}

/** What becomes of one MeshHTTPRoute on its way into the cluster, names of others aside. */
interface Written {
  readonly name: string;
  readonly parentRef: Place;
  /** There is one already, made for this route in an earlier life. */
  readonly updates: boolean;
  readonly admission: Admission;
}

interface RouteDraft {
  readonly verdict: RouteVerdict;
  readonly written: readonly Written[];
}

/** The outcome of a route at rest. */
export const httpRouteStep: Step<HttpRouteOutcome> = {
  name: "http-route",
  run(view, key) {
    const draft = view.ask(httpRouteDraftStep, key);
    if (draft === undefined) return untouched;
    return outcomeOf(view, keyFromText(key), draft);
  },
};

/** The route translated and its objects shown to the webhooks, before anyone looks whether their names are free. */
const httpRouteDraftStep: Step<RouteDraft | undefined> = {
  name: "http-route-draft",
  run(view, text) {
    const key = keyFromText(text);
    const { behavior, settings } = view.controlPlane;
    if (settings.mode === "global" && !behavior.reconcilesOnGlobal) return undefined;
    const route = view.cluster.get(httpRouteKind, key.namespace, key.name);
    if (route === undefined) return undefined;
    const { candidates, ...verdict } = behavior.translateRoute(view, route);
    const inTurn = behavior.writesLastParentFirst ? candidates.toReversed() : candidates;
    return { verdict, written: inTurn.map((candidate) => write(view, key, verdict.mesh, candidate)) };
  },
};

const untouched: HttpRouteOutcome = {
  generated: [],
  refused: [],
  problems: [],
  translation: undefined,
  parents: [],
  status: undefined,
};

/** All names that some release may make of a route: who might take whose name is told without translating anyone. */
export const routesByGeneratedName: ClusterIndex<HTTPRoute> = {
  name: "http-routes-by-generated-name",
  kind: httpRouteKind,
  keys(route) {
    const owner = keyOf(route);
    return (route.spec.parentRefs ?? []).flatMap((ref) => {
      switch (parentKindOf(ref)) {
        case "Gateway":
          return [routeNameForGateway(owner, ref)];
        case "Service":
          return [routeNameForService(owner, ref)];
        case "MeshService":
          return [routeNameForMeshService(owner, ref)];
        default:
          return [];
      }
    });
  },
};

/** The routes with a parentRef to a Gateway, by its `ns/name`; of whatever group and kind the ref is (2.7 counts all). */
export const routesByParent: ClusterIndex<HTTPRoute> = {
  name: "http-routes-by-parent",
  kind: httpRouteKind,
  keys: (route) =>
    (route.spec.parentRefs ?? []).map((ref) => `${ref.namespace ?? route.metadata.namespace ?? ""}/${ref.name}`),
};

function write(view: View, owner: ObjectKey, mesh: MeshOf, candidate: CandidateRoute): Written {
  const key = meshHttpRouteKey(view.controlPlane.settings.systemNamespace, candidate.name);
  const own = ownObject(view, owner, candidate.name);
  const metadata =
    own === undefined
      ? from([at(owner, "metadata", "name"), candidate.parentRef], {
          name: candidate.name,
          namespace: key.namespace,
          labels: { [ownerLabel]: ownerLabelValue(owner), [meshLabel]: from(mesh.from, mesh.mesh) },
        })
      : copied(at(key, "metadata"), own.metadata as unknown as JsonObject);
  const sent = generated(
    key,
    from(at(owner), { apiVersion: "kuma.io/v1alpha1", kind: "MeshHTTPRoute", metadata, spec: candidate.spec }),
  );
  return {
    name: candidate.name,
    parentRef: candidate.parentRef,
    updates: own !== undefined,
    admission: admitGenerated(view, sent),
  };
}

/** An authored object that carries this route's label is taken for the route's own: all but its spec stays. */
function ownObject(view: View, owner: ObjectKey, name: string): MeshHTTPRoute | undefined {
  const authored = view.cluster.get(meshHttpRouteKind, view.controlPlane.settings.systemNamespace, name);
  return authored?.metadata.labels?.[ownerLabel] === ownerLabelValue(owner) ? authored : undefined;
}

/** Objects are written one after the other; the first that fails ends it, and then there is no status. */
function outcomeOf(view: View, key: ObjectKey, { verdict, written }: RouteDraft): HttpRouteOutcome {
  const { failure } = verdict;
  if (failure !== undefined) {
    const error: ReconcileError = { key, message: failure.message, causes: failure.causes };
    const problem: Problem = { ...failure.problem, because: { error } };
    return { ...untouched, translation: verdict, error, problems: [problem] };
  }
  const made: Generated[] = [];
  for (const { name, parentRef, updates, admission } of written) {
    if ("refusal" in admission) {
      const { refusal, text } = admission;
      const error = writeError(key, updates, text, [parentRef]);
      const problems = [
        ...unwritten(verdict.problems),
        ...routeRefusalProblems(view, key, verdict.mesh, { name, parentRef }, refusal),
      ];
      return { ...untouched, translation: verdict, generated: made, refused: [refusal], error, problems };
    }
    const other = updates ? undefined : holderOf(view, key, name);
    if (other !== undefined) {
      const error = writeError(key, false, `meshhttproutes.kuma.io ${JSON.stringify(name)} already exists`, [
        parentRef,
      ]);
      const collision: Problem = {
        code: "generated-name-collision",
        at: at(key, "metadata", "name"),
        args: { kind: "MeshHTTPRoute", name: name, other: `${other.kind} ${other.namespace}/${other.name}` },
        because: { error },
        related: [{ at: at(other, "metadata", "name"), message: "has the name already" }],
      };
      return {
        ...untouched,
        translation: verdict,
        generated: made,
        error,
        problems: [...unwritten(verdict.problems), collision],
      };
    }
    made.push(admission.generated);
  }
  return {
    generated: made,
    refused: [],
    problems: verdict.problems,
    translation: verdict,
    parents: verdict.parents,
    status: { parents: parentStatuses(verdict.parents) },
  };
}

/** Who has the name before this route comes: an authored object, or a route that is reconciled earlier. */
function holderOf(view: View, owner: ObjectKey, name: string): ObjectKey | undefined {
  const { cluster, controlPlane } = view;
  const authored = cluster.get(meshHttpRouteKind, controlPlane.settings.systemNamespace, name);
  if (authored !== undefined) return keyOf(authored);
  for (const route of cluster.listBy(routesByGeneratedName, name)) {
    const other = keyOf(route);
    // In order of namespace and name: what follows comes later.
    if (keyText(other) === keyText(owner)) return undefined;
    // Only ever of routes that come before, so never in a circle.
    if (view.ask(httpRouteStep, keyText(other)).generated.some(({ key }) => key.name === name)) return other;
  }
  return undefined;
}

function writeError(
  key: ObjectKey,
  updates: boolean,
  text: string,
  causes: NonNullable<ReconcileError["causes"]>,
): ReconcileError {
  const could = updates ? "could not update owned" : "could not create owned";
  return {
    key,
    message: `could not reconcile owned MeshHTTPRoute.kuma.io: ${could} *v1alpha1.MeshHTTPRoute: ${text}`,
    causes,
  };
}

/** Conditions that nobody will ever see do not explain anything. */
function unwritten(problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => {
    if (problem.because === undefined || !("condition" in problem.because)) return problem;
    const { because: _, ...rest } = problem;
    return rest as Problem;
  });
}
