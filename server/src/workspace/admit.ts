import type { KubeObject } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import type { Because, RelatedPlace } from "../kuma/problem.ts";
import type { Manifest } from "./manifest.ts";
import type { ClusterSpec } from "./project.ts";

/** Something that the API server says about a manifest. */
export interface AdmissionFinding {
  readonly code: string;
  readonly at: Place;
  readonly args: unknown;
  readonly because?: Because;
  readonly related?: readonly RelatedPlace[];
}

/** What the API server of a cluster makes of a manifest. */
export interface Admission {
  /** As stored; absent where it is refused. */
  readonly object: KubeObject | undefined;
  readonly findings: readonly AdmissionFinding[];
}

export function createAdmission(_spec: ClusterSpec): (manifest: Manifest) => Admission {
  return ({ value, key, broken, apiVersion }) => {
    if (broken || key.name === "") return { object: undefined, findings: [] };
    const metadata = {
      ...(value.metadata as object),
      name: key.name,
      ...(key.namespace === "" ? {} : { namespace: key.namespace }),
    };
    return { object: { ...value, apiVersion, kind: key.kind, metadata } as KubeObject, findings: [] };
  };
}
