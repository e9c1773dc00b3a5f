import type { Host } from "../../server/src/lsp/host.ts";
import { createConnection } from "../../server/src/lsp/json-rpc.ts";
import { createLines } from "../../server/src/lsp/positions.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import { topologyRequest, traceRequest } from "../../shared/src/requests.ts";
import { classText, generateRoutes, generateWorkspace, routeText, teamText } from "./generate.ts";
import { threadTime } from "./measure.ts";

/** A workspace, and what is done in it. */
interface Scene {
  readonly files: ReadonlyMap<string, string>;
  /** The file that is open. */
  readonly uri: string;
  readonly edit: (text: string, round: number) => string;
  /** The cursor stands behind it, all the time. */
  readonly word: string;
}

/** Where most depends on what is being edited. */
const scenes: Readonly<Record<string, () => Scene>> = {
  "10,000 objects": () => ({
    files: generateWorkspace(10_000),
    uri: "file:///bench/team-7.yaml",
    edit: (text, round) => text.replace("value: /api/v0", `value: /api/x${round}`),
    word: "- name: a",
  }),
  "a Gateway of 2,500 routes": () => {
    const files = new Map([
      ["file:///bench/class.yaml", classText],
      ["file:///bench/team.yaml", teamText(0)],
    ]);
    for (let at = 0; at < 2_500; at++) files.set(`file:///bench/r${at}.yaml`, routeText(0, `route-${at}`, at));
    return {
      files,
      uri: "file:///bench/team.yaml",
      edit: (text, round) => text.replace("*.team-0.example.com", `*.team-0${"x".repeat(round % 4)}.example.com`),
      word: "name: edge",
    };
  },
  "a file of 1,000 documents": () => ({
    files: generateRoutes(1_000),
    uri: "file:///bench/routes.yaml",
    edit: (text, round) => text.replace('value: "500"', `value: "500-${round}"`),
    word: "name: edge",
  }),
};

export const sceneNames = Object.keys(scenes);

type Asked = readonly [method: string, params: object];

/** Everything that an editor may ask at once. */
function questions(uri: string, text: string, word: string): readonly Asked[] {
  const lines = createLines(text, "utf-16");
  const position = lines.positionAt(text.indexOf(word) + word.length);
  const textDocument = { uri };
  const at = { textDocument, position };
  const range = { start: position, end: position };
  const item = { uri, range, selectionRange: range, name: "", kind: 1 };
  const key = (group: string, kind: string, namespace: string, name: string) => ({ group, kind, namespace, name });
  return [
    ["textDocument/completion", at],
    ["textDocument/hover", at],
    ["textDocument/documentHighlight", at],
    ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }],
    ["textDocument/codeLens", { textDocument }],
    ["textDocument/inlayHint", { textDocument, range: { start: lines.positionAt(0), end: lines.positionAt(3_000) } }],
    ["textDocument/semanticTokens/full", { textDocument }],
    ["textDocument/documentSymbol", { textDocument }],
    ["textDocument/foldingRange", { textDocument }],
    ["textDocument/documentLink", { textDocument }],
    ["textDocument/selectionRange", { textDocument, positions: [position] }],
    ["textDocument/definition", at],
    ["textDocument/typeDefinition", at],
    ["textDocument/references", { ...at, context: { includeDeclaration: true } }],
    ["textDocument/prepareRename", at],
    ["textDocument/rename", { ...at, newName: "other" }],
    ["textDocument/prepareCallHierarchy", at],
    [
      "callHierarchy/outgoingCalls",
      { item: { ...item, data: key("gateway.networking.k8s.io", "Gateway", "team-0", "edge") } },
    ],
    ["callHierarchy/incomingCalls", { item: { ...item, data: key("", "Service", "team-0", "app") } }],
    ["workspace/symbol", { query: "app" }],
    [topologyRequest, { most: 300 }],
    [traceRequest, { method: "GET", url: "http://r1.team-0.example.com:8080/api/v1", headers: [] }],
  ];
}

export interface Turn {
  readonly time: number;
  /** The requests that were answered in it. */
  readonly during: string;
}

/**
 * The server of this process, in a workspace that has been read; its editor asks for everything at once, types on, asks again. Gives the
 * milliseconds of each of the server's turns: so long it hears nobody.
 */
export async function turnTimes(name: string, rounds: number): Promise<readonly Turn[]> {
  const scene = scenes[name]?.();
  if (scene === undefined) throw new Error(`there is no scene ${name}`);
  const turns: Turn[] = [];
  const now = () => threadTime() ?? performance.now();
  const waiting: (() => void)[] = [];
  const host: Host = {
    files: () => ({
      list: async () => [...scene.files.keys()],
      read: async (uri) => scene.files.get(uri),
    }),
    now: () => performance.now(),
    soon: (run) => void waiting.push(run),
    exit: () => undefined,
    watchParent: () => undefined,
  };
  let receive: (message: unknown) => void = () => undefined;
  let during = "";
  let open = 0;
  let lastId = 0;
  const asked = new Map<unknown, string>();
  const connection = createConnection(
    {
      listen: (listener) => {
        receive = listener;
      },
      send(message) {
        // What it costs to write it down is part of the turn.
        JSON.stringify(message);
        const { id, method } = message as { id?: unknown; method?: string };
        if (method !== undefined) {
          if (id !== undefined) waiting.push(() => receive({ jsonrpc: "2.0", id, result: null }));
          return;
        }
        during += ` ${asked.get(id) ?? ""}`;
        asked.delete(id);
        open -= 1;
      },
    },
    host.soon,
  );
  const tell = (method: string, params: object) => receive({ jsonrpc: "2.0", method, params });
  const ask = ([method, params]: Asked) => {
    lastId += 1;
    open += 1;
    asked.set(lastId, method);
    receive({ jsonrpc: "2.0", id: lastId, method, params });
  };
  /** One turn, with all that follows at once from what it has resolved. */
  const turn = async () => {
    const run = waiting.shift();
    if (run === undefined) return false;
    during = "";
    const start = now();
    run();
    await new Promise((resolve) => setImmediate(resolve));
    turns.push({ time: now() - start, during });
    return true;
  };
  const quiet = async () => {
    do while (await turn());
    while (await new Promise<boolean>((resolve) => setImmediate(() => resolve(waiting.length > 0))));
  };

  startServer(connection, host, "0");
  ask(["initialize", { processId: null, rootUri: "file:///bench", capabilities: {} }]);
  await quiet();
  tell("initialized", {});
  await quiet();
  turns.length = 0;
  let text = scene.files.get(scene.uri) ?? "";
  const { uri } = scene;
  tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 0, text } });
  for (const question of questions(uri, text, scene.word)) ask(question);
  await quiet();
  const type = (version: number) => {
    text = scene.edit(scene.files.get(uri) ?? "", version);
    tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
  };
  for (let round = 1; round <= rounds; round++) {
    type(round * 2);
    for (const question of questions(uri, text, scene.word)) ask(question);
    // Some of it is being done when the next key is pressed.
    for (let at = 0; at < 12; at++) await turn();
    type(round * 2 + 1);
    for (const question of questions(uri, text, scene.word)) ask(question);
    await quiet();
  }
  if (open !== 0) throw new Error(`${open} requests were never answered`);
  return turns;
}
