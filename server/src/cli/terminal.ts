import type { WriteStream } from "node:tty";

/** Where the command line writes to. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether stdout takes colours. */
  readonly colour: boolean;
  /** A line that the next one replaces; nothing where stderr is no terminal. */
  progress(text: string): void;
}

export function nodeTerminal(): Terminal {
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write("\r\u001b[2K");
    shown = false;
  };
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 70));
  return {
    out: (text) => {
      clear();
      process.stdout.write(text);
    },
    err: (text) => {
      clear();
      process.stderr.write(text);
    },
    colour: takesColour(process.stdout),
    progress(text) {
      if (!process.stderr.isTTY) return;
      clear();
      if (text === "") return;
      process.stderr.write(text);
      shown = true;
    },
  };
}

function takesColour(stream: WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0") return true;
  return stream.isTTY === true && TERM !== "dumb";
}

export type Paint = (style: "red" | "yellow" | "blue" | "cyan" | "dim" | "bold", text: string) => string;

const codes = { red: [31, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39], dim: [2, 22], bold: [1, 22] } as const;

export function paintFor(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (style, text) => {
    const [on, off] = codes[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
