import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Connection, createConnection, ResponseError, type Transport } from "./json-rpc.ts";
import { createFrames } from "./node-transport.ts";

/** Two ends in one process. */
function pair(): readonly [Connection, Connection] {
  const receivers: ((message: unknown) => void)[] = [];
  const end = (own: number): Transport => ({
    listen: (receive) => {
      receivers[own] = receive;
    },
    send: (message) => receivers[1 - own]?.(JSON.parse(JSON.stringify(message))),
  });
  return [createConnection(end(0), setImmediate), createConnection(end(1), setImmediate)];
}

test("requests are answered, also with errors, and unknown ones refused", async () => {
  const [client, server] = pair();
  server.onRequest("double", (n: number) => n * 2);
  server.onRequest("nothing", () => undefined);
  server.onRequest("refuse", () => new ResponseError(-32801, "changed"));
  server.onRequest("fail", () => {
    throw new Error("broken");
  });
  client.listen();
  server.listen();
  assert.equal(await client.sendRequest("double", 21), 42);
  assert.equal(await client.sendRequest("nothing"), null);
  await assert.rejects(client.sendRequest("refuse"), { code: -32801 });
  await assert.rejects(client.sendRequest("fail"), { code: -32603, message: "broken" });
  await assert.rejects(client.sendRequest("unheardOf"), { code: -32601 });
});

test("a cancelled request that still waits is never run; one that runs is told", async () => {
  const [client, server] = pair();
  let ran = 0;
  server.onRequest("work", async (_params, token) => {
    ran += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return token.isCancellationRequested;
  });
  client.listen();
  server.listen();
  const waiting = client.sendRequest("work");
  client.sendNotification("$/cancelRequest", { id: 1 });
  await assert.rejects(waiting, { code: -32800 });
  assert.equal(ran, 0);
  const running = client.sendRequest("work");
  await new Promise((resolve) => setTimeout(resolve, 5));
  client.sendNotification("$/cancelRequest", { id: 2 });
  assert.equal(await running, true);
});

test("a notification whose handler fails ends nothing", async () => {
  const [client, server] = pair();
  server.onNotification("bad", () => {
    throw new Error("broken");
  });
  server.onRequest("ping", () => "pong");
  client.listen();
  server.listen();
  client.sendNotification("bad");
  client.sendNotification("unheardOf");
  assert.equal(await client.sendRequest("ping"), "pong");
});

test("messages are found however the bytes are cut", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.array(fc.nat({ max: 40 })), (values, cuts) => {
      const bytes = Buffer.concat(
        values.map((value) => {
          const body = Buffer.from(JSON.stringify({ value }));
          return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\nContent-Type: x\r\n\r\n`), body]);
        }),
      );
      const seen: unknown[] = [];
      const read = createFrames((message) => seen.push(message));
      let at = 0;
      for (const cut of cuts) {
        read(bytes.subarray(at, at + cut));
        at += cut;
      }
      read(bytes.subarray(at));
      assert.deepEqual(
        seen,
        values.map((value) => JSON.parse(JSON.stringify({ value }))),
      );
    }),
    { seed: 3 },
  );
});

test("what is no message is left out, and the next one heard", () => {
  const seen: unknown[] = [];
  const read = createFrames((message) => seen.push(message));
  read(Buffer.from("Hello: 1\r\n\r\nContent-Length: 3\r\n\r\n{{{Content-Length: 2\r\n\r\n{}"));
  assert.deepEqual(seen, [{}]);
});
