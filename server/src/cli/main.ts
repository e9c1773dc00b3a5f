import { version } from "../../../package.json";
import { nearest } from "../kubernetes/nearest.ts";
import { becomes } from "./becomes.ts";
import { check } from "./check.ts";
import { explain } from "./explain.ts";
import { graph } from "./graph.ts";
import { route } from "./route.ts";
import { schema } from "./schema.ts";
import { sibling } from "./sibling.ts";
import { nodeTerminal, type Terminal } from "./terminal.ts";
import { translate } from "./translate.ts";
import { upgrade } from "./upgrade.ts";
import { exitCode, UsageError } from "./usage.ts";

const help = `gateway-lens — what Kuma makes of Kubernetes Gateway API manifests

  gateway-lens check PATH…        findings, with the condition or refusal that the cluster would show
  gateway-lens translate PATH…    the resources that Kuma would create
  gateway-lens upgrade PATH…      what another Kuma release would make of them, and what to do
  gateway-lens route URL PATH…    which rule serves a request, and why the others do not
  gateway-lens becomes FILE:LINE  what became of a field, or why nothing did
  gateway-lens graph PATH…        classes, gateways, routes and services as a picture
  gateway-lens explain CODE       what a finding means
  gateway-lens schema KIND        a kind as JSON Schema, for other tools
  gateway-lens lsp --stdio        the language server

  gateway-lens COMMAND --help     the flags of a command
  gateway-lens --version
`;

type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  check,
  translate,
  upgrade,
  route,
  becomes,
  graph,
  explain,
  schema,
  lsp,
};

/** The server lives until its client goes. It is loaded only here: the other commands start without it. */
async function lsp(): Promise<number> {
  sibling("server-node.cjs");
  return exitCode.clean;
}

async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v") {
    terminal.out(`${version}\n`);
    return exitCode.clean;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    terminal.out(help);
    return exitCode.clean;
  }
  if (name === undefined) {
    terminal.err(help);
    return exitCode.usage;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command(rest, terminal);
  const meant = nearest(name, Object.keys(commands));
  const kind = name.startsWith("-") ? "option" : "command";
  throw new UsageError(`unknown ${kind} ${name}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
}

async function run(): Promise<void> {
  const terminal = nodeTerminal();
  try {
    process.exitCode = await main(process.argv.slice(2), terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`gateway-lens: ${error.message}\nTry: gateway-lens --help\n`);
      process.exitCode = exitCode.usage;
      return;
    }
    const about =
      error instanceof Error ? (process.env.GATEWAY_LENS_DEBUG ? error.stack : error.message) : String(error);
    terminal.err(
      `gateway-lens: a mistake of ours: ${about}\nPlease report it; GATEWAY_LENS_DEBUG=1 shows where it happened.\n`,
    );
    process.exitCode = exitCode.internal;
  }
}

void run();
