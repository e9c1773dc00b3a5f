import type { TextRange } from "../diagnostic.ts";
import { nearest } from "../kubernetes/nearest.ts";
import { isObject } from "../kubernetes/object.ts";
import { rules } from "../rules/registry.ts";
import { render } from "../rules/render.ts";
import type { CodedFinding, RuleContext } from "../rules/rule.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Manifest } from "../workspace/manifest.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { directives } from "../yaml/directives.ts";
import type { Marked } from "./marks.ts";

/** Takes out what comments and annotations silence, and says which suppressions are of no use. */
export function silence(
  workspace: Workspace,
  file: SourceFile,
  marked: readonly Marked[],
  contextOf: (cluster: ClusterState) => RuleContext,
): readonly Marked[] {
  const left = marked.filter(({ rendered, manifest }) => !annotationSilences(manifest, rendered.code));
  const [cluster] = file.clusters;
  if (cluster === undefined) return left;
  let shown = left;
  file.reading.parts.forEach((part, at) => {
    if (!part.text.includes("gateway-lens-disable")) return;
    if (part.manifests.length === 0) return;
    for (const directive of directives(workspace.tree(part).tree)) {
      const used = new Set<string>();
      shown = shown.filter(({ rendered, range, part: of }) => {
        if (of !== at || range.start < directive.covers.start || range.start > directive.covers.end) return true;
        if (directive.codes.length > 0 && !directive.codes.some(({ code }) => code === rendered.code)) return true;
        used.add(rendered.code);
        return false;
      });
      for (const finding of uselessCodes(directive.codes, directive.comment, used)) {
        const rendered = render(finding, contextOf(cluster));
        if (rendered === undefined) continue;
        const range = finding.at as TextRange;
        shown.push({ rendered, range, cluster: undefined, part: at, manifest: part.manifests[0] });
      }
    }
  });
  return shown;
}

function* uselessCodes(
  codes: readonly { readonly code: string; readonly range: TextRange }[],
  comment: TextRange,
  used: ReadonlySet<string>,
): Generator<CodedFinding> {
  if (codes.length === 0 && used.size === 0) yield { code: "suppression-unused", at: comment, args: { code: "" } };
  for (const { code, range } of codes) {
    if (!rules.some((rule) => rule.code === code)) {
      const meant = nearest(
        code,
        rules.map((rule) => rule.code),
      );
      yield { code: "suppression-unknown", at: range, args: meant === undefined ? { code } : { code, nearest: meant } };
    } else if (!used.has(code)) yield { code: "suppression-unused", at: range, args: { code } };
  }
}

const ignoreAnnotation = "gateway-lens.io/ignore";

function annotationSilences(manifest: Manifest | undefined, code: string): boolean {
  const metadata = manifest?.value.metadata;
  if (!isObject(metadata) || !isObject(metadata.annotations)) return false;
  const listed = metadata.annotations[ignoreAnnotation];
  return typeof listed === "string" && listed.split(",").some((word) => word.trim() === code || word.trim() === "*");
}
