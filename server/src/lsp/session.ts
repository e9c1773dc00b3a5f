import type { Analysis } from "../analysis.ts";
import type { Answers } from "./answers.ts";
import type { ClientFeatures } from "./capabilities.ts";
import type { Configuration } from "./configuration.ts";
import type { Documents } from "./documents.ts";
import type { Folders } from "./folders.ts";
import type { Log } from "./log.ts";
import type { Previews } from "./previews.ts";
import type { Publisher, PullDelivery } from "./publisher.ts";
import type { SavedState } from "./saved-state.ts";
import type { ProtoContext } from "./to-proto.ts";
import type { Turns } from "./turns.ts";

/** All that a request handler may look at. Made in `initialize`, when it is known whom we talk to. */
export interface Session extends ProtoContext {
  readonly analysis: Analysis;
  readonly turns: Turns;
  readonly client: ClientFeatures;
  readonly documents: Documents;
  readonly publisher: Publisher;
  readonly previews: Previews;
  readonly saved: SavedState;
  readonly answers: Answers;
  /** Where the client asks for diagnostics instead of being sent them. */
  readonly pull: PullDelivery | undefined;
  /** The client is our own. */
  readonly runsOurCommands: boolean;
  readonly folders: Folders;
  readonly configuration: Configuration;
  /** Resolves when the workspace has been read for the first time. */
  readonly ready: Promise<void>;
  readonly log: Log;
}
