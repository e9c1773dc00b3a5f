import { describeWhen, type Edition, exists } from "./availability.ts";
import { type CompiledKind, compileKind } from "./compile.ts";
import { groupOf } from "./object.ts";
import type { KindDeclaration } from "./schema.ts";

/** What a cluster serves, made ready for admission. Belongs to whoever made it; kinds are compiled when first asked for. */
export interface Catalog {
  lookup(apiVersion: string, kind: string): Served | NotServed | "foreign";
  /** Every kind that some edition knows. */
  readonly kinds: readonly KindDeclaration[];
  /** The edition that the kinds of this group are compiled for. */
  editionOf(group: string): Edition | undefined;
}

export interface Served {
  readonly served: true;
  compiled(): CompiledKind;
}

export interface NotServed {
  readonly served: false;
  readonly apiVersion: string;
  readonly kind: string;
  /** The declaration, where some edition or version serves the kind. */
  readonly declaration?: KindDeclaration;
  /** apiVersions under which this very cluster serves the kind. */
  readonly servedAs: readonly string[];
  /** Where the asked version is served ("in the experimental channel"); undefined where nowhere. */
  readonly elsewhere?: string;
}

/** The kinds of one edition: a bundle of the Gateway API, or a release of Kuma. */
export interface Kinds {
  readonly declarations: readonly KindDeclaration[];
  readonly edition: Edition;
}

/** A kind may be declared more than once, where editions that never overlap know it in shapes that share nothing. */
export function catalogOf(...sets: readonly Kinds[]): Catalog {
  const entries = new Map<string, Entry[]>();
  const editions = new Map<string, Edition>();
  for (const { declarations, edition } of sets) {
    for (const declaration of declarations) {
      editions.set(declaration.group, edition);
      const key = `${declaration.group}/${declaration.kind}`;
      const before = entries.get(key);
      if (before === undefined) entries.set(key, [entry(declaration, edition)]);
      else before.push(entry(declaration, edition));
    }
  }
  return {
    kinds: [...entries.values()].flatMap((each) => each.map(({ declaration }) => declaration)),
    editionOf: (group) => editions.get(group),
    lookup: (apiVersion, kind) => {
      const group = groupOf(apiVersion);
      if (!editions.has(group)) return "foreign";
      const others: NotServed[] = [];
      for (const each of entries.get(`${group}/${kind}`) ?? []) {
        const answer = each.at(apiVersion);
        if (answer.served) return answer;
        others.push(answer);
      }
      return nowhere(apiVersion, kind, others);
    },
  };
}

/** What several declarations of a kind say together. */
function nowhere(apiVersion: string, kind: string, answers: readonly NotServed[]): NotServed {
  const telling = answers.find(({ elsewhere }) => elsewhere !== undefined) ?? answers[0];
  const servedAs = answers.flatMap((answer) => answer.servedAs);
  return telling === undefined ? { served: false, apiVersion, kind, servedAs } : { ...telling, servedAs };
}

interface Entry {
  readonly declaration: KindDeclaration;
  at(apiVersion: string): Served | NotServed;
}

function entry(declaration: KindDeclaration, edition: Edition): Entry {
  let compiled: CompiledKind | undefined;
  const served: Served = {
    served: true,
    compiled: () => {
      compiled ??= compileKind(declaration, edition);
      return compiled;
    },
  };
  const versions = declaration.versions.filter((version) => exists(version.when, edition));
  const apiVersion = (name: string) => (declaration.group === "" ? name : `${declaration.group}/${name}`);
  const known = new Set(versions.map((version) => apiVersion(version.name)));
  return {
    declaration,
    at: (asked) => {
      if (known.has(asked)) return served;
      const declared = declaration.versions.find((version) => apiVersion(version.name) === asked);
      const elsewhere = describeWhen(declared?.when);
      return {
        served: false,
        apiVersion: asked,
        kind: declaration.kind,
        declaration,
        servedAs: [...known],
        ...(elsewhere === undefined ? {} : { elsewhere }),
      };
    },
  };
}
