import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

export interface ProtoRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface ProtoDiagnostic {
  readonly range: ProtoRange;
  readonly code: string;
  readonly severity: number;
  readonly message: string;
}

/** The built server on a pipe, and a client that notes what it was told. */
export interface TestClient {
  readonly connection: MessageConnection;
  readonly capabilities: Record<string, unknown>;
  readonly root: string;
  uri(path: string): string;
  open(path: string, text: string): void;
  change(path: string, changes: readonly { range?: ProtoRange; text: string }[]): void;
  close(path: string): void;
  diagnostics(path: string): readonly ProtoDiagnostic[];
  /** Waits until the findings of a file are so. */
  until(path: string, holds: (diagnostics: readonly ProtoDiagnostic[]) => boolean): Promise<readonly ProtoDiagnostic[]>;
  request<R>(method: string, params: unknown): Promise<R>;
  /** Everything that was sent to the server has been handled, and nothing is being sent any more. */
  quiet(): Promise<void>;
  stop(): Promise<number | null>;
  /** For after a failure. */
  kill(): void;
}

export const server = "dist/server-node.cjs";
export const built = existsSync(server);

export function workspace(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "gateway-lens-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export async function startClient(
  root: string,
  capabilities: object = {},
  initializationOptions: object = {},
): Promise<TestClient> {
  const child: ChildProcess = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdin === null || child.stdout === null) throw new Error("no pipes");
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const known = new Map<string, readonly ProtoDiagnostic[]>();
  const versions = new Map<string, number>();
  const watchers = new Set<() => void>();
  let lastWord = Date.now();
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const uri = (path: string) => pathToFileURL(join(root, path)).href;

  connection.onNotification(
    "textDocument/publishDiagnostics",
    (params: { uri: string; diagnostics: ProtoDiagnostic[] }) => {
      lastWord = Date.now();
      known.set(params.uri, params.diagnostics);
      for (const watcher of watchers) watcher();
    },
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", () => [null]);
  connection.onUnhandledNotification(() => {
    lastWord = Date.now();
  });
  connection.listen();
  const result = await connection.sendRequest<{ capabilities: Record<string, unknown> }>("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: "test" }],
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification("initialized", {});

  const diagnostics = (path: string) => known.get(uri(path)) ?? [];
  return {
    connection,
    capabilities: result.capabilities,
    root,
    uri,
    open(path, text) {
      versions.set(path, 1);
      void connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uri(path), languageId: "yaml", version: 1, text },
      });
    },
    change(path, contentChanges) {
      const version = (versions.get(path) ?? 1) + 1;
      versions.set(path, version);
      void connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uri(path), version },
        contentChanges,
      });
    },
    close(path) {
      void connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(path) } });
    },
    diagnostics,
    until(path, holds) {
      return new Promise((resolve, reject) => {
        const check = () => {
          const now = diagnostics(path);
          if (!holds(now)) return;
          watchers.delete(check);
          clearTimeout(timer);
          resolve(now);
        };
        const timer = setTimeout(() => {
          watchers.delete(check);
          reject(
            new Error(
              `still ${JSON.stringify(
                diagnostics(path).map(({ code, message }) => `${code}: ${message}`),
                undefined,
                1,
              )}`,
            ),
          );
        }, 10_000);
        watchers.add(check);
        check();
      });
    },
    request: (method, params) => connection.sendRequest(method, params),
    async quiet() {
      lastWord = Date.now();
      await connection.sendRequest("textDocument/hover", {
        textDocument: { uri: "file:///nowhere.yaml" },
        position: { line: 0, character: 0 },
      });
      while (Date.now() - lastWord < 150) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    kill() {
      connection.dispose();
      child.kill("SIGKILL");
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}
