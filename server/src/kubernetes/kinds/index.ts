import type { KindDeclaration } from "../schema.ts";
import { configMapKind } from "./config-map.ts";
import { namespaceKind } from "./namespace.ts";
import { secretKind } from "./secret.ts";
import { serviceKind } from "./service.ts";

/** The kinds of Kubernetes itself that Gateway API objects refer to, as far as Kuma reads them. */
export const coreKinds: readonly KindDeclaration[] = [configMapKind, namespaceKind, secretKind, serviceKind];
