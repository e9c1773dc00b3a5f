// What the API server's string formats accept. Each is a plain scan or a linear expression.

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;
const digits = /^[0-9]{1,3}$/;
const hexadecimal = /^[0-9a-fA-F]{1,4}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

// kube-openapi: strfmt `byte`
export function isBase64(text: string): boolean {
  return base64.test(text);
}

export function isDateTime(text: string): boolean {
  return dateTime.test(text);
}

// kube-openapi: strfmt `ipv4`, which is net.ParseIP of a text with a dot in it
export function isIPv4(text: string): boolean {
  return text.includes(".") && isIP(text);
}

// kube-openapi: strfmt `ipv6`
export function isIPv6(text: string): boolean {
  return text.includes(":") && isIP(text);
}

// go: net.ParseIP (no zones, no leading zeros)
export function isIP(text: string): boolean {
  if (text.length > 45) return false;
  return text.includes(":") ? isColonForm(text) : isDottedForm(text);
}

function isDottedForm(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every(isOctet);
}

function isOctet(part: string): boolean {
  return digits.test(part) && (part.length === 1 || !part.startsWith("0")) && Number(part) <= 255;
}

function isColonForm(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const left = groups(halves[0] ?? "", halves.length === 1);
  const right = halves.length === 1 ? 0 : groups(halves[1] ?? "", true);
  if (left === undefined || right === undefined) return false;
  return halves.length === 1 ? left === 8 : left + right < 8;
}

/** How many groups of 16 bits a part of an IPv6 address has; undefined where it is none. */
function groups(part: string, mayEndDotted: boolean): number | undefined {
  if (part === "") return 0;
  const words = part.split(":");
  const last = words.at(-1) ?? "";
  const dotted = mayEndDotted && last.includes(".");
  if (dotted && !isDottedForm(last)) return undefined;
  const plain = dotted ? words.slice(0, -1) : words;
  return plain.every((word) => hexadecimal.test(word)) ? plain.length + (dotted ? 2 : 0) : undefined;
}

const durationPart = /([0-9]*)(\.[0-9]*)?(ns|us|µs|μs|ms|s|m|h)/y;
const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

// go: time.ParseDuration
/** In nanoseconds; undefined for what is no duration. */
export function parseDuration(text: string): number | undefined {
  const negative = text.startsWith("-");
  const body = negative || text.startsWith("+") ? text.slice(1) : text;
  if (body === "0") return 0;
  if (body === "") return undefined;
  const part = new RegExp(durationPart);
  let total = 0;
  while (part.lastIndex < body.length) {
    const found = part.exec(body);
    if (found === null) return undefined;
    const [, whole = "", fraction = "", unit = ""] = found;
    if (whole === "" && fraction.length < 2) return undefined;
    total += Number(`${whole === "" ? "0" : whole}${fraction === "." ? "" : fraction}`) * (nanoseconds[unit] ?? 0);
    if (total >= 2 ** 63) return undefined;
  }
  return negative ? -total : total;
}
