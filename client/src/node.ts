import type { ExtensionContext } from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import { activateExtension } from "./extension.ts";

export function activate(context: ExtensionContext): Promise<void> {
  const server: ServerOptions = {
    module: context.asAbsolutePath("dist/server-node.cjs"),
    transport: TransportKind.ipc,
  };
  return activateExtension(context, {
    providesFiles: false,
    startClient: async (options) => new LanguageClient("gatewayLens", "Gateway Lens", server, options),
  });
}
