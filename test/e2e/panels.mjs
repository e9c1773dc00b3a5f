// The panels: topology and request trace, as a person uses them.
import assert from "node:assert/strict";
import { driver } from "./driver.mjs";
import { exampleCopy, launch, serve } from "./workbench.mjs";

export async function panels({ test, vsix, artifacts }) {
  const folder = exampleCopy();
  const server = await serve({ install: vsix, more: { "workbench.colorTheme": "Default Dark Modern" } });
  const browser = await launch();
  const page = await (await browser.newContext({ viewport: { width: 1500, height: 900 } })).newPage();
  const { command, goTo, open, until, lines, shot, panel } = driver(page, artifacts);

  try {
    let picture;
    await test("draws the cluster beside the source", async () => {
      await page.goto(server.url(folder));
      await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });
      await open("shop/catalog.yaml");
      await page.locator(".monaco-editor .squiggly-error").first().waitFor({ timeout: 60_000 });
      await command("Gateway Lens: Show topology");
      picture = await panel("#picture svg");
      await picture.locator("g.node.missing").first().waitFor();
      await page.waitForTimeout(500);
      await shot("topology-1");
    });

    await test("marks what is broken, with the reason", async () => {
      assert.match(
        await picture
          .locator("g.edge.broken")
          .allTextContents()
          .then((all) => all.join(" ")),
        /\w/,
      );
      assert.match(await picture.locator("#summary").textContent(), /nodes, .* broken/);
    });

    await test("filters by namespace and by gateway", async () => {
      const count = () => picture.locator("g.node").count();
      const all = await count();
      await picture.locator("#namespace").selectOption("pay");
      await until("fewer nodes", async () => (await count()) < all);
      await shot("topology-2-filtered");
      await picture.locator("#namespace").selectOption("");
      await until("all nodes", async () => (await count()) === all);
    });

    await test("follows what is typed", async () => {
      const broken = () => picture.locator("g.edge.broken").count();
      const before = await broken();
      await page.locator(".view-line", { hasText: "sectionName: htps" }).click();
      await goTo(41, 26);
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Backspace");
      await until("one less is broken", async () => (await broken()) < before);
      await shot("topology-3-mended");
    });

    await test("arrow keys go from node to node, Enter to the source", async () => {
      await picture.locator("g.node[aria-label^='GatewayClass']").first().focus();
      await page.keyboard.press("ArrowRight");
      const focused = () => picture.locator("g.node:focus").getAttribute("aria-label");
      assert.match(await focused(), /^Gateway /);
      await page.keyboard.press("ArrowRight");
      assert.match(await focused(), /^Listener /);
      await shot("topology-4-focus");
      await page.keyboard.press("Enter");
      await page.locator(".tab.active", { hasText: "gateway.yaml" }).waitFor();
      await until("the Gateway's source", async () => (await lines()).includes("listeners:"));
      await shot("topology-5-source");
    });

    await test("traces a request to its rule", async () => {
      await open("shop/cart.yaml");
      await goTo(18, 20);
      await command("Gateway Lens: Trace a request");
      const form = await panel("#form");
      await until("the rule under the cursor", async () => (await form.locator("section").count()) > 0);
      assert.equal(await form.locator("#url").inputValue(), "https://shop.example.com/cart");
      await form.locator("#url").fill("https://shop.example.com/cart?color=red");
      await form.locator("#url").press("Enter");
      await form.locator("section h2").first().waitFor();
      await until("the query", async () => (await form.locator("#result").textContent()).includes("shop/search"));
      assert.match(await form.locator("section").first().textContent(), /HTTPRoute shop\/cart/);
      await page.waitForTimeout(300);
      await shot("trace-1");
      await form.locator("button.link").first().click();
      await page.locator(".tab.active", { hasText: "cart.yaml" }).waitFor();
      await shot("trace-2-source");
    });
  } catch (error) {
    await shot("panels-failure");
    throw error;
  } finally {
    await browser.close();
    server.stop();
  }
}
