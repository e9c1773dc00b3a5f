import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../../../package.json";
import type { Host } from "./host.ts";
import { nodeFiles } from "./node-files.ts";
import { startServer } from "./server.ts";
import { schemeOf } from "./uri.ts";

const files = nodeFiles();

const host: Host = {
  files: (uri) => (schemeOf(uri) === "file" ? files : undefined),
  now: () => performance.now(),
  soon: (run) => void setImmediate(run),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Talks over what the command line says: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`. */
export function startNodeServer(): void {
  startServer(createConnection(ProposedFeatures.all), host, version);
}
