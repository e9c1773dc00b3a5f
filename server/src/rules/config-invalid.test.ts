import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("config-invalid is told on the word that is to blame", () => {
  check(
    inWorld(
      `
      channel: stable
      #        ^^^^^^ error config-invalid 💡: This must be one of: standard, experimental.
    `,
      { path: ".gateway-lens.yaml" },
    ),
  );
});

test("config-invalid: Write standard", () => {
  checkFix(
    inWorld(
      `
      channel: stable
    `,
      { path: ".gateway-lens.yaml" },
    ),
    inWorld(
      `
      channel: standard
    `,
      { path: ".gateway-lens.yaml" },
    ),
    { code: "config-invalid", title: "Write standard" },
  );
});

test("config-invalid: Write experimental", () => {
  checkFix(
    inWorld(
      `
      channel: stable
    `,
      { path: ".gateway-lens.yaml" },
    ),
    inWorld(
      `
      channel: experimental
    `,
      { path: ".gateway-lens.yaml" },
    ),
    { code: "config-invalid", title: "Write experimental" },
  );
});

test("config-invalid: releases and bundles that nobody knows", () => {
  check(`
    #- .gateway-lens.yaml
    kuma: "9.9"
    #     ^^^^^ error config-invalid 💡: Gateway Lens does not know Kuma 9.9; …
    gatewayApi: "2.1"
    #           ^^^^^ error config-invalid 💡: Gateway Lens does not know Gateway API 2.1; …
    upgradeTo: 2.10
    #          ^^^^ error config-invalid 💡: Gateway Lens does not know Kuma 2.1; …
  `);
});
