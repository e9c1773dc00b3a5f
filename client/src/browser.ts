import { type ExtensionContext, type LogOutputChannel, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { activateExtension } from "./extension.ts";

export function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist", "server-browser.js");
  return activateExtension(context, {
    providesFiles: true,
    startClient: async (options, log) =>
      new LanguageClient("gatewayLens", "Gateway Lens", () => startServer(script, log), options),
  });
}

/**
 * A worker of its own where the browser lets us; beside the extension where it does not: an extension that lies on a remote
 * machine may not start workers ("Creating workers from remote extensions is currently not supported").
 */
async function startServer(script: Uri, log: LogOutputChannel): Promise<MessageTransports> {
  const source = new TextDecoder().decode(await workspace.fs.readFile(script));
  try {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(url);
    await answering(worker);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  } catch (error) {
    log.info(`no worker for the server (${String(error)}); it runs beside the extension`);
  }
  const { port1, port2 } = new MessageChannel();
  // The script talks to what it calls `self`.
  new Function("self", source)(port2);
  return { reader: new BrowserMessageReader(port1), writer: new BrowserMessageWriter(port1) };
}

/** The server's script says that it runs; a worker that may not be loaded says so by an event. */
function answering(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (event: ErrorEvent) => reject(new Error(event.message || "the worker did not load"));
    worker.addEventListener("error", failed, { once: true });
    worker.addEventListener("message", () => resolve(), { once: true });
  });
}
