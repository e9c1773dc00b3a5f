// go: encoding/base64 (StdEncoding): line breaks are skipped anywhere, padding is required, nothing may follow it.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Value of a character, or -1. */
const sextets: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  alphabet.indexOf(String.fromCharCode(code)),
);

const lineFeed = 10;
const carriageReturn = 13;
const equals = 61;

export interface IllegalBase64 {
  /** Offset of the first byte that cannot be, as Go tells it. */
  readonly illegalAt: number;
}

export function isIllegal(decoded: Uint8Array | IllegalBase64): decoded is IllegalBase64 {
  return "illegalAt" in decoded;
}

export function decodeBase64(text: string): Uint8Array | IllegalBase64 {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let written = 0;
  let bits = 0;
  let held = 0;
  let at = 0;
  const skipLineBreaks = () => {
    while (at < text.length && (text.charCodeAt(at) === lineFeed || text.charCodeAt(at) === carriageReturn)) at++;
  };
  for (skipLineBreaks(); at < text.length; skipLineBreaks()) {
    const code = text.charCodeAt(at);
    if (code === equals) break;
    const value = sextets[code] ?? -1;
    if (value < 0) return { illegalAt: at };
    at++;
    bits = (bits << 6) | value;
    if (++held === 4) {
      bytes[written++] = bits >> 16;
      bytes[written++] = bits >> 8;
      bytes[written++] = bits;
      bits = 0;
      held = 0;
    }
  }
  if (held === 0) return at < text.length ? { illegalAt: at } : bytes.subarray(0, written);
  if (held === 1 || at >= text.length) return { illegalAt: at - held };
  at++;
  if (held === 2) {
    skipLineBreaks();
    if (text.charCodeAt(at) !== equals) return { illegalAt: at };
    at++;
  }
  skipLineBreaks();
  if (at < text.length) return { illegalAt: at };
  bytes[written++] = held === 2 ? bits >> 4 : bits >> 10;
  if (held === 3) bytes[written++] = bits >> 2;
  return bytes.subarray(0, written);
}

/** Of a text's UTF-8 form. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    encoded += second === undefined ? "=" : alphabet.charAt((bits >> 6) & 63);
    encoded += third === undefined ? "=" : alphabet.charAt(bits & 63);
  }
  return encoded;
}
