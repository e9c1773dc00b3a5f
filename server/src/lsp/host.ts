import {
  type ListFilesResult,
  listFilesRequest,
  type ReadFileResult,
  readFileRequest,
} from "../../../shared/src/requests.ts";
import type { Connection } from "./json-rpc.ts";

/** A file's text, why there is none, or nothing where it does not exist. */
export type FileRead = string | { readonly unread: string } | undefined;

/** Where files come from. */
export interface Files {
  /** The manifests and settings files of a folder; `report` is called now and then with what was found so far. */
  list(folder: string, report?: (found: number) => void): Promise<readonly string[]>;
  read(uri: string): Promise<FileRead>;
}

/** What surrounds the server: the whole difference between Node and a browser's worker. */
export interface Host {
  /** `undefined` where the host cannot reach this folder by itself; the client is asked then. */
  files(uri: string): Files | undefined;
  /** Milliseconds; only differences mean anything. */
  now(): number;
  /** Runs after what is already waiting (messages of the client among it). */
  soon(run: () => void): void;
  /** The client is done with us, or gone. */
  exit(code: number): void;
  /** Calls `gone` when the process that started the server has ended without a word. */
  watchParent(processId: number, gone: () => void): void;
}

/** The files of a workspace that only the client can read: one in a browser, or a virtual one. */
export function clientFiles(connection: Connection): Files {
  return {
    async list(folder) {
      const result = await connection.sendRequest<ListFilesResult>(listFilesRequest, { folder });
      return result.uris;
    },
    async read(uri) {
      const result = await connection.sendRequest<ReadFileResult>(readFileRequest, { uri });
      return "text" in result ? result.text : "unread" in result ? { unread: result.unread } : undefined;
    },
  };
}
