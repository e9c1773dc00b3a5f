import assert from "node:assert/strict";
import { test } from "node:test";
import { directives } from "./directives.ts";
import { parse } from "./parse.ts";

const text = `# gateway-lens-disable parent-gateway-missing -- another team's
---
a: 1 # gateway-lens-disable-line one,two
# gateway-lens-disable-next-line three  four -- because
# and a word more

b: "# gateway-lens-disable-line no"
c: |
  # gateway-lens-disable-line no
  x
d: 2 # gateway-lens-disable-lines no
  # gateway-lens-disable-next-line
e: 3 # gateway-lens-disable no
`;

test("every suppression, its codes and what it covers", () => {
  const found = directives(parse(text).tree).map(({ scope, codes, reason, comment, covers }) => [
    scope,
    codes.map(({ code, range }) => (text.slice(range.start, range.end) === code ? code : "?")).join(" "),
    reason,
    text.slice(comment.start, comment.end).slice(0, 1),
    scope === "document" ? covers.end === text.length : text.slice(covers.start, covers.end),
  ]);
  assert.deepEqual(found, [
    ["document", "parent-gateway-missing", "another team's", "#", true],
    ["line", "one two", undefined, "#", "a: 1 # gateway-lens-disable-line one,two"],
    ["next-line", "three four", "because", "#", 'b: "# gateway-lens-disable-line no"'],
    ["next-line", "", undefined, "#", "e: 3 # gateway-lens-disable no"],
  ]);
});

test("a document of comments alone, with CRLF", () => {
  const only = "# gateway-lens-disable x\r\n";
  assert.deepEqual(
    directives(parse(only).tree).map(({ codes }) => codes.map(({ code }) => code)),
    [["x"]],
  );
});
