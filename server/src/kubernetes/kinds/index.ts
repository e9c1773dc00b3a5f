import type { Kinds } from "../catalog.ts";
import { configMapKind } from "./config-map.ts";
import { namespaceKind } from "./namespace.ts";
import { secretKind } from "./secret.ts";
import { serviceKind } from "./service.ts";

/** The kinds of Kubernetes itself that Gateway API objects refer to, as far as Kuma reads them; alike in every edition. */
export const coreKinds: Kinds = {
  edition: { version: "1.0" },
  declarations: [configMapKind, namespaceKind, secretKind, serviceKind],
};
