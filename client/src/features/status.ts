import { type Disposable, type ExtensionContext, languages, StatusBarAlignment, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type StatusParams, statusNotification } from "../../../shared/src/requests.ts";
import type { Running } from "../extension.ts";

/** The item in the status bar: release, cluster, number of findings. A click switches the release. */
export function activateStatus(context: ExtensionContext, _running: Running) {
  const item = window.createStatusBarItem("gatewayLens.status", StatusBarAlignment.Right, 90);
  item.name = "Gateway Lens";
  item.command = "gatewayLens.selectRelease";
  let listening: Disposable | undefined;
  let status: StatusParams | undefined;
  const languagesShown = [{ language: "yaml" }, { language: "json" }, { scheme: "gateway-lens-preview" }];

  function show(): void {
    // Where a panel has the focus, the editors beside it decide.
    const editors = window.activeTextEditor === undefined ? window.visibleTextEditors : [window.activeTextEditor];
    const relevant = editors.some(({ document }) => languages.match(languagesShown, document) > 0);
    if (status === undefined || !relevant) {
      item.hide();
      return;
    }
    const { clusters, findings, indexing } = status;
    const names = clusters.map(({ name, kuma }) => `${name} (Kuma ${kuma})`);
    const first = clusters[0];
    const releases = new Set(clusters.map(({ kuma }) => kuma));
    const what =
      first === undefined
        ? "Kuma"
        : clusters.length === 1
          ? `Kuma ${first.kuma} · ${first.name}`
          : `Kuma ${[...releases].join(", ")} · ${clusters.length} clusters`;
    const counted = [
      findings.error > 0 ? `$(error) ${findings.error}` : "",
      findings.warning > 0 ? `$(warning) ${findings.warning}` : "",
    ].filter((text) => text !== "");
    item.text = `${indexing ? "$(sync~spin)" : "$(telescope)"} ${what}${counted.length === 0 ? "" : `  ${counted.join(" ")}`}`;
    item.tooltip = [
      "Gateway Lens: what Kuma makes of your Gateway API manifests",
      ...names,
      `${findings.error} errors, ${findings.warning} warnings, ${findings.information + findings.hint} notes in this workspace`,
      "Click to switch the Kuma release",
    ].join("\n");
    item.show();
  }

  context.subscriptions.push(item, window.onDidChangeActiveTextEditor(show), { dispose: () => listening?.dispose() });

  return {
    started(client: BaseLanguageClient) {
      listening?.dispose();
      listening = client.onNotification(statusNotification, (next: StatusParams) => {
        status = next;
        show();
      });
    },
  };
}
