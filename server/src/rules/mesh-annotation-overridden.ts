import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { removeFix } from "./ignored-field.ts";
import { defineAdvice } from "./rule.ts";

interface Args {
  readonly label: string;
  readonly annotation: string;
}

/** Where a release reads no annotations at all, `mesh-annotation-removed` says so. */
export const meshAnnotationOverridden = defineAdvice({
  code: "mesh-annotation-overridden",
  kinds: [gatewayKind, httpRouteKind] as unknown as readonly KubeKind[],
  severity: ({ label, annotation }: Args) => (label === annotation ? "hint" : "warning"),
  marks: "entry",
  tags: ["unnecessary"],
  says: ({ label, annotation }) =>
    label === annotation
      ? `The label "${meshLabel}" says the same, and Kuma reads it first: the annotation has no effect.`
      : `Kuma reads the label "${meshLabel}" first: this is in mesh "${label}", and the annotation ("${annotation}") has no effect.`,
  *check(object, { controlPlane }) {
    const label = object.metadata.labels?.[meshLabel] ?? "";
    const annotation = object.metadata.annotations?.[meshLabel];
    if (annotation === undefined || label === "") return;
    const { gatewayMesh, routeMesh } = controlPlane.behavior;
    const sources = object.kind === gatewayKind.kind ? gatewayMesh : routeMesh;
    const first = sources.indexOf("label");
    if (first < 0 || sources.indexOf("annotation") < first) return;
    yield { at: at(keyOf(object), "metadata", "annotations", meshLabel), args: { label, annotation } };
  },
  fixes: ({ at }) => removeFix(at, "Remove the annotation"),
});
