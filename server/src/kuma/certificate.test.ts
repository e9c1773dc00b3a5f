import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import type { Secret } from "../kubernetes/kinds/secret.ts";
import { certificateVerdict } from "./certificate.ts";

const certificate = "-----BEGIN CERTIFICATE-----\nbm90IHJlYWQ=\n-----END CERTIFICATE-----\n";
const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

const secret = (key: string, crt: string = certificate, type = "kubernetes.io/tls"): Secret => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "cert", namespace: "infra" },
  type,
  data: {
    "tls.key": Buffer.from(key, "latin1").toString("base64"),
    "tls.crt": Buffer.from(crt, "latin1").toString("base64"),
  },
});

const pkcs8 = (key: typeof rsa) => key.export({ type: "pkcs8", format: "pem" }).toString();
const accepted = (key: string, crt?: string) => certificateVerdict(secret(key, crt)) === "ok";

test("forms of keys", () => {
  assert.ok(accepted(pkcs8(rsa)));
  assert.ok(accepted(pkcs8(ec)));
  assert.ok(accepted(rsa.export({ type: "pkcs1", format: "pem" }).toString()));
  assert.ok(accepted(ec.export({ type: "sec1", format: "pem" }).toString()));
  for (const namedCurve of ["P-224", "P-384", "P-521"]) {
    assert.ok(accepted(pkcs8(generateKeyPairSync("ec", { namedCurve }).privateKey)), namedCurve);
  }
});

test("keys that Kuma does not take", () => {
  assert.ok(!accepted(pkcs8(generateKeyPairSync("ed25519").privateKey)));
  assert.ok(!accepted(pkcs8(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey)));
  assert.ok(!accepted(rsa.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }).toString()));
  assert.ok(!accepted(rsa.export({ type: "pkcs1", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }).toString()));
  assert.ok(!accepted("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
});

test("what else may stand in the two entries", () => {
  const key = pkcs8(ec);
  assert.ok(accepted(key, certificate + certificate), "a chain");
  assert.ok(accepted(certificate, key), "swapped");
  assert.ok(accepted(`some text\n${key}`, `\n\nother text\n${certificate}`), "text around");
  assert.ok(accepted(key.replaceAll("\n", "\r\n"), certificate.replaceAll("\n", "\r\n")), "CRLF");
  assert.ok(accepted(key, certificate.trimEnd()), "no line break at the end");
  assert.ok(accepted(key, certificate.replaceAll("CERTIFICATE", "TRUSTED CERTIFICATE")));
  assert.ok(!accepted(key.trimEnd()), "the texts grow together");
  assert.ok(!accepted(key, key + certificate), "two keys");
  assert.ok(!accepted(key, certificate.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST")));
  assert.ok(!accepted(`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${key}`));
  assert.ok(!accepted("", certificate) && !accepted(key, "") && !accepted("", "") && !accepted("x", "y"));
});

test("the type is told first", () => {
  assert.deepEqual(certificateVerdict(secret("", "", "Opaque")), {
    reason: 'only secrets of type "kubernetes.io/tls" are supported',
  });
});
