// The packaged extension in a real workbench, used as a person uses it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCopy, launch, serve } from "./workbench.mjs";

export async function desktop({ test, vsix, artifacts }) {
  const folder = exampleCopy();
  const server = await serve({ install: vsix });
  const browser = await launch();
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 860 } })).newPage();
  const shot = (name) => page.screenshot({ path: join(artifacts, `${name}.png`) });

  const lines = async (group = 0) => {
    const editor = page.locator(".editor-instance .monaco-editor[role='code']").nth(group);
    return (await editor.locator(".view-line").allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
  };
  const command = async (name) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").first().fill(`>${name}`);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await page.keyboard.press("Enter");
  };
  const open = async (path) => {
    await page.keyboard.press("Control+P");
    await page.locator(".quick-input-widget input").first().fill(path);
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: path.split("/").at(-1) })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: path.split("/").at(-1) }).waitFor();
  };
  const goTo = async (line, column) => {
    await page.keyboard.press("Control+G");
    await page.locator(".quick-input-widget input").first().fill(`:${line}:${column}`);
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  };
  const until = async (what, holds) => {
    for (let n = 0; n < 100; n += 1) {
      if (await holds()) return;
      await page.waitForTimeout(150);
    }
    throw new Error(`waited in vain: ${what}\n${await lines(1).catch(() => "")}`);
  };
  const problems = async () => (await page.locator(".markers-panel .monaco-list-row").allInnerTexts()).join("\n");

  try {
    await test("opens a folder and underlines what is wrong", async () => {
      await page.goto(server.url(folder));
      await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
      await open("shop/catalog.yaml");
      await page.locator(".monaco-editor .squiggly-error").first().waitFor({ timeout: 60_000 });
      await shot("1-squiggle");
    });

    await test("lists findings of files that are not open", async () => {
      await page.keyboard.press("Control+Shift+M");
      await until("findings of both files", async () => {
        const text = await problems();
        return text.includes("parent-section-missing") && text.includes("checkout.yaml");
      });
      await shot("2-problems");
      await page.keyboard.press("Control+J");
    });

    await test("says in the status bar for which Kuma", async () => {
      const item = page.locator(".statusbar-item", { hasText: "Kuma 2.14" });
      await item.waitFor({ timeout: 20_000 });
      assert.match((await item.textContent()) ?? "", /east/);
    });

    await test("explains on hover, with the condition as Kuma writes it", async () => {
      await page
        .locator(".view-line span", { hasText: /^htps$/ })
        .last()
        .hover();
      const hover = page.locator(".monaco-hover", { hasText: "NoMatchingListenerHostname" }).first();
      await hover.waitFor({ timeout: 20_000 });
      await page.waitForTimeout(300);
      await shot("3-hover");
      await page.keyboard.press("Escape");
    });

    await test("applies a quick fix, after which the finding is gone", async () => {
      await page.locator(".view-line", { hasText: "sectionName: htps" }).click();
      await goTo(11, 21);
      await page.keyboard.press("Control+.");
      const action = page.locator(".action-widget .monaco-list-row", { hasText: "Change to" }).first();
      await action.waitFor({ timeout: 20_000 });
      await page.waitForTimeout(300);
      await shot("4-quick-fix");
      await action.click();
      await until(
        "the name is right",
        async () => !(await lines()).includes("htps\n") && (await lines()).includes("sectionName: https"),
      );
      await page.keyboard.press("Control+Shift+M");
      await until("the finding is gone", async () => !(await problems()).includes("parent-section-missing"));
      await page.keyboard.press("Control+J");
    });

    await test("shows the generated resources beside the source", async () => {
      await page.locator(".view-line", { hasText: "sectionName: https" }).first().click();
      await goTo(26, 12);
      await command("Gateway Lens: Show generated Kuma resources");
      await until("a MeshHTTPRoute", async () => (await lines(1)).includes("kind: MeshHTTPRoute"));
      await page.waitForTimeout(500);
      await shot("5-preview");
    });

    await test("refreshes the preview as one types", async () => {
      assert.match(await lines(1), /ResolvedRefs=False, BackendNotFound/);
      await page.locator(".view-line", { hasText: "sectionName: https" }).first().click();
      await goTo(41, 26);
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Backspace");
      await until("the backend is resolved", async () => (await lines(1)).includes("svc_8080"));
      await page.waitForTimeout(500);
      await shot("6-preview-after-typing");
    });

    await test("highlights in the preview what the cursor is on, and back", async () => {
      await goTo(39, 22);
      const marks = (group) =>
        page.locator(".editor-instance .monaco-editor[role='code']").nth(group).locator("[class*='ced-']").count();
      await until("a mark in the preview", async () => (await marks(1)) > 0);
      await shot("7-highlight");
      const preview = page.locator(".editor-instance .monaco-editor[role='code']").nth(1);
      await preview.locator(".view-line", { hasText: "PathPrefix" }).first().click();
      await until("a mark in the source", async () => (await marks(0)) > 0);
      await shot("8-highlight-back");
    });

    await test("writes nothing that was not asked for", async () => {
      assert.equal(
        readFileSync(join(folder, "pay", "checkout.yaml"), "utf8"),
        readFileSync(join(exampleCopy(), "pay", "checkout.yaml"), "utf8"),
      );
    });
  } catch (error) {
    await shot("desktop-failure");
    throw error;
  } finally {
    await browser.close();
    server.stop();
  }
}
