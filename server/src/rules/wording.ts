/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
export function oneOf(words: readonly (string | number)[]): string {
  const quoted = words.map((word) => (typeof word === "number" ? String(word) : `"${word}"`));
  const last = quoted.at(-1) ?? "";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
}

/** `Service`, `MeshService.kuma.io`. */
export function groupKindText({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return group === "" ? kind : `${kind}.${group}`;
}

/** What the server says about a field, without the field's name, which our sentence has already. */
export function detailOf({ field, detail }: { readonly field: string; readonly detail: string }): string {
  const named = `${field} in body `;
  return detail.startsWith(named) ? detail.slice(named.length) : detail;
}
