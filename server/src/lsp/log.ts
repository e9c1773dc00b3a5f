import type { Connection } from "./json-rpc.ts";

/** The log that the client keeps of its server. */
export interface Log {
  error(error: unknown, doing: string): void;
  warn(message: string): void;
}

export function createLog(connection: Connection): Log {
  /** Of the protocol: 1 is an error, 2 a warning. */
  const say = (type: 1 | 2, message: string) => connection.sendNotification("window/logMessage", { type, message });
  return {
    error: (error, doing) =>
      say(1, `${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    warn: (message) => say(2, message),
  };
}
