import type { InitializeParams } from "vscode-languageserver-protocol";
import { previewChangedNotification, type StatusParams, statusNotification } from "../../../shared/src/requests.ts";
import { createAnalysis, createInterruption, type Diagnostic } from "../analysis.ts";
import { createAnswers } from "./answers.ts";
import { clientFeatures } from "./capabilities.ts";
import { createConfiguration } from "./configuration.ts";
import { createDocuments } from "./documents.ts";
import { createFolders } from "./folders.ts";
import { fromInitializationOptions } from "./from-proto.ts";
import { clientFiles, type Host } from "./host.ts";
import { createIndexing } from "./indexing.ts";
import type { Connection } from "./json-rpc.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";
import { createLog } from "./log.ts";
import { createPreviews } from "./previews.ts";
import { createPublisher, type Delivery, pullDelivery, pushDelivery } from "./publisher.ts";
import { registerWishes } from "./registrations.ts";
import { createSavedState } from "./saved-state.ts";
import type { Session } from "./session.ts";
import { type ProtoContext, toDiagnostics } from "./to-proto.ts";
import { createTurns } from "./turns.ts";

/** Made in `initialize`: all that lasts until the client goes. */
export function startSession(
  connection: Connection,
  host: Host,
  params: InitializeParams,
): { session: Session; lifecycle: Lifecycle } {
  const options = fromInitializationOptions(params.initializationOptions);
  const client = clientFeatures(params, options);
  const documents = createDocuments(client.encoding);
  const interruption = createInterruption();
  const turns = createTurns(host, connection, interruption);
  const analysis = createAnalysis({ interruption });
  const textOf = (uri: string) => documents.get(uri)?.lines.text ?? analysis.glance().text(uri);
  const { map, once } = interruption;
  const context: ProtoContext = { client, documents, textOf, map, once };

  const log = createLog(connection);
  const filesOf = (uri: string) => host.files(uri) ?? (options.providesFiles ? clientFiles(connection) : undefined);
  const folders = createFolders(analysis, documents, filesOf, log);

  const previews = createPreviews(
    analysis.glance,
    () => saved.snapshot(),
    turns,
    (uri) => {
      if (!client.contentProvider) connection.sendNotification(previewChangedNotification, { uri });
      else {
        const told = connection.sendRequest("workspace/textDocumentContent/refresh", { uri });
        told.catch((error) => log.error(error, "refreshing a preview"));
      }
    },
    (error) => log.error(error, "making a preview"),
  );

  const saved = createSavedState(
    () => createAnalysis({ interruption }),
    {
      snapshot: analysis.glance,
      isOpen: (uri) => documents.get(uri) !== undefined,
      read: async (uri) => filesOf(uri)?.read(uri),
      base: () => ({ settings: configuration.current.settings, folders: folders.all() }),
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

  let lastStatus = "";
  let othersChanged = false;
  const settled = () => {
    previews.changed();
    if (othersChanged && !indexing.isUnderWay) refreshViews();
    othersChanged = false;
    answers.changed();
    if (!options.showsStatus) return;
    const status: StatusParams = {
      indexing: indexing.isUnderWay,
      clusters: analysis.glance().clusters(),
      findings: publisher.counts(),
    };
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
  const publisher = createPublisher(analysis, turns, delivery, (error) => log.error(error, "computing diagnostics"));

  const configuration = createConfiguration(connection, client, log, () => {
    analysis.apply({ settings: configuration.current.settings });
    saved.changed();
    publisher.changed();
  });
  const indexing = createIndexing(connection, host, { client, folders, configuration, publisher, log }, () => {
    refreshViews();
    settled();
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
    folders,
    configuration,
    ready: indexing.ready,
    log,
  };
  const lifecycle = createLifecycle(session, params, () => {
    if (options.settings !== undefined) configuration.use(options.settings);
    void registerWishes(connection, client, log);
    indexing.begin();
  });

  return { session, lifecycle };
}
