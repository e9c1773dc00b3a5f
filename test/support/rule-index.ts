import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rules } from "../../server/src/rules/registry.ts";

// `node test/run.mjs --script test/support/rule-index.ts` writes docs/rules/README.md anew; a test holds it to the pages.

/** The index of all findings, from the head of each page. */
export function ruleIndex(): string {
  const rows = rules.map(({ code }) => {
    const page = readFileSync(`docs/rules/${code}.md`, "utf8");
    const [, severity = "", since = "", text = ""] = /^\*\*(.+?)\*\* · (.+)\n\n([\s\S]*?)(?:\n\n|$)/m.exec(page) ?? [];
    return `| [${code}](${code}.md) | ${severity} | ${since} | ${firstSentence(text)} |`;
  });
  return `# All findings

Each finding has a code, which is the name of its page, the word of a suppression (\`# gateway-lens-disable-next-line CODE -- reason\`), a key of
\`rules\` in \`.gateway-lens.yaml\`, and the argument of \`gateway-lens explain\`. A code never changes its meaning.

The examples on the pages are tests. Around each of them stands [a small world](world.yaml): a mesh, a Gateway, two Services, a certificate.

| code | severity | where | what it says |
|---|---|---|---|
${rows.join("\n")}
`;
}

function firstSentence(text: string): string {
  const line = text.replaceAll("\n", " ");
  return /^.*?\.(?= [A-Z`]|$)/.exec(line)?.[0] ?? line;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync("docs/rules/README.md", ruleIndex());
