import { commands, type ExtensionContext, type TextEditor, Uri, ViewColumn, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type SourceRange,
  type TopologyParams,
  type TopologyResult,
  topologyRequest,
} from "../../../shared/src/requests.ts";
import type { Running } from "../running.ts";
import type { FromTopologyPanel, ToTopologyPanel } from "../webview/messages.ts";
import { createPanel } from "./panel.ts";

const body = `<div class="bar" role="toolbar" aria-label="Filter and zoom">
<label data-for="cluster">Cluster <select id="cluster"></select></label>
<label>Namespace <select id="namespace"></select></label>
<label>Gateway <select id="gateway"></select></label>
<label>Mesh <select id="mesh"></select></label>
<span class="zoom">
<button id="out" type="button" title="Zoom out (-)" aria-label="Zoom out">−</button>
<button id="fit" type="button" title="Show all of it (0)">Fit</button>
<button id="in" type="button" title="Zoom in (+)" aria-label="Zoom in">+</button>
</span>
</div>
<p id="summary" role="status"></p>
<main id="picture" aria-label="Topology; arrow keys go from node to node, Enter opens the source"></main>`;

/** The cluster's picture beside the editor. It follows what is typed; a node leads to where it is written. */
export function activateTopology(context: ExtensionContext, { client, log }: Running) {
  let params: TopologyParams | undefined;
  let shown: TopologyResult | null = null;
  let asking = false;
  let stale = false;
  let answerTook = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const panel = createPanel<ToTopologyPanel, FromTopologyPanel>(context, {
    view: "gatewayLens.topology",
    title: "Topology",
    page: "topology",
    body,
    receive(message) {
      switch (message.type) {
        case "ask":
          params = message.params;
          void refresh();
          break;
        case "open":
          void open(message.id);
          break;
      }
    },
  });

  /** One question at a time; what changes meanwhile is asked for afterwards. */
  async function refresh(): Promise<void> {
    const server = client();
    if (asking || server === undefined || params === undefined || !panel.isVisible()) {
      stale = asking;
      return;
    }
    asking = true;
    const start = Date.now();
    try {
      shown = await server.sendRequest<TopologyResult | null>(topologyRequest, params);
      panel.post({ type: "topology", topology: shown });
      revealCursor(window.activeTextEditor);
    } catch (error) {
      log.warn(`topology: ${String(error)}`);
      panel.post({ type: "failed", why: "The server did not answer. See the log of Gateway Lens." });
    } finally {
      asking = false;
      answerTook = Date.now() - start;
    }
    if (stale) {
      stale = false;
      void refresh();
    }
  }

  /** Soon after the last change. A picture of thousands of objects must not be asked for between two keystrokes. */
  function refreshSoon(): void {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), Math.min(3_000, 5 * answerTook));
  }

  async function open(id: string): Promise<void> {
    const source = shown?.nodes.find((node) => node.id === id)?.source;
    const server = client();
    if (source === undefined || server === undefined) return;
    await openSource(server, source);
  }

  /** Marks the node whose source the cursor is in. */
  function revealCursor(editor: TextEditor | undefined): void {
    const server = client();
    if (editor === undefined || server === undefined || shown === null || !panel.isVisible()) return;
    const uri = editor.document.uri.toString();
    const around = shown.nodes.flatMap(({ id, source }) => {
      if (source === undefined || Uri.parse(source.uri).toString() !== uri) return [];
      const range = server.protocol2CodeConverter.asRange(source.range);
      return range.contains(editor.selection.active) ? [{ id, lines: range.end.line - range.start.line }] : [];
    });
    const [innermost] = around.toSorted((a, b) => a.lines - b.lines);
    panel.post({ type: "reveal", id: innermost?.id });
  }

  context.subscriptions.push(
    commands.registerCommand("gatewayLens.showTopology", () => {
      panel.show();
      void refresh();
    }),
    { dispose: () => clearTimeout(waiting) },
    window.onDidChangeTextEditorSelection(({ textEditor }) => revealCursor(textEditor)),
  );

  return {
    /** What was shown may be another now. */
    changed: refreshSoon,
  };
}

/** Beside the panel, not over it: in an editor that is open already, or in the first column. */
export async function openSource(server: BaseLanguageClient, { uri, range }: SourceRange): Promise<void> {
  const target = Uri.parse(uri);
  const visible = window.visibleTextEditors.find(({ document }) => document.uri.toString() === target.toString());
  const editor = await window.showTextDocument(target, {
    viewColumn: visible?.viewColumn ?? ViewColumn.One,
    selection: server.protocol2CodeConverter.asRange({ start: range.start, end: range.start }),
  });
  editor.revealRange(server.protocol2CodeConverter.asRange(range));
}
