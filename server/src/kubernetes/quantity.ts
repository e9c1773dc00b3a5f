/** Amounts of resources. kubernetes: apimachinery api/resource quantity.go, scale_int.go */

const binary: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const decimalSuffix: Readonly<Record<number, string>> = {
  [-9]: "n",
  [-6]: "u",
  [-3]: "m",
  0: "",
  3: "k",
  6: "M",
  9: "G",
  12: "T",
  15: "P",
  18: "E",
};
const binarySuffix = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
/** Exponents beyond this make numbers that no machine has; they are left as written. */
const widest = 40;

interface Quantity {
  /** In billionths: the smallest amount that there is. */
  readonly nanos: bigint;
  readonly format: "decimal" | "binary" | "exponent";
}

/** As Kubernetes prints a quantity that it has read: `1000m` is `1`, `1024Mi` is `1Gi`. What is no quantity stays as it is. */
export function canonicalQuantity(written: string | number): string {
  const text = String(written);
  const quantity = parseQuantity(text);
  return quantity === undefined ? text : printQuantity(quantity);
}

/** The amount in thousandths, rounded up; `undefined` for what is no quantity. */
export function milliQuantity(written: string | number): number | undefined {
  const quantity = parseQuantity(String(written));
  return quantity === undefined ? undefined : Number(ceilDiv(quantity.nanos, 10n ** 6n));
}

function parseQuantity(text: string): Quantity | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eE][+-]?\d+)|([KMGTPE]i)|([numkMGTPE]?))$/.exec(text);
  if (match === null || text.length > 60) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent, power, suffix = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(`${whole}${fraction}` || "0");
  const scale = exponent !== undefined ? Number(exponent.slice(1)) : (decimal[suffix] ?? 0);
  if (Math.abs(scale) > widest) return undefined;
  let nanos = shift(digits, 9 + (power === undefined ? scale : 0) - fraction.length, power);
  if (sign === "-") nanos = -nanos;
  const format = power !== undefined ? "binary" : exponent !== undefined ? "exponent" : "decimal";
  return { nanos, format };
}

/** `digits` times ten to the `scale`, and times the binary power; rounded up to a whole billionth. */
function shift(digits: bigint, scale: number, power: string | undefined): bigint {
  const scaled = digits * 1024n ** BigInt(power === undefined ? 0 : (binary[power] ?? 0));
  return scale >= 0 ? scaled * 10n ** BigInt(scale) : ceilDiv(scaled, 10n ** BigInt(-scale));
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return a > 0n && a % b !== 0n ? a / b + 1n : a / b;
}

function printQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return "0";
  const isWhole = nanos % 10n ** 9n === 0n;
  // Below 1Ki and for parts of a unit, binary amounts are printed in decimal.
  if (format === "binary" && isWhole && abs(nanos) >= 1024n * 10n ** 9n) {
    let amount = nanos / 10n ** 9n;
    let power = 0;
    while (amount % 1024n === 0n && power < 6) {
      amount /= 1024n;
      power++;
    }
    return `${amount}${binarySuffix[power]}`;
  }
  let amount = nanos;
  let exponent = -9;
  while (amount % 1000n === 0n && exponent < 18) {
    amount /= 1000n;
    exponent += 3;
  }
  if (format === "exponent") return exponent === 0 ? `${amount}` : `${amount}e${exponent}`;
  return `${amount}${decimalSuffix[exponent]}`;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}
