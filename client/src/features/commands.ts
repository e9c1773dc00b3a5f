import {
  ConfigurationTarget,
  commands,
  type ExtensionContext,
  env,
  type QuickPickItem,
  Uri,
  version,
  window,
  workspace,
} from "vscode";
import type { Running } from "../extension.ts";

export interface Control {
  restart(): Promise<void>;
}

const releases = ["2.7", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13", "2.14", "3.0-dev"] as const;
const settingsFile = ".gateway-lens.yaml";

export function activateCommands(context: ExtensionContext, { log }: Running, { restart }: Control): void {
  const register = (name: string, run: () => Promise<unknown> | unknown) =>
    context.subscriptions.push(commands.registerCommand(`gatewayLens.${name}`, run));

  register("restart", async () => {
    await restart();
    log.info("the server was restarted");
  });
  register("showLog", () => log.show());
  register("selectRelease", selectRelease);
  register("openSettingsFile", openSettingsFile);
  register("fixAll", () =>
    commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.gatewayLens", apply: "first" }),
  );
  register("reportProblem", () => reportProblem(context));
}

async function selectRelease(): Promise<void> {
  const [governing] = await workspace.findFiles(`**/${settingsFile}`, "**/node_modules/**", 1);
  const current = workspace.getConfiguration("gatewayLens").get<string | null>("kuma");
  const items: (QuickPickItem & { release?: string })[] = releases.toReversed().map((release) => ({
    label: `Kuma ${release}`,
    release,
    ...(release === current ? { description: "current" } : {}),
  }));
  const picked = await window.showQuickPick([...items, { label: "$(gear) Open the settings file" }], {
    title: "Which Kuma release do your clusters run?",
    ...(governing === undefined
      ? {}
      : { placeHolder: `${workspace.asRelativePath(governing)} says it for its folder and wins` }),
  });
  if (picked === undefined) return;
  if (picked.release === undefined) {
    await openSettingsFile();
    return;
  }
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration("gatewayLens").update("kuma", picked.release, target);
  if (governing !== undefined) {
    const open = "Open It";
    const answer = await window.showInformationMessage(
      `${workspace.asRelativePath(governing)} decides about the manifests below it. Change \`kuma\` there.`,
      open,
    );
    if (answer === open) await window.showTextDocument(governing);
  }
}

/** Opens the settings file of the workspace; makes one, unsaved, where there is none. */
async function openSettingsFile(): Promise<void> {
  const [found] = await workspace.findFiles(`**/${settingsFile}`, "**/node_modules/**", 1);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (found !== undefined) {
    await window.showTextDocument(found);
    return;
  }
  const text =
    '# Which Kuma these manifests are for; every setting: docs/configuration.md of Gateway Lens\nkuma: "2.14"\n';
  if (folder === undefined) {
    await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content: text }));
    return;
  }
  const document = await workspace.openTextDocument(Uri.joinPath(folder, settingsFile).with({ scheme: "untitled" }));
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(document.positionAt(0), text));
}

/** Versions only: nothing of what the manifests say leaves the editor. */
async function reportProblem(context: ExtensionContext): Promise<void> {
  const extension = context.extension.packageJSON as { version: string };
  const lines = [
    `Gateway Lens ${extension.version}`,
    `VS Code ${version} (${env.appName}, ${env.appHost}${env.remoteName === undefined ? "" : `, remote: ${env.remoteName}`})`,
    `Kuma release set: ${workspace.getConfiguration("gatewayLens").get<string | null>("kuma") ?? "none"}`,
    "",
    "What happened, and what did you expect?",
    "",
  ];
  await env.clipboard.writeText(lines.join("\n"));
  await window.showInformationMessage(
    "The versions were copied, without any contents of your files. Paste them into your report.",
  );
}
