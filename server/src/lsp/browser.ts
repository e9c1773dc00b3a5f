import { version } from "../../../package.json";
import type { Host } from "./host.ts";
import { createConnection, type Transport } from "./json-rpc.ts";
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
  exit: () => undefined,
  watchParent: () => undefined,
};

// `self` is the worker, or the port that a client without workers runs this script with.
const port = self as unknown as MessagePort;
const transport: Transport = {
  listen(receive) {
    port.onmessage = ({ data }) => receive(data);
  },
  send: (message) => port.postMessage(message),
};
startServer(createConnection(transport, host.soon), host, version);
// For those who wait to see whether this script was allowed to run; a client ignores notifications of this kind.
port.postMessage({ jsonrpc: "2.0", method: "$/started" });
