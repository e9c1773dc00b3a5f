// What VS Code adds: previews shown other ways and compared, the release switched, the walkthrough, the report.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { driver } from "./driver.mjs";
import { exampleCopy, launch, serve } from "./workbench.mjs";

export async function chrome({ test, vsix, artifacts }) {
  const folder = exampleCopy();
  const server = await serve({ install: vsix, more: { "files.autoSave": "off" } });
  const browser = await launch();
  const page = await (await browser.newContext({ viewport: { width: 1500, height: 900 } })).newPage();
  const { command, goTo, open, pick, until, lines, shot } = driver(page, artifacts);

  try {
    await test("a preview can hide what Kuma reports", async () => {
      await page.goto(server.url(folder));
      await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
      await open("platform/gateway.yaml");
      await page.locator(".statusbar-item", { hasText: "Kuma 2.14" }).waitFor({ timeout: 60_000 });
      await goTo(24, 10);
      await command("Gateway Lens: Show generated Kuma resources");
      await until("conditions", async () => (await lines(1)).includes("LoadBalancerAddressNotReady"));
      await shot("preview-1-conditions");
      await page.locator(".tab.active", { hasText: "in Kuma" }).last().click();
      await command("Gateway Lens: Show or hide what Kuma reports");
      await until("none", async () => {
        const text = await lines(1);
        return text.includes("kind: MeshGateway") && !text.includes("Accepted=True");
      });
      await shot("preview-2-bare");
      await command("Gateway Lens: Show or hide what Kuma reports");
      await until("conditions again", async () => (await lines(1)).includes("Accepted=True"));
    });

    await test("a preview can look behind the load balancer", async () => {
      await command("Gateway Lens: Switch between before and after");
      await until("an address", async () => (await lines(1)).includes("203.0.113.7"));
      await shot("preview-3-ready");
    });

    await test("F12 in a preview leads to the source", async () => {
      const preview = page.locator(".editor-instance .monaco-editor[role='code']").nth(1);
      await preview.locator(".view-line", { hasText: "#   listener http: " }).first().click();
      await page.keyboard.press("F12");
      await until("the cursor in the source", async () =>
        /Ln (29|3\d), /.test(await page.locator(".statusbar-item", { hasText: /^Ln / }).textContent()),
      );
      await page.locator(".tab.active", { hasText: "gateway.yaml" }).first().waitFor();
      await shot("preview-4-definition");
    });

    await test("two releases side by side", async () => {
      await command("View: Close All Editors");
      await open("shop/cart.yaml");
      await command("Gateway Lens: Compare Kuma releases");
      await pick("As it is set now");
      await pick("Kuma 3.0-dev");
      await page.locator(".monaco-diff-editor").waitFor();
      await page.locator(".tab.active", { hasText: "Kuma now ↔ Kuma 3.0-dev" }).waitFor();
      await until("a difference", async () => (await page.locator(".monaco-diff-editor .line-insert").count()) > 0);
      await page.waitForTimeout(500);
      await shot("compare-1-releases");
      await command("View: Close Editor");
    });

    await test("saved and edited side by side, as one types", async () => {
      await open("shop/cart.yaml");
      const source = page.locator(".editor-instance .monaco-editor[role='code']").first();
      await source.locator(".view-line", { hasText: "value: /cart" }).first().click();
      await page.keyboard.press("End");
      await page.keyboard.type("s");
      await command("Gateway Lens: Compare generated resources with those of the saved files");
      await page.locator(".tab.active", { hasText: "saved ↔ edited" }).waitFor();
      await until("a difference", async () => (await page.locator(".monaco-diff-editor .line-insert").count()) > 0);
      await page.waitForTimeout(500);
      await shot("compare-2-saved");
      await command("View: Close Editor");
      await open("shop/cart.yaml");
      await command("File: Revert File");
    });

    await test("the release is switched where it is decided", async () => {
      await page.locator(".statusbar-item", { hasText: "Kuma 2.14" }).hover();
      await page.locator(".monaco-hover", { hasText: "Trace a request" }).waitFor();
      await page.waitForTimeout(300);
      await shot("status-1-hover");
      await page.locator(".statusbar-item", { hasText: "Kuma 2.14" }).click();
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "Kuma 2.13" }).waitFor();
      await shot("status-2-pick");
      await pick("Kuma 2.13");
      await page.locator(".statusbar-item", { hasText: "Kuma 2.13" }).waitFor();
      await until("the settings file", async () =>
        readFileSync(join(folder, ".gateway-lens.yaml"), "utf8").includes('kuma: "2.13"'),
      );
    });

    await test("a report has versions and no contents", async () => {
      await command("Gateway Lens: Report a problem");
      await until("the versions", async () => (await lines(0)).includes("- VS Code "));
      const text = await lines(0);
      assert.match(text, /a zone with Kuma 2\.13/);
      assert.doesNotMatch(text, /east|shop|cart/);
      await shot("report");
      await command("View: Revert and Close Editor");
    });

    await test("a newcomer is shown around in six steps", async () => {
      await command("Welcome: Open Walkthrough...");
      await pick("Gateway Lens: Gateway API for Kuma");
      await page.locator(".gettingStartedContainer .getting-started-step").nth(5).waitFor();
      await page.waitForTimeout(2000);
      await shot("walkthrough-1");
      await page.locator(".getting-started-step", { hasText: "See how it hangs together" }).click();
      await page.waitForTimeout(1500);
      await shot("walkthrough-2");
    });

    await test("an example can be tried without a folder of one's own", async () => {
      await command("Gateway Lens: Open an example");
      await page.locator(".monaco-editor .squiggly-error").first().waitFor({ timeout: 20_000 });
      await shot("example");
    });
  } catch (error) {
    await shot("chrome-failure");
    throw error;
  } finally {
    await browser.close();
    server.stop();
  }
}
