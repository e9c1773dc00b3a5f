import { createConnection as connectTo } from "node:net";
import { version } from "../../../package.json";
import type { Host } from "./host.ts";
import { createConnection, type Transport } from "./json-rpc.ts";
import { nodeFiles } from "./node-files.ts";
import { ipcTransport, streamTransport } from "./node-transport.ts";
import { startServer } from "./server.ts";
import { schemeOf } from "./uri.ts";

function nodeHost(): Host {
  const files = nodeFiles();
  return {
    files: (uri) => (schemeOf(uri) === "file" ? files : undefined),
    now: () => performance.now(),
    soon: (run) => void setImmediate(run),
    exit: (code) => process.exit(code),
    watchParent(processId, gone) {
      const timer = setInterval(() => {
        try {
          process.kill(processId, 0);
        } catch {
          gone();
        }
      }, 3000);
      timer.unref();
    },
  };
}

/** Talks over what the command line says: `--stdio` (also unless it says anything), `--node-ipc`, `--socket=PORT` or `--pipe=NAME`. */
export function startNodeServer(args: readonly string[] = process.argv): void {
  const host = nodeHost();
  startServer(createConnection(transport(args), host.soon), host, version);
}

function transport(args: readonly string[]): Transport {
  if (args.includes("--node-ipc")) return ipcTransport(process);
  const value = (flag: string) => args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
  const [port, pipe] = [value("--socket"), value("--pipe")];
  if (port !== undefined || pipe !== undefined) {
    const socket = pipe === undefined ? connectTo(Number(port), "127.0.0.1") : connectTo(pipe);
    return streamTransport(socket, socket);
  }
  return streamTransport(process.stdin, process.stdout);
}
