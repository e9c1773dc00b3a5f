import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { version } from "../../../package.json";
import type { Host } from "./host.ts";
import { startServer } from "./server.ts";

// A task of its own, so that waiting messages come first; `setTimeout` would be held back to 4 ms each.
function scheduler(): (run: () => void) => void {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return (run) => {
    waiting.push(run);
    port2.postMessage(undefined);
  };
}

const host: Host = {
  files: () => undefined,
  now: () => performance.now(),
  soon: scheduler(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
};

// `self` is the worker, or the port that a client without workers runs this script with.
const port = self as unknown as MessagePort;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(port),
  new BrowserMessageWriter(port),
);
startServer(connection, host, version);
// For those who wait to see whether this script was allowed to run; a client ignores notifications of this kind.
port.postMessage({ jsonrpc: "2.0", method: "$/started" });
