import { decodeBase64, isIllegal } from "../kubernetes/base64.ts";
import type { Secret } from "../kubernetes/kinds/secret.ts";
import { pemBlocks } from "./pem.ts";
import { privateKeySort } from "./private-key.ts";

/** Whether Kuma takes a Secret as a listener's certificate; `reason` is the message of its condition. Keeps nothing of the Secret. */
export type CertificateVerdict = "ok" | { readonly reason: string };

const tlsType = "kubernetes.io/tls";
const malformed: CertificateVerdict = { reason: "malformed secret" };

// kuma: secret_convertion.go
export function certificateVerdict(secret: Secret): CertificateVerdict {
  if (secret.type !== tlsType) return { reason: `only secrets of type "${tlsType}" are supported` };
  const key = bytesOf(secret, "tls.key");
  const certificate = bytesOf(secret, "tls.crt");
  if (key === undefined || certificate === undefined) return malformed;
  // The entries are put together before they are read, so a key without a final line break swallows the first certificate.
  return isServerSecret(key + certificate) ? "ok" : malformed;
}

/** An entry as a binary string; "" where it is missing. */
function bytesOf(secret: Secret, entry: string): string | undefined {
  const bytes = decodeBase64(secret.data?.[entry] ?? "");
  if (isIllegal(bytes)) return undefined;
  let text = "";
  // In portions, since arguments are limited.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** One private key that can be read, and at least one certificate, which nobody reads: neither its content nor whether they belong together. */
function isServerSecret(pem: string): boolean {
  const blocks = pemBlocks(pem);
  const keys = blocks.filter(({ type }) => type.endsWith("PRIVATE KEY"));
  const certificates = blocks.filter(({ type }) => type.endsWith("CERTIFICATE"));
  const [key] = keys;
  if (key === undefined || keys.length > 1 || certificates.length === 0) return false;
  if (keys.length + certificates.length < blocks.length) return false;
  return privateKeySort(key.bytes) !== undefined;
}
