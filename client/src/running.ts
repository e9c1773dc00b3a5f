import type { LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What the features share: the log, and the client while there is one. */
export interface Running {
  readonly log: LogOutputChannel;
  client(): BaseLanguageClient | undefined;
}
