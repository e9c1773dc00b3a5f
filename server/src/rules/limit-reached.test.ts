import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("limit-reached is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: v1
      kind: Service
      metadata:
        name: bomb
        namespace: shop
        annotations: &a {x: "1"}
      spec:
        a: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        b: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        c: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        d: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
      #        ^^ information limit-reached: Gateway Lens has left this out: The aliases of this document stand for too many values; kubectl refuses it too.
        e: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
        f: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
        g: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
        h: [*h, *h, *h, *h, *h, *h, *h, *h, *h, *h]
    `),
  );
});
