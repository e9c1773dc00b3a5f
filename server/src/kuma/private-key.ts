// go: crypto/x509 ParsePKCS1PrivateKey, ParsePKCS8PrivateKey, ParseECPrivateKey

import { type DerElement, derElement, derInteger, derOid, derSequence, derTag, unsigned } from "./der.ts";

const rsaEncryption = "1.2.840.113549.1.1.1";
const ecPublicKey = "1.2.840.10045.2.1";

/** Order of the base point of each curve that Go knows, by its name's identifier. */
const curveOrders: ReadonlyMap<string, bigint> = new Map([
  ["1.3.132.0.33", 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn],
  ["1.2.840.10045.3.1.7", 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  ["1.3.132.0.34", 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n],
  [
    "1.3.132.0.35",
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  ],
]);

/** Of what sort a key is that Kuma can serve with. Ed25519 and others parse in Go, but Kuma takes none but these two. */
export function privateKeySort(der: Uint8Array): "rsa" | "ecdsa" | undefined {
  if (isRsaKey(der)) return "rsa";
  return pkcs8Sort(der) ?? (isEcKey(der, undefined) ? "ecdsa" : undefined);
}

function isRsaKey(der: Uint8Array): boolean {
  const key = derSequence(der);
  if (key === undefined || key.trailing) return false;
  const numbers = key.elements.slice(0, 9).map(derInteger);
  const [version, n, e, d, p, q] = numbers;
  if (numbers.length < 9 || numbers.some((number) => number === undefined)) return false;
  if (version === undefined || n === undefined || e === undefined || d === undefined) return false;
  if (p === undefined || q === undefined || version > 1n) return false;
  if (n <= 0n || d <= 0n || p <= 1n || q <= 1n || e < 2n) return false;
  if (version === 1n) return isMultiPrime(key.elements[9], n, e, d, [p, q]);
  return isConsistent(n, e, d, [p, q]);
}

/** Version 1 carries further primes: a sequence of (prime, exponent, coefficient). */
function isMultiPrime(
  others: DerElement | undefined,
  n: bigint,
  e: bigint,
  d: bigint,
  primes: readonly bigint[],
): boolean {
  if (others === undefined) return isConsistent(n, e, d, primes);
  if (others.tag !== derTag.sequence) return false;
  const all = [...primes];
  for (let at = 0; at < others.content.length; ) {
    const other = derElement(others.content, at);
    const prime = other === undefined ? undefined : derInteger(derElement(other.element.content, 0)?.element);
    if (other === undefined || prime === undefined || prime <= 1n) return false;
    all.push(prime);
    at = other.next;
  }
  return isConsistent(n, e, d, all);
}

function isConsistent(n: bigint, e: bigint, d: bigint, primes: readonly bigint[]): boolean {
  return (
    primes.reduce((product, prime) => product * prime, 1n) === n &&
    primes.every((prime) => (e * d - 1n) % (prime - 1n) === 0n)
  );
}

function pkcs8Sort(der: Uint8Array): "rsa" | "ecdsa" | undefined {
  const elements = derSequence(der)?.elements;
  const [version, algorithm, key] = elements ?? [];
  if (derInteger(version) === undefined || algorithm?.tag !== derTag.sequence || key?.tag !== derTag.octets)
    return undefined;
  const name = derElement(algorithm.content, 0);
  const oid = derOid(name?.element);
  if (oid === rsaEncryption) return isRsaKey(key.content) ? "rsa" : undefined;
  if (oid !== ecPublicKey || name === undefined) return undefined;
  const curve = derOid(derElement(algorithm.content, name.next)?.element);
  return isEcKey(key.content, curve) ? "ecdsa" : undefined;
}

/** `curve` is what an enclosing PKCS#8 names, and then decides. */
function isEcKey(der: Uint8Array, curve: string | undefined): boolean {
  const [version, key, ...rest] = derSequence(der)?.elements ?? [];
  if (derInteger(version) !== 1n || key?.tag !== derTag.octets) return false;
  const parameters = rest.find((element) => element.tag === derTag.explicit0);
  const named = curve ?? (parameters === undefined ? undefined : derOid(derElement(parameters.content, 0)?.element));
  const order = named === undefined ? undefined : curveOrders.get(named);
  return order !== undefined && unsigned(key.content) < order;
}
