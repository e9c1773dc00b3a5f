import { type Disposable, type ExtensionContext, languages, MarkdownString, StatusBarAlignment, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type StatusParams, statusNotification } from "../../../shared/src/requests.ts";
import type { Running } from "../running.ts";

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
    item.tooltip = tooltipOf(status);
    item.accessibilityInformation = {
      label: `Gateway Lens: ${names.join(", ")}; ${findings.error} errors, ${findings.warning} warnings`,
    };
    item.show();
  }

  context.subscriptions.push(item, window.onDidChangeActiveTextEditor(show), { dispose: () => listening?.dispose() });

  return {
    current: () => status,
    started(client: BaseLanguageClient) {
      listening?.dispose();
      listening = client.onNotification(statusNotification, (next: StatusParams) => {
        status = next;
        show();
      });
    },
  };
}

/** Where one goes from here: the clusters, what is wrong in them, and the ways to look at them. */
function tooltipOf({ clusters, findings, indexing }: StatusParams): MarkdownString {
  const { error, warning, information, hint } = findings;
  const rows = clusters.map(
    ({ name, mode, kuma, gatewayApi, channel, complete }) =>
      `| ${name.replaceAll(/[|\\`<[\]*_]/g, "\\$&")} | ${mode} | ${kuma} | ${gatewayApi} ${channel}${complete ? ", complete" : ""} |`,
  );
  const links = [
    ["Problems", "workbench.actions.view.problems"],
    ["Topology", "gatewayLens.showTopology"],
    ["Trace a request", "gatewayLens.traceRequest"],
    ["Settings", "gatewayLens.openSettingsFile"],
    ["Log", "gatewayLens.showLog"],
  ].map(([title, command]) => `[${title}](command:${command})`);
  const text = new MarkdownString(
    [
      `**Gateway Lens**${indexing ? " is reading this workspace" : ""}`,
      ["| Cluster | | Kuma | Gateway API |", "|---|---|---|---|", ...rows].join("\n"),
      `Errors: ${error}, warnings: ${warning}, notes: ${information + hint}`,
      links.join(" · "),
      "A click switches the Kuma release.",
    ].join("\n\n"),
  );
  text.isTrusted = { enabledCommands: links.map((link) => link.slice(link.indexOf(":") + 1, -1)) };
  return text;
}
