import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gatewayLens } from "../cli/gateway-lens.ts";

// `node test/run.mjs --script test/support/walkthrough-picture.ts` draws docs/walkthrough/topology.svg anew; a test holds it to the example.

const quiet = 'fill="var(--vscode-descriptionForeground,#666)"';
const word = 'fill="var(--vscode-foreground,#222)"';
const errorColour = "var(--vscode-editorError-foreground,#c00)";
const line = 'stroke="var(--vscode-descriptionForeground,#666)"';
const brokenLine = `stroke="${errorColour}" stroke-dasharray="5 3"`;
const box =
  'rx="5" fill="var(--vscode-editorWidget-background,#f8f8f8)" stroke="var(--vscode-editorWidget-border,#888)"';
const brokenBox = `rx="5" fill="var(--vscode-editorWidget-background,#f8f8f8)" stroke="${errorColour}" stroke-width="2"`;

/** The walkthrough's picture: of one team's namespace in examples/shop, with attributes, as VS Code takes styles out of pictures there. */
export function walkthroughPicture(): string {
  const { stdout } = gatewayLens(["graph", "examples/shop", "--namespace", "pay", "--format", "svg"]);
  return stdout
    .replace(/<style>.*?<\/style>\n/s, "")
    .replace('class="tip"', quiet)
    .replaceAll(/<g class="edge (\w+)"[^>]*>(.*)<\/g>/g, (_all, state: string, drawn: string) => {
      const isBroken = state === "broken";
      const text = `${isBroken ? `fill="${errorColour}"` : quiet} font-size="10"`;
      return `<g>${drawn
        .replace("<path ", `<path fill="none" ${isBroken ? brokenLine : line} `)
        .replaceAll("<text ", `<text ${text} `)}</g>`;
    })
    .replaceAll(/<g class="node (\w+)"[^>]*><title>.*?<\/title>(.*)<\/g>/g, (_all, state: string, drawn: string) => {
      const texts = drawn.replaceAll(/<text ([^>]*)>/g, (_tag, attributes: string) =>
        attributes.includes('class="kind"')
          ? `<text ${attributes.replace('class="kind"', `${quiet} font-size="10"`)}>`
          : `<text ${word} ${attributes}>`,
      );
      return `<g>${texts.replace("<rect ", `<rect ${state === "ok" ? box : brokenBox} `)}</g>`;
    })
    .replace('<g role="list">', "<g>");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync("docs/walkthrough/topology.svg", walkthroughPicture());
}
