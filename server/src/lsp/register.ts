import type { CancellationToken, ResponseError } from "./json-rpc.ts";
import type { Position } from "./positions.ts";
import type { Session } from "./session.ts";

export interface PositionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

export type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError>;
export type Run<P, R> = (session: Session, params: P) => R | Promise<R>;

/** How a group of features answers its methods; see `registerHandlers`. */
export interface Register {
  on<P, R>(method: string, handler: Handler<P, R>): void;
  answer<P, R>(method: string, nothing: R, run: Run<P, R>): Handler<P, R>;
  lazyAnswer<P extends { readonly textDocument: { readonly uri: string } }, R>(
    method: string,
    nothing: R,
    run: Run<P, R>,
  ): Handler<P, R>;
}
