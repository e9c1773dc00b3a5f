/** What a route's reconciler has in its hands before it writes anything; the same shape for every release. */
import type { ParentReference } from "../../gateway-api/kinds/http-route.ts";
import type { Condition, Place } from "../place.ts";
import type { Problem } from "../problem.ts";
import type { Traced } from "../trace.ts";
import type { MeshOf } from "./mesh-of.ts";

export interface RouteTranslation extends RouteVerdict {
  /** The MeshHTTPRoutes to write, in the order in which their names first came up. */
  readonly candidates: readonly CandidateRoute[];
}

/** All but the objects, which are let go once they are written. */
export interface RouteVerdict {
  readonly mesh: MeshOf;
  /** One for each parentRef that the release cares for, in the order of the route. */
  readonly parents: readonly ParentOutcome[];
  readonly problems: readonly Problem[];
  /** The route could not be translated at all: nothing is written, no status either. */
  readonly failure?: { readonly message: string; readonly causes: readonly Place[]; readonly problem: Problem };
}

export interface CandidateRoute {
  readonly name: string;
  readonly spec: Traced;
  /** The parentRef that it is for; the last one, where several ask for the same name. */
  readonly parentRef: Place;
}

export interface ParentOutcome {
  /** Index in `spec.parentRefs`. */
  readonly index: number;
  readonly ref: ParentReference;
  readonly accepted: boolean;
  readonly conditions: readonly Condition[];
}

/** Collects candidates; a name that comes up again replaces the object, not its turn. */
export class Candidates {
  readonly #byName = new Map<string, CandidateRoute>();

  set(candidate: CandidateRoute): void {
    this.#byName.set(candidate.name, candidate);
  }

  get(name: string): CandidateRoute | undefined {
    return this.#byName.get(name);
  }

  list(): readonly CandidateRoute[] {
    return [...this.#byName.values()];
  }
}
