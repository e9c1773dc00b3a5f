/** Where this repository is published; a placeholder until it is. */
export const repositoryUrl = "https://github.com/gateway-lens/gateway-lens";

/** The page that explains a finding. */
export function pageOf(code: string): string {
  return `${repositoryUrl}/blob/main/docs/rules/${code}.md`;
}
