// Just enough DER to tell whether Go's crypto/x509 would take a private key.

export interface DerElement {
  /** Identifier octet: class, constructed bit and (low) tag number. */
  readonly tag: number;
  readonly content: Uint8Array;
}

export const derTag = { integer: 0x02, octets: 0x04, oid: 0x06, sequence: 0x30, explicit0: 0xa0 } as const;

/** The element at `at` and the offset behind it; `undefined` for what is not DER. */
export function derElement(
  bytes: Uint8Array,
  at: number,
): { readonly element: DerElement; readonly next: number } | undefined {
  const tag = bytes[at];
  const short = bytes[at + 1];
  // No key uses tags of more than one octet.
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let length = short;
  let content = at + 2;
  if (short > 0x7f) {
    const octets = short & 0x7f;
    // Indefinite lengths and lengths beyond any key are not for DER keys.
    if (octets === 0 || octets > 3) return undefined;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[content++] ?? 0);
    // DER wants the shortest form.
    if (length < 0x80 || length < 256 ** (octets - 1)) return undefined;
  }
  if (content + length > bytes.length) return undefined;
  return { element: { tag, content: bytes.subarray(content, content + length) }, next: content + length };
}

/** The elements of a SEQUENCE that starts at 0. `trailing` says whether bytes follow it. */
export function derSequence(
  bytes: Uint8Array,
): { readonly elements: readonly DerElement[]; readonly trailing: boolean } | undefined {
  const outer = derElement(bytes, 0);
  if (outer === undefined || outer.element.tag !== derTag.sequence) return undefined;
  const elements: DerElement[] = [];
  for (let at = 0; at < outer.element.content.length; ) {
    const inner = derElement(outer.element.content, at);
    if (inner === undefined) return undefined;
    elements.push(inner.element);
    at = inner.next;
  }
  return { elements, trailing: outer.next < bytes.length };
}

/** Two's complement, in its shortest form. */
export function derInteger(element: DerElement | undefined): bigint | undefined {
  if (element === undefined || element.tag !== derTag.integer) return undefined;
  const [first, second] = element.content;
  if (first === undefined) return undefined;
  if (second !== undefined && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80)))
    return undefined;
  const value = unsigned(element.content);
  return first >= 0x80 ? value - (1n << BigInt(element.content.length * 8)) : value;
}

export function unsigned(bytes: Uint8Array): bigint {
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function derOid(element: DerElement | undefined): string | undefined {
  if (element === undefined || element.tag !== derTag.oid || element.content.length === 0) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const [i, byte] of element.content.entries()) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) {
      if (i === element.content.length - 1) return undefined;
      continue;
    }
    if (arcs.length === 0) {
      const root = Math.min(Math.floor(arc / 40), 2);
      arcs.push(root, arc - root * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  return arcs.join(".");
}
