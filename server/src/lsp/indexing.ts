import type { Host } from "./host.ts";
import type { Connection } from "./json-rpc.ts";
import type { Session } from "./session.ts";

/** The workspace is read and checked for the first time, and the client shows how far that is. */
export interface Indexing {
  /** Resolves when everything has been read. */
  readonly ready: Promise<void>;
  /** Until everything has been checked. */
  readonly isUnderWay: boolean;
  begin(): void;
}

export function createIndexing(
  connection: Connection,
  host: Pick<Host, "now">,
  {
    client,
    folders,
    configuration,
    publisher,
    log,
  }: Pick<Session, "client" | "folders" | "configuration" | "publisher" | "log">,
  onEnd: () => void,
): Indexing {
  let isUnderWay = true;
  let becomeReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });

  async function index(): Promise<void> {
    const progress = client.progress ? await startProgress(connection) : undefined;
    await Promise.all([
      configuration.fetch(),
      ...folders
        .all()
        .map((folder) =>
          folders.read(folder, (done, total) =>
            progress?.report(done / total / 2, `reading manifests: ${done} of ${total}`),
          ),
        ),
    ]);
    becomeReady();
    let shownAt = host.now();
    publisher.release(({ done, total }) => {
      if (host.now() - shownAt < 100) return;
      shownAt = host.now();
      progress?.report(0.5 + done / Math.max(1, total) / 2, `checking: ${done} of ${total}`);
    });
    await publisher.idle();
    progress?.done();
    isUnderWay = false;
    onEnd();
  }

  return {
    ready,
    get isUnderWay() {
      return isUnderWay;
    },
    begin() {
      index().catch((error) => {
        log.error(error, "reading the workspace");
        becomeReady();
        publisher.release();
      });
    },
  };
}

async function startProgress(connection: Connection) {
  const token = "gateway-lens-index";
  try {
    await connection.sendRequest("window/workDoneProgress/create", { token });
  } catch {
    return undefined;
  }
  const send = (value: object) => connection.sendNotification("$/progress", { token, value });
  send({ kind: "begin", title: "Gateway Lens", percentage: 0, message: "reading manifests", cancellable: false });
  return {
    report: (share: number, message: string) => send({ kind: "report", percentage: Math.floor(share * 100), message }),
    done: () => send({ kind: "end" }),
  };
}
