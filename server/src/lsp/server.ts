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
import { previewChangedNotification, type StatusParams, statusNotification } from "../../../shared/src/requests.ts";
import { createAnalysis, createInterruption, type Diagnostic, type FileContent } from "../analysis.ts";
import { createAnswers } from "./answers.ts";
import { clientFeatures, serverCapabilities } from "./capabilities.ts";
import { createDocuments, type Documents } from "./documents.ts";
import { fromInitializationOptions, fromSettings } from "./from-proto.ts";
import { registerHandlers } from "./handlers.ts";
import { clientFiles, type Files, type Host } from "./host.ts";
import type { Connection } from "./json-rpc.ts";
import { createPreviews, isPreviewUri } from "./previews.ts";
import { createPublisher, type Delivery, pullDelivery, pushDelivery } from "./publisher.ts";
import { createSavedState } from "./saved-state.ts";
import type { Session } from "./session.ts";
import { type ProtoContext, toDiagnostics } from "./to-proto.ts";
import { createTurns } from "./turns.ts";
import { canonicalUri, isManifestUri } from "./uri.ts";

/** Speaks the protocol on a connection until it ends. Nothing that a client sends makes it throw. */
export function startServer(connection: Connection, host: Host, version: string): void {
  let session: Session | undefined;
  let lifecycle: Lifecycle | undefined;
  let isShutDown = false;

  connection.onRequest("initialize", (params: InitializeParams): InitializeResult => {
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
        session?.log(error, method);
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
  registerHandlers(connection, () => session);
  connection.listen();
}

type ContentChanges = Parameters<Documents["change"]>[2];

interface Lifecycle {
  initialized(): void;
  opened(document: { uri: string; version: number; text: string }): void;
  edited(uri: string, version: number, changes: ContentChanges): void;
  closed(uri: string): void;
  filesChanged(uris: readonly string[]): void;
  configurationChanged(pushed: unknown): void;
  foldersChanged(added: readonly string[], removed: readonly string[]): void;
}

function startSession(connection: Connection, host: Host, params: InitializeParams) {
  const options = fromInitializationOptions(params.initializationOptions);
  const client = clientFeatures(params, options);
  const documents = createDocuments(client.encoding);
  const interruption = createInterruption();
  const turns = createTurns(host, connection, interruption);
  const analysis = createAnalysis({ interruption });
  const textOf = (uri: string) => documents.get(uri)?.lines.text ?? analysis.glance().text(uri);
  const { map, once } = interruption;
  const context: ProtoContext = { client, documents, textOf, map, once };

  /** Into the client's log: 1 is an error, 2 a warning. */
  const say = (type: 1 | 2, message: string) => connection.sendNotification("window/logMessage", { type, message });
  const log = (error: unknown, doing: string) => {
    say(1, `${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };

  const previews = createPreviews(
    analysis.glance,
    () => saved.snapshot(),
    turns,
    (uri) => {
      if (!client.contentProvider) connection.sendNotification(previewChangedNotification, { uri });
      else {
        const told = connection.sendRequest("workspace/textDocumentContent/refresh", { uri });
        told.catch((error) => log(error, "refreshing a preview"));
      }
    },
    (error) => log(error, "making a preview"),
  );

  const saved = createSavedState(
    () => createAnalysis({ interruption }),
    {
      snapshot: analysis.glance,
      isOpen: (uri) => documents.get(uri) !== undefined,
      read: async (uri) => filesFor(uri)?.read(uri),
      base: () => ({ settings, folders: [...folders] }),
    },
    previews.changed,
  );

  const answers = createAnswers((method) => connection.sendNotification(method));

  /** What is drawn into one file can depend on others, of which the client knows nothing. */
  const refreshViews = () => {
    const views = [
      client.refreshCodeLenses ? "workspace/codeLens/refresh" : undefined,
      client.refreshInlayHints ? "workspace/inlayHint/refresh" : undefined,
      client.refreshSemanticTokens ? "workspace/semanticTokens/refresh" : undefined,
    ];
    for (const method of views) if (method !== undefined) connection.sendRequest(method).catch(() => undefined);
  };

  let indexing = true;
  let lastStatus = "";
  let othersChanged = false;
  const settled = () => {
    previews.changed();
    if (othersChanged && !indexing) refreshViews();
    othersChanged = false;
    answers.changed();
    if (!options.showsStatus) return;
    const status: StatusParams = { indexing, clusters: analysis.glance().clusters(), findings: publisher.counts() };
    const text = JSON.stringify(status);
    if (text === lastStatus) return;
    lastStatus = text;
    connection.sendNotification(statusNotification, status);
  };

  const send = (uri: string, diagnostics: readonly Diagnostic[]) => {
    const version = documents.get(uri)?.version;
    connection.sendNotification("textDocument/publishDiagnostics", {
      uri: documents.spelling(uri),
      diagnostics: toDiagnostics(context, uri, diagnostics),
      ...(version === undefined ? {} : { version }),
    });
  };
  const pull = client.pullDiagnostics
    ? pullDelivery(() => void connection.sendRequest("workspace/diagnostic/refresh").catch(() => undefined), settled)
    : undefined;
  const inner: Delivery = pull ?? pushDelivery(send, settled);
  const delivery: Delivery = {
    deliver(uri, diagnostics, edited) {
      if (!edited) othersChanged = true;
      inner.deliver(uri, diagnostics, edited);
    },
    settled: inner.settled,
  };
  const publisher = createPublisher(analysis, turns, delivery, (error) => log(error, "computing diagnostics"));

  let { editor, settings } = fromSettings(undefined);
  const folders = new Set<string>();
  let becomeReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });

  const session: Session = {
    ...context,
    analysis,
    turns,
    publisher,
    previews,
    saved,
    answers,
    pull,
    runsOurCommands: options.showsStatus === true,
    get editor() {
      return editor;
    },
    ready,
    log,
  };

  function filesFor(uri: string): Files | undefined {
    return host.files(uri) ?? (options.providesFiles ? clientFiles(connection) : undefined);
  }

  function apply(files: ReadonlyMap<string, FileContent | undefined>, edited?: string): void {
    analysis.apply({ files });
    if (edited !== undefined) pull?.edited(edited);
    publisher.changed(edited);
  }

  function useSettings(section: unknown): void {
    const read = fromSettings(section);
    for (const problem of read.problems) say(2, problem);
    ({ editor, settings } = read);
    analysis.apply({ settings });
    saved.changed();
    publisher.changed();
  }

  async function fetchSettings(): Promise<void> {
    if (!client.configuration) return;
    try {
      const items = [{ section: "gatewayLens" }];
      const [section] = await connection.sendRequest<readonly unknown[]>("workspace/configuration", { items });
      useSettings(section);
    } catch (error) {
      log(error, "reading the settings");
    }
  }

  function useFolders(): void {
    analysis.apply({ folders: [...folders] });
  }

  async function readFolder(folder: string, report?: (done: number, total: number) => void): Promise<void> {
    const files = filesFor(folder);
    if (files === undefined) return;
    try {
      const uris = (await files.list(folder)).map(canonicalUri).filter(isManifestUri);
      await readAll(uris, files, (done) => report?.(done, uris.length));
    } catch (error) {
      log(error, `reading ${folder}`);
    }
  }

  /** An open document is never replaced by what is on disk. */
  async function readAll(uris: readonly string[], files: Files, report?: (done: number) => void): Promise<void> {
    let next = 0;
    let done = 0;
    const reader = async () => {
      for (let uri = uris[next++]; uri !== undefined; uri = uris[next++]) {
        const content = await files.read(uri).catch((): FileContent => ({ unread: "it could not be read" }));
        if (documents.get(uri) === undefined) analysis.apply({ files: new Map([[uri, content]]) });
        done += 1;
        if (done % 64 === 0) report?.(done);
      }
    };
    await Promise.all(Array.from({ length: 16 }, reader));
  }

  async function index(): Promise<void> {
    const progress = client.progress ? await startProgress() : undefined;
    await Promise.all([
      fetchSettings(),
      ...[...folders].map((folder) =>
        readFolder(folder, (done, total) =>
          progress?.report(done / total / 2, `reading manifests: ${done} of ${total}`),
        ),
      ),
    ]);
    becomeReady();
    let shownAt = host.now();
    publisher.release(({ done, total }) => {
      if (host.now() - shownAt < 100) return;
      shownAt = host.now();
      progress?.report(0.5 + done / Math.max(1, total) / 2, `checking: ${done} of ${total}`);
    });
    await publisher.idle();
    progress?.done();
    indexing = false;
    refreshViews();
    settled();
  }

  async function startProgress() {
    const token = "gateway-lens-index";
    try {
      await connection.sendRequest("window/workDoneProgress/create", { token });
    } catch {
      return undefined;
    }
    const send = (value: object) => connection.sendNotification("$/progress", { token, value });
    send({ kind: "begin", title: "Gateway Lens", percentage: 0, message: "reading manifests", cancellable: false });
    return {
      report: (share: number, message: string) =>
        send({ kind: "report", percentage: Math.floor(share * 100), message }),
      done: () => send({ kind: "end" }),
    };
  }

  async function registerWishes(): Promise<void> {
    const registrations: object[] = [];
    if (client.watchRegistration) {
      registrations.push({
        id: "gateway-lens-files",
        method: "workspace/didChangeWatchedFiles",
        registerOptions: { watchers: [{ globPattern: "**/*.{yaml,yml,json}" }] },
      });
    }
    if (client.configurationRegistration) {
      registrations.push({
        id: "gateway-lens-settings",
        method: "workspace/didChangeConfiguration",
        registerOptions: { section: "gatewayLens" },
      });
    }
    if (registrations.length === 0) return;
    try {
      await connection.sendRequest("client/registerCapability", { registrations });
    } catch (error) {
      log(error, "registering");
    }
  }

  function leaveFolder(folder: string): void {
    folders.delete(folder);
    const gone = new Map<string, undefined>();
    for (const uri of analysis.glance().uris()) {
      if (isBelow(uri, folder) && documents.get(uri) === undefined) gone.set(uri, undefined);
    }
    apply(gone);
  }

  const inWorkspace = (uri: string) => [...folders].some((folder) => isBelow(uri, folder));

  /** What is on disk, for files that are not open (any more). */
  async function reread(uris: readonly string[]): Promise<void> {
    const changed = new Map<string, FileContent | undefined>();
    await Promise.all(
      uris.map(async (uri) => {
        const content = inWorkspace(uri)
          ? await filesFor(uri)
              ?.read(uri)
              .catch(() => undefined)
          : undefined;
        if (documents.get(uri) === undefined) changed.set(uri, content);
      }),
    );
    for (const uri of changed.keys()) documents.forget(uri);
    apply(changed);
    saved.changed();
  }

  const lifecycle: Lifecycle = {
    initialized() {
      for (const { uri } of params.workspaceFolders ?? []) folders.add(canonicalUri(uri));
      const root = params.rootUri;
      if (folders.size === 0 && typeof root === "string") folders.add(canonicalUri(root));
      useFolders();
      if (options.settings !== undefined) useSettings(options.settings);
      void registerWishes();
      index().catch((error) => {
        log(error, "reading the workspace");
        becomeReady();
        publisher.release();
      });
    },
    opened({ uri, version, text }) {
      if (isPreviewUri(uri)) {
        previews.opened(uri, text);
        return;
      }
      documents.open(uri, version, text);
      const known = canonicalUri(uri);
      apply(new Map([[known, text]]), known);
    },
    edited(uri, version, changes) {
      const text = documents.change(uri, version, changes);
      if (text === undefined) return;
      const known = canonicalUri(uri);
      apply(new Map([[known, text]]), known);
    },
    closed(uri) {
      if (isPreviewUri(uri)) {
        previews.closed(uri);
        saved.closed(uri);
        return;
      }
      documents.close(uri);
      const known = canonicalUri(uri);
      const read = reread([known]).catch((error) => log(error, `reading ${uri}`));
      // The other server says nothing of what is closed.
      if (client.beside.syntax === true) void read.then(() => publisher.changed(known));
    },
    filesChanged(uris) {
      saved.changed();
      const closed = uris.map(canonicalUri).filter((uri) => isManifestUri(uri) && documents.get(uri) === undefined);
      if (closed.length > 0) reread(closed).catch((error) => log(error, "reading changed files"));
    },
    foldersChanged(added, removed) {
      for (const uri of added) folders.add(canonicalUri(uri));
      for (const uri of removed) leaveFolder(canonicalUri(uri));
      useFolders();
      void Promise.all(added.map((uri) => readFolder(canonicalUri(uri)))).then(() => publisher.changed());
    },
    configurationChanged(pushed) {
      if (client.configuration) void fetchSettings();
      else useSettings((pushed as { gatewayLens?: unknown } | null | undefined)?.gatewayLens);
    },
  };

  return { session, lifecycle };
}

function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
