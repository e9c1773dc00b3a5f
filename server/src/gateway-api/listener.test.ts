import assert from "node:assert/strict";
import { test } from "node:test";
import { pendingGatewayClass } from "./condition.ts";
import { hostnameConflicts, protocolConflicts } from "./listener.ts";

const on = (port: number, protocol: string, hostname?: string) =>
  hostname === undefined ? { port, protocol } : { port, protocol, hostname };
const isHttp = ({ protocol }: { readonly protocol: string }) => protocol.startsWith("HTTP");

test("listeners that share port and written hostname conflict, whatever their protocols", () => {
  const listeners = [on(80, "HTTP", "a.com"), on(80, "TCP", "a.com"), on(81, "HTTP", "a.com"), on(80, "HTTP", "b.com")];
  assert.deepEqual([...hostnameConflicts(listeners)], [0, 1]);
  assert.deepEqual([...hostnameConflicts([on(80, "HTTP"), on(80, "HTTPS")])], []);
});

test("all listeners of a port lose where their protocols differ, but only those that count", () => {
  const listeners = [on(80, "HTTP"), on(80, "HTTPS", "a.com"), on(81, "HTTP"), on(81, "TCP"), on(80, "HTTP", "b.com")];
  assert.deepEqual([...protocolConflicts(listeners, isHttp)], [0, 1, 4]);
});

test("a class that nobody looks at waits, or is pending, as its bundle has it", () => {
  assert.equal(pendingGatewayClass("1.0.0")[0]?.reason, "Waiting");
  assert.equal(pendingGatewayClass("1.1.1")[0]?.reason, "Waiting");
  assert.equal(pendingGatewayClass("1.2.0")[0]?.reason, "Pending");
  assert.equal(pendingGatewayClass("1.10")[0]?.reason, "Pending");
});
