/** The page of a finding. All pages are part of this bundle, which only `explain` loads: nothing is fetched. */
export async function pageOf(code: string): Promise<string | undefined> {
  if (!/^[a-z0-9-]+$/.test(code)) return undefined;
  try {
    const page: { readonly default: string } = await import(`../../../docs/rules/${code}.md`);
    return page.default;
  } catch {
    return undefined;
  }
}
