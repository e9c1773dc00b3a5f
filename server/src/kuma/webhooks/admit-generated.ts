import type { Cluster } from "../../kubernetes/cluster.ts";
import type { ControlPlane } from "../control-plane.ts";
import type { Generated, Place, Refusal } from "../place.ts";
import { originOf } from "../trace.ts";
import { admitResource } from "./admit.ts";
import { surroundingsIn } from "./visibility.ts";

/** What becomes of an object that the control plane creates. Whether its name is taken is for the caller to see, afterwards. */
export type Admission =
  | {
      /** As stored. */
      readonly generated: Generated;
    }
  | {
      readonly refusal: Refusal;
      /** The answer as the control plane's log quotes it. */
      readonly text: string;
    };

export function admitGenerated(
  { cluster, controlPlane }: { readonly cluster: Cluster; readonly controlPlane: ControlPlane },
  sent: Generated,
): Admission {
  const { key, object, origins } = sent;
  const answer = admitResource(key, object, { controlPlane, surroundings: surroundingsIn(cluster) });
  // What the webhooks and defaults add came from where the field around it came from.
  if ("stored" in answer) return { generated: { key, object: answer.stored, origins } };
  const causes = unique(answer.at.flatMap((path) => originOf(origins, path) ?? []));
  return {
    refusal: { ...answer.refusal, ...(causes.length === 0 ? {} : { causes }) },
    text: answer.text,
  };
}

function unique(places: readonly Place[]): readonly Place[] {
  return [...new Set(places)];
}
