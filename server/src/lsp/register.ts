import { type CancellationToken, type Connection, errorCodes, ResponseError } from "./json-rpc.ts";
import type { Position } from "./positions.ts";
import type { Session } from "./session.ts";

export interface PositionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** Finds an answer without waiting for anything: it may be interrupted, and begun again. */
export type Run<P, R> = (session: Session, params: P) => R;
/** What has to be there before it is looked for. */
export type Prepare<P> = (session: Session, params: P) => Promise<void>;

/**
 * How a group of features answers its methods. All share this: no answer before `initialize`, work in slices, which a cancelled
 * request gives up, and a failure is logged and answered with `nothing`: the server goes on.
 */
export interface Register {
  answer<P, R>(method: string, nothing: R, run: Run<P, R | ResponseError>, prepare?: Prepare<P>): void;
  /**
   * For what an editor asks of its own accord while one types: about a text that is no longer, the answer is `ContentModified`,
   * so that the editor asks again.
   */
  lazyAnswer<P extends DocumentParams, R>(method: string, nothing: R, run: Run<P, R | ResponseError>): void;
}

export function createRegister(connection: Connection, current: () => Session | ResponseError): Register {
  function on<P, R>(
    method: string,
    nothing: R,
    run: Run<P, R | ResponseError>,
    outdated: (session: Session, params: P) => () => ResponseError | undefined,
    prepare?: Prepare<P>,
  ): void {
    connection.onRequest(method, async (params: P, token: CancellationToken): Promise<R | ResponseError> => {
      const session = current();
      if (session instanceof ResponseError) return session;
      const isOutdated = outdated(session, params);
      const stopped = () =>
        token.isCancellationRequested ? new ResponseError(errorCodes.requestCancelled, "cancelled") : isOutdated();
      try {
        await prepare?.(session, params);
        return await session.turns.answer(() => run(session, params), stopped);
      } catch (error) {
        session.log.error(error, method);
        return nothing;
      }
    });
  }

  return {
    answer: (method, nothing, run, prepare) => on(method, nothing, run, () => () => undefined, prepare),
    lazyAnswer: (method, nothing, run) =>
      on(method, nothing, run, ({ documents }, { textDocument }) => {
        const version = documents.get(textDocument.uri)?.version;
        return () =>
          documents.get(textDocument.uri)?.version === version
            ? undefined
            : new ResponseError(errorCodes.contentModified, "the document has changed since");
      }),
  };
}

/** Of a question about the whole workspace. */
export const allRead: Prepare<unknown> = ({ ready }) => ready;
