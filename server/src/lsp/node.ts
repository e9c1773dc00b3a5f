import { createConnection } from "node:net";
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  SocketMessageReader,
  SocketMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { version } from "../../../package.json";
import type { Host } from "./host.ts";
import { nodeFiles } from "./node-files.ts";
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
  const [reader, writer] = transport(args);
  startServer(createMessageConnection(reader, writer), nodeHost(), version);
}

function transport(args: readonly string[]): readonly [MessageReader, MessageWriter] {
  if (args.includes("--node-ipc")) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  const value = (flag: string) => args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
  const [port, pipe] = [value("--socket"), value("--pipe")];
  if (port !== undefined || pipe !== undefined) {
    const socket = pipe === undefined ? createConnection(Number(port), "127.0.0.1") : createConnection(pipe);
    return [new SocketMessageReader(socket), new SocketMessageWriter(socket)];
  }
  return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
}
