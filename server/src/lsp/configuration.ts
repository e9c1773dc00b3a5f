import type { ClientFeatures } from "./capabilities.ts";
import { type ClientSettings, fromSettings } from "./from-proto.ts";
import type { Connection } from "./json-rpc.ts";
import type { Log } from "./log.ts";

/** The settings of the client, as it told them last. */
export interface Configuration {
  readonly current: ClientSettings;
  /** The `gatewayLens` section, as the client has told it. */
  use(section: unknown): void;
  /** Asks the client for it, where one can ask. */
  fetch(): Promise<void>;
}

export function createConfiguration(
  connection: Connection,
  client: ClientFeatures,
  log: Log,
  onChange: () => void,
): Configuration {
  let current = fromSettings(undefined);

  function use(section: unknown): void {
    current = fromSettings(section);
    for (const problem of current.problems) log.warn(problem);
    onChange();
  }

  return {
    get current() {
      return current;
    },
    use,
    async fetch() {
      if (!client.configuration) return;
      try {
        const items = [{ section: "gatewayLens" }];
        const [section] = await connection.sendRequest<readonly unknown[]>("workspace/configuration", { items });
        use(section);
      } catch (error) {
        log.error(error, "reading the settings");
      }
    },
  };
}
