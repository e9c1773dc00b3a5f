import type { Readable, Writable } from "node:stream";
import type { Transport } from "./json-rpc.ts";

/** Messages with a `Content-Length` before each, over a pipe or socket. */
export function streamTransport(input: Readable, output: Writable): Transport {
  return {
    listen(receive, end) {
      const read = createFrames(receive);
      input.on("data", read);
      input.once("end", end);
      input.once("close", end);
      // A client that has gone cannot be told anything any more.
      output.on("error", end);
    },
    send(message) {
      const body = Buffer.from(JSON.stringify(message), "utf8");
      output.write(`Content-Length: ${body.length}\r\n\r\n`, "ascii");
      output.write(body);
    },
  };
}

/** Messages as Node hands them between a process and its child. */
export function ipcTransport(process: NodeJS.Process): Transport {
  return {
    listen(receive, end) {
      process.on("message", receive);
      process.once("disconnect", end);
    },
    send: (message) => void process.send?.(message),
  };
}

const headerEnd = Buffer.from("\r\n\r\n", "ascii");

/** Puts chunks together and takes messages out. What is no message is left out: the next header tells where to go on. */
export function createFrames(receive: (message: unknown) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  /** Bytes that have to be there before looking again makes sense. */
  let wanted = 0;

  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held < wanted) return;
    let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
    wanted = 0;
    for (let at = rest.indexOf(headerEnd); at >= 0; at = rest.indexOf(headerEnd)) {
      const start = at + headerEnd.length;
      const length = /^content-length: *(\d+)/im.exec(rest.toString("ascii", 0, at))?.[1];
      if (length === undefined) {
        rest = rest.subarray(start);
        continue;
      }
      const end = start + Number(length);
      if (rest.length < end) {
        wanted = end;
        break;
      }
      const message = parsed(rest.toString("utf8", start, end));
      rest = rest.subarray(end);
      if (message !== undefined) receive(message);
    }
    chunks = rest.length === 0 ? [] : [rest];
    held = rest.length;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
