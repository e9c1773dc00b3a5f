import type { Severity } from "../diagnostic.ts";
import type { Report } from "./finding.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands of GitHub Actions: an annotation on the line of each finding. */
export function reportGithub({ findings }: Report): string {
  return findings
    .map(({ path, range, code, severity, message, because }) => {
      const properties = [
        ...(path === "-" ? [] : [`file=${property(path)}`]),
        `line=${range.start.line}`,
        `endLine=${range.end.line}`,
        // GitHub marks columns only within one line.
        ...(range.start.line === range.end.line ? [`col=${range.start.column}`, `endColumn=${range.end.column}`] : []),
        `title=${property(code)}`,
      ];
      return `::${commands[severity]} ${properties.join(",")}::${data(because === undefined ? message : `${message}\n${because}`)}\n`;
    })
    .join("");
}

const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
