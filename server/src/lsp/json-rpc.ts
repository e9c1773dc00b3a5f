/** JSON-RPC 2.0 as the protocol uses it, over whatever carries messages. Small on purpose: the server is loaded on every start of an editor. */
export interface Transport {
  /** Messages in the order of their arrival; `end` once, when no more can come. */
  listen(receive: (message: unknown) => void, end: () => void): void;
  send(message: object): void;
}

export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Returned by a handler, it is sent as the request's error. */
export class ResponseError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const errorCodes = {
  invalidRequest: -32600,
  methodNotFound: -32601,
  internalError: -32603,
  serverNotInitialized: -32002,
  requestCancelled: -32800,
  contentModified: -32801,
  requestFailed: -32803,
} as const;

export interface Connection {
  onRequest<P>(method: string, handler: (params: P, token: CancellationToken) => unknown): void;
  onNotification<P>(method: string, handler: (params: P) => void): void;
  onClose(handler: () => void): void;
  sendRequest<R = unknown>(method: string, params?: unknown): Promise<R>;
  sendNotification(method: string, params?: unknown): void;
  /** Whether messages have come that no handler has seen yet. */
  hasWaiting(): boolean;
  listen(): void;
}

type Id = number | string;

interface Message {
  readonly id?: Id | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code?: number; readonly message?: string };
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * `soon` runs something after what is already waiting. Messages are handled one a turn, so that whoever waits a turn lets those
 * that have arrived go first; a cancellation is heard at once, and a request that is still waiting then is never run.
 */
export function createConnection(transport: Transport, soon: (run: () => void) => void): Connection {
  const requests = new Map<string, (params: never, token: CancellationToken) => unknown>();
  const notifications = new Map<string, (params: never) => void>();
  const closing: (() => void)[] = [];
  const pending = new Map<Id, Pending>();
  const running = new Map<Id, { isCancellationRequested: boolean }>();
  let queue: Message[] = [];
  let isScheduled = false;
  let lastId = 0;

  const send = (message: object) => transport.send({ jsonrpc: "2.0", ...message });
  const refuse = (id: Id, code: number, message: string) => send({ id, error: { code, message } });

  function receive(message: unknown): void {
    if (typeof message !== "object" || message === null) return;
    const received = message as Message;
    if (received.method === "$/cancelRequest") {
      cancel((received.params as { readonly id?: Id } | undefined)?.id);
      return;
    }
    queue.push(received);
    schedule();
  }

  function schedule(): void {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    soon(() => {
      isScheduled = false;
      const next = queue.shift();
      if (next !== undefined) handle(next);
      schedule();
    });
  }

  function cancel(id: Id | undefined): void {
    if (id === undefined) return;
    const waiting = queue.find((message) => message.id === id && message.method !== undefined);
    if (waiting !== undefined) {
      queue = queue.filter((message) => message !== waiting);
      refuse(id, errorCodes.requestCancelled, "cancelled");
      return;
    }
    const token = running.get(id);
    if (token !== undefined) token.isCancellationRequested = true;
  }

  function handle(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      if (id !== undefined && id !== null) settle(id, message);
    } else if (id === undefined || id === null) {
      // One handler's failure is its own: it has logged what it could.
      try {
        notifications.get(method)?.(params as never);
      } catch {}
    } else void answer(id, method, params);
  }

  async function answer(id: Id, method: string, params: unknown): Promise<void> {
    const handler = requests.get(method);
    if (handler === undefined) {
      refuse(id, errorCodes.methodNotFound, `there is no method ${method}`);
      return;
    }
    const token = { isCancellationRequested: false };
    running.set(id, token);
    try {
      const result = await handler(params as never, token);
      if (result instanceof ResponseError) refuse(id, result.code, result.message);
      else send({ id, result: result ?? null });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      refuse(id, error instanceof ResponseError ? error.code : errorCodes.internalError, message);
    } finally {
      running.delete(id);
    }
  }

  function settle(id: Id, { result, error }: Message): void {
    const asked = pending.get(id);
    pending.delete(id);
    if (error === undefined) asked?.resolve(result as never);
    else asked?.reject(new ResponseError(error.code ?? errorCodes.internalError, error.message ?? "failed"));
  }

  return {
    onRequest: (method, handler) => void requests.set(method, handler),
    onNotification: (method, handler) => void notifications.set(method, handler),
    onClose: (handler) => void closing.push(handler),
    sendRequest(method, params) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        send({ id, method, ...(params === undefined ? {} : { params }) });
      });
    },
    sendNotification(method, params) {
      send({ method, ...(params === undefined ? {} : { params }) });
    },
    hasWaiting: () => queue.length > 0,
    listen() {
      transport.listen(receive, () => {
        for (const { reject } of pending.values()) reject(new Error("the connection has ended"));
        pending.clear();
        for (const handler of closing) handler();
      });
    },
  };
}
