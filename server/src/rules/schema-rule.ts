import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

/** What a rule means, where its own words leave one alone. */
const meanings: Readonly<Record<string, string>> = {
  "parent-section-required": "two parentRefs to one parent must name different sections",
  "parent-section-unique": "two parentRefs to one parent must name different sections",
  "redirect-with-backends": "a redirect answers by itself, so the rule must not have backends",
  "prefix-replaced-without-prefix-match":
    "a prefix can only be replaced in a rule with exactly one match, of a PathPrefix",
  "filter-repeated": "this filter may stand only once in a rule",
  "filter-redirect-and-rewrite": "a rule either redirects or rewrites",
  "listener-unique": "two listeners need different ports, protocols or hostnames",
  "listener-name-unique": "two listeners must not have the same name",
  "listener-tls-forbidden": "tls is for HTTPS and TLS listeners",
  "listener-tls-required": "HTTPS and TLS listeners need tls",
  "listener-certificates": "a listener that ends TLS needs certificateRefs (or options)",
  "service-needs-port": "a reference to a Service must say the port",
  "timeout-order": "the timeout of one try must not be longer than that of the request",
  "path-type": "a path of this type must begin with /, and must not have empty, relative or escaped segments",
};

export const schemaRule = defineRule<ReadingArgs["schema-rule"]>({
  code: "schema-rule",
  severity: "error",
  says: ({ kind, detail, rule }) => {
    const meaning = rule === undefined ? undefined : meanings[rule];
    return `The API server refuses this ${kind}: ${meaning ?? detail}.`;
  },
});
