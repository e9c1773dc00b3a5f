// Hands and eyes for a workbench: what every suite does again and again.
import { join } from "node:path";

export function driver(page, artifacts) {
  const until = async (what, holds) => {
    for (let n = 0; n < 100; n += 1) {
      if (await holds()) return;
      await page.waitForTimeout(150);
    }
    throw new Error(`waited in vain: ${what}`);
  };
  const quickInput = async (text, row) => {
    await page.locator(".quick-input-widget input").first().fill(text);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().waitFor();
    await page.keyboard.press("Enter");
  };
  return {
    until,
    /** Chooses in the list that is open. */
    async pick(row) {
      const found = page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first();
      await found.waitFor();
      await found.click();
    },
    shot: (name) => page.screenshot({ path: join(artifacts, `${name}.png`) }),
    async lines(group = 0) {
      const editor = page.locator(".editor-instance .monaco-editor[role='code']").nth(group);
      return (await editor.locator(".view-line").allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
    },
    async command(name) {
      const rows = page.locator(".quick-input-list .monaco-list-row", { hasText: name });
      // The palette lists what can be done when it opens: an editor that has just come to the front may not count yet.
      await until(`"${name}" in the palette`, async () => {
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget input").first().fill(`>${name}`);
        const listed = rows.first().waitFor({ timeout: 3_000 });
        return listed.then(
          () => true,
          () => page.keyboard.press("Escape").then(() => false),
        );
      });
      // "Close Editor" is also a part of "Close Editors in Group".
      const exact = page.locator(`.monaco-list-row[aria-label="${name}"], .monaco-list-row[aria-label^="${name},"]`);
      await ((await exact.count()) > 0 ? exact : rows).first().click();
    },
    async goTo(line, column) {
      await page.keyboard.press("Control+G");
      await page.locator(".quick-input-widget input").first().fill(`:${line}:${column}`);
      const row = page.locator(".quick-input-list .monaco-list-row", { hasText: `line ${line} at column ${column}` });
      await row.first().click();
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    },
    async open(path) {
      await page.keyboard.press("Control+P");
      await quickInput(path, path.split("/").at(-1));
      await page.locator(".tab.active", { hasText: path.split("/").at(-1) }).waitFor();
    },
    /** The page of a webview, once it shows what is looked for: a frame in a frame. */
    async panel(selector) {
      for (let n = 0; n < 200; n += 1) {
        for (const frame of page.frames()) {
          const found = await frame
            .locator(selector)
            .count()
            .catch(() => 0);
          if (found > 0) return frame;
        }
        await page.waitForTimeout(100);
      }
      throw new Error(`no panel shows ${selector}`);
    },
  };
}
