import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { previewScheme } from "../../shared/src/preview-uri.ts";
import { answersChangedNotification, type InitializationOptions } from "../../shared/src/requests.ts";
import { activateCommands } from "./features/commands.ts";
import { activateCompare } from "./features/compare.ts";
import { answerFileRequests } from "./features/files.ts";
import { activatePreview } from "./features/preview.ts";
import { activateStatus } from "./features/status.ts";
import { activateTopology } from "./features/topology.ts";
import { activateTrace } from "./features/trace.ts";
import {
  besideYamlExtension,
  completionBesideYamlExtension,
  onBesideYamlExtensionChanged,
} from "./features/yaml-extension.ts";
import type { Running } from "./running.ts";

/** How a client and its server come to be: the whole difference between the desktop and a browser. */
export interface Runtime {
  startClient(options: LanguageClientOptions, log: LogOutputChannel): Promise<BaseLanguageClient>;
  /** The server cannot read files by itself. */
  readonly providesFiles: boolean;
}

export async function activateExtension(context: ExtensionContext, runtime: Runtime): Promise<void> {
  const log = window.createOutputChannel("Gateway Lens", { log: true });
  context.subscriptions.push(log);
  let client: BaseLanguageClient | undefined;

  const running: Running = { log, client: () => client };

  async function start(): Promise<void> {
    const initializationOptions: InitializationOptions = {
      providesFiles: runtime.providesFiles || hasVirtualFolder(),
      showsStatus: true,
      besideYamlServer: besideYamlExtension() ?? false,
      // Findings of files that are not open come with the edit that caused them, not with the next question.
      diagnostics: "push",
    };
    const started = await runtime.startClient(
      {
        documentSelector: [
          ...["yaml", "json", "jsonc", "helm", "dockercompose"].map((language) => ({
            language,
            pattern: "**/*.{yaml,yml,json}",
          })),
          { scheme: "untitled", language: "yaml" },
          { scheme: previewScheme },
        ],
        initializationOptions,
        outputChannel: log,
        synchronize: { configurationSection: "gatewayLens" },
        middleware: {
          ...completionBesideYamlExtension,
          workspace: {
            // A server that is being replaced need not know; the next one asks.
            didChangeConfiguration: (sections, next) =>
              next(sections).catch((error) => {
                if (client === started) throw error;
              }),
          },
        },
        markdown: { supportHtml: false, isTrusted: false },
      },
      log,
    );
    client = started;
    context.subscriptions.push(answerFileRequests(started));
    await started.start();
    activity.started(started);
  }

  /** One after the other: of two servers at once, everything would be shown twice. */
  function restart(): Promise<void> {
    turn = turn.catch(() => undefined).then(replace);
    return turn;
  }

  async function replace(): Promise<void> {
    const before = client;
    client = undefined;
    try {
      await before?.dispose();
    } catch (error) {
      log.warn(`the server did not end in good order: ${String(error)}`);
    }
    await start();
  }

  const status = activateStatus(context, running);
  const preview = activatePreview(context, running);
  const topology = activateTopology(context, running);
  const trace = activateTrace(context, running);
  const refreshPanels = () => {
    topology.changed();
    trace.changed();
  };
  const activity = {
    started(started: BaseLanguageClient) {
      status.started(started);
      preview.started(started);
      // A client keeps one listener a method.
      started.onNotification(answersChangedNotification, refreshPanels);
      refreshPanels();
    },
  };
  activateCompare(context, running);
  activateCommands(context, running, { restart, status: status.current });
  context.subscriptions.push(
    { dispose: () => void client?.dispose() },
    ...onBesideYamlExtensionChanged(() => void restart().catch((error) => log.error(String(error)))),
  );

  let turn = start();
  try {
    await turn;
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const action = await window.showErrorMessage("The Gateway Lens server could not be started.", "Show Log");
    if (action !== undefined) await commands.executeCommand("gatewayLens.showLog");
  }
}

function hasVirtualFolder(): boolean {
  return workspace.workspaceFolders?.some(({ uri }) => uri.scheme !== "file") ?? false;
}
