import type { Catalog, NotServed } from "./catalog.ts";
import type { CompiledKind } from "./compile.ts";
import { decodeFields, type UnknownField } from "./decode.ts";
import { checkMetadata, decodeMetadata, placed, type Undecodable } from "./metadata.ts";
import type { JsonObject, KubeObject } from "./object.ts";
import { checkRules } from "./rules.ts";
import { validateFields } from "./validate.ts";
import type { Violation } from "./violation.ts";

export type { UnknownField } from "./decode.ts";
export type { Undecodable } from "./metadata.ts";
export type { Violation } from "./violation.ts";

/** What the API server (and `kubectl apply` before it) would answer to a manifest. */
export type Admission =
  /** A kind of a group that the catalog does not hold: left alone. */
  | { readonly state: "foreign" }
  | ({ readonly state: "not-served" } & NotServed)
  | ({ readonly state: "undecodable" } & Undecodable)
  | Checked;

export interface Checked {
  readonly state: "checked";
  /** Pruned by the server, refused by `kubectl apply`. */
  readonly unknownFields: readonly UnknownField[];
  readonly violations: readonly Violation[];
  /** The server also says, without a place, that it checked no rules because of the blocking errors. */
  readonly rulesSkipped: boolean;
  /** The object as stored; absent where the server refuses it. */
  readonly admitted?: KubeObject;
}

export function admit(object: JsonObject, catalog: Catalog): Admission {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return { state: "foreign" };
  const found = catalog.lookup(apiVersion, kind);
  if (found === "foreign") return { state: "foreign" };
  if (!found.served) return { state: "not-served", ...found };
  return check(object, apiVersion, kind, found.compiled());
}

/** Fields of every object, which no schema prunes. */
const ownFields: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);
const ownFieldsAndStatus: ReadonlySet<string> = new Set([...ownFields, "status"]);

// apiextensions: the order of a create request in the custom resource handler
function check(object: JsonObject, apiVersion: string, kind: string, { declaration, root }: CompiledKind): Admission {
  const decoded = decodeMetadata(object.metadata);
  if (!decoded.ok) return { state: "undecodable", ...decoded.error };
  const { value, unknown } = decodeFields(object, root, declaration.hasStatus ? ownFieldsAndStatus : ownFields);
  if (declaration.hasStatus) delete value.status;
  const metadata = placed(decoded.metadata, declaration.namespaced);
  const stored = Object.assign(value, { apiVersion, kind, metadata: metadata as JsonObject & typeof metadata });
  const errors = [...checkMetadata(metadata, declaration), ...validateFields(stored, root)];
  const violations = [...errors, ...checkRules(stored, root, errors)];
  const refused = errors.length > 0 || violations.length > 0;
  return {
    state: "checked",
    unknownFields: [...decoded.unknown, ...unknown],
    violations,
    rulesSkipped: root.ruled && errors.some((error) => error.blocking),
    ...(refused ? {} : { admitted: stored }),
  };
}
