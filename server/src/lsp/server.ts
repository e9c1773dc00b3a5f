import type {
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  InitializeParams,
  InitializeResult,
} from "vscode-languageserver-protocol";
import { serverCapabilities } from "./capabilities.ts";
import { registerHandlers } from "./handlers.ts";
import type { Host } from "./host.ts";
import { type Connection, errorCodes, ResponseError } from "./json-rpc.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Session } from "./session.ts";
import { startSession } from "./start-session.ts";

/** Speaks the protocol on a connection until it ends. Nothing that a client sends makes it throw. */
export function startServer(connection: Connection, host: Host, version: string): void {
  let session: Session | undefined;
  let lifecycle: Lifecycle | undefined;
  let isShutDown = false;

  connection.onRequest("initialize", (params: InitializeParams): InitializeResult | ResponseError => {
    if (session !== undefined) return new ResponseError(errorCodes.invalidRequest, "initialized already");
    const started = startSession(connection, host, params);
    session = started.session;
    lifecycle = started.lifecycle;
    if (typeof params.processId === "number") host.watchParent(params.processId, () => host.exit(1));
    return {
      capabilities: serverCapabilities(started.session.client),
      serverInfo: { name: "gateway-lens", version },
    };
  });
  connection.onRequest("shutdown", () => {
    isShutDown = true;
    session?.publisher.dispose();
    return null;
  });
  connection.onNotification("exit", () => host.exit(isShutDown ? 0 : 1));
  connection.onClose(() => host.exit(isShutDown ? 0 : 1));

  const on = <P>(method: string, handle: (params: P) => void) =>
    connection.onNotification(method, (params: P) => {
      try {
        handle(params);
      } catch (error) {
        session?.log.error(error, method);
      }
    });
  on("initialized", () => lifecycle?.initialized());
  on("textDocument/didOpen", ({ textDocument }: DidOpenTextDocumentParams) => lifecycle?.opened(textDocument));
  on("textDocument/didChange", ({ textDocument, contentChanges }: DidChangeTextDocumentParams) =>
    lifecycle?.edited(textDocument.uri, textDocument.version, contentChanges),
  );
  on("textDocument/didClose", ({ textDocument }: DidCloseTextDocumentParams) => lifecycle?.closed(textDocument.uri));
  on("workspace/didChangeWatchedFiles", ({ changes }: DidChangeWatchedFilesParams) =>
    lifecycle?.filesChanged(changes.map(({ uri }) => uri)),
  );
  on("workspace/didChangeConfiguration", ({ settings }: DidChangeConfigurationParams) =>
    lifecycle?.configurationChanged(settings),
  );
  on("workspace/didChangeWorkspaceFolders", ({ event }: DidChangeWorkspaceFoldersParams) =>
    lifecycle?.foldersChanged(
      event.added.map(({ uri }) => uri),
      event.removed.map(({ uri }) => uri),
    ),
  );
  registerHandlers(connection, () => {
    if (isShutDown) return new ResponseError(errorCodes.invalidRequest, "shut down already");
    return session ?? new ResponseError(errorCodes.serverNotInitialized, "not initialized yet");
  });
  connection.listen();
}
