import {
  ConfigurationTarget,
  commands,
  type ExtensionContext,
  env,
  extensions,
  type QuickPickItem,
  Range,
  Uri,
  version,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { releaseNames } from "../../../shared/src/releases.ts";
import type { StatusParams } from "../../../shared/src/requests.ts";
import type { Running } from "../running.ts";
import { governing, hasClusterReleases, withRelease } from "./settings-file.ts";

export interface Control {
  restart(): Promise<void>;
  status(): StatusParams | undefined;
}

const settingsFile = ".gateway-lens.yaml";

export function activateCommands(context: ExtensionContext, running: Running, { restart, status }: Control): void {
  const { log } = running;
  const register = (name: string, run: () => Promise<unknown> | unknown) =>
    context.subscriptions.push(commands.registerCommand(`gatewayLens.${name}`, run));

  register("restart", async () => {
    await restart();
    log.info("the server was restarted");
  });
  register("showLog", () => log.show());
  register("selectRelease", () => selectRelease(status()));
  register("openSettingsFile", openSettingsFile);
  register("openExample", openExample);
  register("fixAll", () =>
    commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.gatewayLens", apply: "first" }),
  );
  register("reportProblem", () => reportProblem(context, running, status()));
}

/** The settings file that governs what is being looked at. */
async function settingsInForce(): Promise<Uri | undefined> {
  const files = await workspace.findFiles(`**/${settingsFile}`, "**/node_modules/**", 100);
  const path = window.activeTextEditor?.document.uri.path;
  return (path === undefined ? undefined : governing(files, path)) ?? files.toSorted(byDepth)[0];
}

const byDepth = (a: Uri, b: Uri) => a.path.split("/").length - b.path.split("/").length;

/** Writes the release to where it is decided: the settings file that governs, or the editor's settings where there is none. */
async function selectRelease(status: StatusParams | undefined): Promise<void> {
  const file = await settingsInForce();
  const inUse = new Set(status?.clusters.map(({ kuma }) => kuma));
  const items: (QuickPickItem & { release?: string })[] = releaseNames.map((release) => ({
    label: `Kuma ${release}`,
    release,
    ...(inUse.has(release.replace(/-dev$/, "")) ? { description: "in use" } : {}),
  }));
  const picked = await window.showQuickPick([...items, { label: "$(gear) Open the settings file" }], {
    title: "Which Kuma release do your clusters run?",
    placeHolder:
      file === undefined
        ? "Written into the settings of this workspace"
        : `Written into ${workspace.asRelativePath(file)}`,
  });
  if (picked === undefined) return;
  if (picked.release === undefined) {
    await openSettingsFile();
    return;
  }
  if (file === undefined) {
    const target =
      workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
    await workspace.getConfiguration("gatewayLens").update("kuma", picked.release, target);
    return;
  }
  const document = await workspace.openTextDocument(file);
  const text = document.getText();
  const edit = new WorkspaceEdit();
  const all = new Range(document.positionAt(0), document.positionAt(text.length));
  edit.replace(file, all, withRelease(text, picked.release));
  const { isDirty } = document;
  await workspace.applyEdit(edit);
  // What somebody else was about to save there is theirs to save.
  if (!isDirty) await document.save();
  if (hasClusterReleases(text)) {
    const open = "Open It";
    const said = `Some clusters in ${workspace.asRelativePath(file)} name a release of their own, which wins.`;
    if ((await window.showInformationMessage(said, open)) === open) await window.showTextDocument(document);
  }
}

/** Opens the settings file of the workspace; makes one, unsaved, where there is none. */
async function openSettingsFile(): Promise<void> {
  const found = await settingsInForce();
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

/** Something to try, for those who have no manifests at hand: the name of a listener is misspelled. */
async function openExample(): Promise<void> {
  const content = `# An example. One thing is wrong with it: see what, and let Gateway Lens mend it.
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: kuma
spec:
  controllerName: gateways.kuma.io/controller
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: default
spec:
  gatewayClassName: kuma
  listeners:
    - name: http
      port: 8080
      protocol: HTTP
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: default
spec:
  selector:
    app: cart
  ports:
    - name: web
      port: 80
      appProtocol: http
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: default
spec:
  parentRefs:
    - name: edge
      sectionName: htpp
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /cart
      backendRefs:
        - name: cart
          port: 80
`;
  await window.showTextDocument(await workspace.openTextDocument({ language: "yaml", content }));
}

/** Versions only: nothing of what the manifests say, not even the names of clusters. */
async function reportProblem(
  context: ExtensionContext,
  { client }: Running,
  status: StatusParams | undefined,
): Promise<void> {
  const extension = context.extension.packageJSON as { version: string };
  const server = client()?.initializeResult?.serverInfo?.version ?? "not running";
  const yaml = extensions.getExtension("redhat.vscode-yaml")?.packageJSON as { version: string } | undefined;
  const findings = status?.findings;
  const lines = [
    "### What happened, and what did you expect?",
    "",
    "",
    "### Versions",
    "",
    `- Gateway Lens ${extension.version}, server ${server}`,
    `- VS Code ${version} (${env.appName}, ${env.appHost}${env.remoteName === undefined ? "" : ", remote"})`,
    `- YAML extension: ${yaml?.version ?? "none"}`,
    ...(status?.clusters ?? []).map(
      ({ mode, kuma, gatewayApi, channel, complete }) =>
        `- a ${mode} with Kuma ${kuma}, Gateway API ${gatewayApi} (${channel})${complete ? ", declared complete" : ""}`,
    ),
    ...(findings === undefined ? [] : [`- errors: ${findings.error}, warnings: ${findings.warning}`]),
    "",
  ];
  const content = lines.join("\n");
  await env.clipboard.writeText(content);
  await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
  void window.showInformationMessage("This was copied too. It has versions, and nothing of what your files say.");
}
