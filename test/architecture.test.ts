import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";

// The invariants of ARCHITECTURE.md that one can see from outside: who imports whom, and what nobody below the hosts may touch.

const root = process.cwd();

/** Each folder of server/src and the folders that it may import from; `file.ts` stands for a single file. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kubernetes: [],
  "gateway-api": ["kubernetes"],
  kuma: ["gateway-api", "kubernetes"],
  yaml: ["kubernetes/object.ts", "diagnostic.ts"],
  workspace: ["kuma", "gateway-api", "kubernetes", "yaml", "diagnostic.ts", "shared"],
  rules: ["workspace", "kuma", "gateway-api", "kubernetes", "yaml", "diagnostic.ts", "shared"],
  editor: ["rules", "workspace", "kuma", "gateway-api", "kubernetes", "yaml", "diagnostic.ts", "shared"],
  "analysis.ts": [
    "editor",
    "rules",
    "workspace",
    "kuma",
    "gateway-api",
    "kubernetes",
    "yaml",
    "diagnostic.ts",
    "shared",
  ],
  "diagnostic.ts": [],
  // The hosts. What is not of the analysis's own face comes from the rooms that print or configure.
  lsp: [
    "analysis.ts",
    "editor",
    "kubernetes",
    "kuma",
    "rules",
    "workspace",
    "yaml",
    "diagnostic.ts",
    "shared",
    "package.json",
  ],
  cli: [
    "lsp",
    "analysis.ts",
    "editor",
    "kubernetes",
    "kuma",
    "rules",
    "workspace",
    "yaml",
    "diagnostic.ts",
    "shared",
    "package.json",
    "docs",
  ],
  shared: [],
  client: ["shared"],
};

/** Packages, and the only folders that may import them. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  yaml: ["yaml"],
  "js-yaml": ["yaml"],
  zod: ["shared"],
  "@bufbuild/re2": ["kuma", "rules", "kubernetes", "gateway-api"],
};

const hosts = new Set(["lsp", "cli", "client"]);

const sources = ["server/src", "shared/src", "client/src"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1)),
);

function roomOf(path: string): string {
  const [top = "", , ...rest] = path.split("/");
  if (top === "shared" || top === "client") return top;
  if (top !== "server") return path.split("/")[0] === "docs" ? "docs" : path;
  return rest[0] ?? "";
}

interface Import {
  readonly from: string;
  readonly to: string;
}

async function allImports(): Promise<readonly Import[]> {
  const imports: Import[] = [];
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...sources],
    bundle: true,
    write: false,
    outdir: "build/architecture",
    metafile: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
    loader: { ".md": "text" },
  });
  for (const [from, { imports: found }] of Object.entries(metafile.inputs)) {
    for (const { path } of found) imports.push({ from, to: path });
  }
  // Types leave no trace in a bundle, so they are read from the text.
  for (const from of sources) {
    for (const [, path = ""] of readFileSync(join(root, from), "utf8").matchAll(
      /^(?:import|export) type [^;]*? from "([^"]+)";/gms,
    )) {
      imports.push({ from, to: path.startsWith(".") ? join(from, "..", path) : path });
    }
  }
  return imports.filter(({ to }) => !to.includes("*"));
}

const imports = await allImports();

test("imports go downwards only", () => {
  const wrong = imports.filter(({ from, to }) => {
    if (!/^(?:server|shared|client|docs)\/|^package\.json$/.test(to)) return false;
    const room = roomOf(from);
    const target = roomOf(to);
    if (room === target) return false;
    const allowed = mayImport[room] ?? [];
    return !allowed.includes(target) && !allowed.some((path) => to === `server/src/${path}`);
  });
  assert.deepEqual([...new Set(wrong.map(({ from, to }) => `${from} imports ${to}`))], []);
});

test("a package is imported where it belongs", () => {
  const wrong = imports.filter(({ from, to }) => {
    const [name = ""] = to.split("/");
    const homes = packageHomes[name];
    return homes !== undefined && !/^[./]|^(?:server|shared|client)\//.test(to) && !homes.includes(roomOf(from));
  });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test("nothing below the hosts knows Node, a window, an editor or a connection", () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      !hosts.has(roomOf(from)) && (to.startsWith("node:") || /^(?:vscode|fs|path|os|child_process)\b/.test(to)),
  );
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
  assert.deepEqual(
    textFindings(/\b(?:process|window|globalThis|navigator|Buffer|setTimeout|setInterval|fetch|console)\s*\./),
    [],
  );
});

test("nothing below the hosts reads a clock or uses randomness", () => {
  assert.deepEqual(textFindings(/\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bperformance\b|\bcrypto\./), []);
});

test("no module keeps state", () => {
  const wrong = sources
    .filter((path) => !hosts.has(roomOf(path)))
    .flatMap((path) => {
      const text = withoutComments(readFileSync(join(root, path), "utf8"));
      return text
        .split("\n")
        .filter((line) => /^(?:export )?(?:let|var) /.test(line) || isMutableCollection(line, text))
        .map((line) => `${path}: ${line}`);
    });
  assert.deepEqual(wrong, []);
});

test("text and positions stay out of the cluster", () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      ["kuma", "gateway-api", "kubernetes"].includes(roomOf(from)) && /(?:^|\/)diagnostic\.ts$|\/yaml\//.test(to),
  );
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

/** A collection at the top of a module that some line of it changes. */
function isMutableCollection(line: string, text: string): boolean {
  const name = /^(?:export )?const (\w+)\b.*= (?:new (?:Map|Set|WeakMap|WeakSet)\b|\[)/.exec(line)?.[1];
  return (
    name !== undefined &&
    new RegExp(`\\b${name}\\.(?:set|add|delete|clear|push|pop|shift|unshift|splice|sort)\\(`).test(text)
  );
}

function textFindings(pattern: RegExp): readonly string[] {
  return sources
    .filter((path) => !hosts.has(roomOf(path)))
    .flatMap((path) =>
      withoutComments(readFileSync(join(root, path), "utf8"))
        .split("\n")
        .filter((line) => pattern.test(withoutTexts(line)))
        .map((line) => `${path}: ${line.trim()}`),
    );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}

function withoutTexts(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?:[^/\\\n]|\\.)+\/[a-z]*/g, '""');
}
