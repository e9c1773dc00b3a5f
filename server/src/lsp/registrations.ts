import type { ClientFeatures } from "./capabilities.ts";
import type { Connection } from "./json-rpc.ts";
import type { Log } from "./log.ts";

/** Asks the client to tell what it only tells when it is asked: which files have changed on disk, and its settings. */
export async function registerWishes(connection: Connection, client: ClientFeatures, log: Log): Promise<void> {
  const registrations: object[] = [];
  if (client.watchRegistration) {
    registrations.push({
      id: "gateway-lens-files",
      method: "workspace/didChangeWatchedFiles",
      registerOptions: { watchers: [{ globPattern: "**/*.{yaml,yml,json}" }] },
    });
  }
  if (client.configurationRegistration) {
    registrations.push({
      id: "gateway-lens-settings",
      method: "workspace/didChangeConfiguration",
      registerOptions: { section: "gatewayLens" },
    });
  }
  if (registrations.length === 0) return;
  try {
    await connection.sendRequest("client/registerCapability", { registrations });
  } catch (error) {
    log.error(error, "registering");
  }
}
