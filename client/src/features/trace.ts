import { commands, type ExtensionContext, window } from "vscode";
import {
  type RequestAtParams,
  requestAtRequest,
  type TopologyParams,
  type TopologyResult,
  type TraceParams,
  type TraceResult,
  topologyRequest,
  traceRequest,
} from "../../../shared/src/requests.ts";
import type { Running } from "../running.ts";
import type { FromTracePanel, ToTracePanel } from "../webview/messages.ts";
import { choicesOf } from "../webview/trace-choices.ts";
import { createPanel } from "./panel.ts";
import { openSource } from "./topology.ts";

const body = `<form id="form">
<div class="line">
<select id="method" aria-label="Method">
<option>GET</option><option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option><option>HEAD</option><option>OPTIONS</option>
</select>
<input id="url" list="urls" required spellcheck="false" aria-label="URL" placeholder="https://shop.example.com/cart?color=red">
<datalist id="urls"></datalist>
<button type="submit">Trace</button>
</div>
<div class="line">
<label>Ask <select id="target"></select></label>
<label data-for="service">as a client in namespace <input id="from" spellcheck="false" size="12" placeholder="its own"></label>
<label data-for="cluster">Cluster <select id="cluster"></select></label>
</div>
<label class="block">Headers, one a line
<textarea id="headers" rows="2" spellcheck="false" placeholder="x-canary: true"></textarea></label>
</form>
<main id="result" aria-live="polite"></main>`;

/** "Which rule serves this request?", with the losing candidates and why; answered again with every edit. */
export function activateTrace(context: ExtensionContext, { client, log }: Running) {
  let cluster: string | undefined;
  let params: TraceParams | undefined;
  let given: Partial<TraceParams> | undefined;
  let result: TraceResult | undefined;
  let asked = 0;

  const panel = createPanel<ToTracePanel, FromTracePanel>(context, {
    view: "gatewayLens.trace",
    title: "Request Trace",
    page: "trace",
    body,
    receive(message) {
      switch (message.type) {
        case "ready":
          cluster = given?.cluster ?? message.cluster ?? cluster;
          void choices().then(fillIn);
          break;
        case "choose":
          cluster = message.cluster ?? cluster;
          void choices();
          break;
        case "trace":
          params = message.params;
          void trace();
          break;
        case "open":
          void open(message.target, message.rule);
          break;
      }
    },
  });

  async function choices(): Promise<void> {
    const server = client();
    if (server === undefined) return;
    const about: TopologyParams = { most: 2_000, ...(cluster === undefined ? {} : { cluster }) };
    try {
      const topology = await server.sendRequest<TopologyResult | null>(topologyRequest, about);
      if (topology !== null) panel.post({ type: "choices", choices: choicesOf(topology) });
    } catch (error) {
      log.warn(`trace: ${String(error)}`);
    }
  }

  function fillIn(): void {
    if (given !== undefined) panel.post({ type: "ask", params: given });
    given = undefined;
  }

  async function trace(): Promise<void> {
    const server = client();
    if (server === undefined || params === undefined) return;
    asked += 1;
    const mine = asked;
    try {
      const answer = await server.sendRequest<TraceResult>(traceRequest, params);
      // A later question may have been answered before.
      if (mine !== asked) return;
      result = answer;
      panel.post({ type: "result", result: answer });
    } catch (error) {
      log.warn(`trace: ${String(error)}`);
      panel.post({ type: "result", result: { error: "The server did not answer. See the log of Gateway Lens." } });
    }
  }

  async function open(target: number, index: number): Promise<void> {
    const server = client();
    const at = result !== undefined && "traces" in result ? result.traces[target] : undefined;
    const source = (index < 0 ? at?.winner : at?.losers[index])?.source;
    if (server !== undefined && source !== undefined) await openSource(server, source);
  }

  /** What the rule under the cursor is for. */
  async function requestAtCursor(): Promise<TraceParams | undefined> {
    const server = client();
    const editor = window.activeTextEditor;
    if (server === undefined || editor === undefined) return undefined;
    const found = await server.sendRequest<TraceParams | null>(requestAtRequest, {
      textDocument: server.code2ProtocolConverter.asTextDocumentIdentifier(editor.document),
      position: server.code2ProtocolConverter.asPosition(editor.selection.active),
    } satisfies RequestAtParams);
    return found ?? undefined;
  }

  context.subscriptions.push(
    commands.registerCommand("gatewayLens.traceRequest", async (wanted?: Partial<TraceParams>) => {
      given = wanted ?? (await requestAtCursor());
      cluster = given?.cluster ?? cluster;
      // A page that is not shown is loaded anew, and says when it is ready to be filled in.
      if (panel.isVisible()) void choices().then(fillIn);
      panel.show();
    }),
  );

  return {
    /** What was shown may be another now. */
    changed() {
      if (panel.isVisible()) void trace();
    },
  };
}
