import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("config-unknown-key is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      chanel: standard
      #^^^^^ warning config-unknown-key 💡: "chanel" is not a setting of Gateway Lens, so it has no effect.
    `,
      { path: ".gateway-lens.yaml" },
    ),
  );
});

test('config-unknown-key: Change to "channel"', () => {
  checkFix(
    inWorld(
      `
      chanel: standard
    `,
      { path: ".gateway-lens.yaml" },
    ),
    inWorld(
      `
      channel: standard
    `,
      { path: ".gateway-lens.yaml" },
    ),
    { code: "config-unknown-key", title: 'Change to "channel"' },
  );
});
