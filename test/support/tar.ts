import { gunzipSync } from "node:zlib";

/** The files of a tar archive that is packed with gzip: name to text. */
export function filesOfTar(packed: Buffer): ReadonlyMap<string, string> {
  const archive = gunzipSync(packed);
  const files = new Map<string, string>();
  let longName: string | undefined;
  for (let at = 0; at + 512 <= archive.length; ) {
    const text = (from: number, length: number) =>
      archive
        .subarray(at + from, at + from + length)
        .toString("utf8")
        .replace(/\0[\s\S]*$/, "");
    const name = text(0, 100);
    if (name === "") break;
    const size = Number.parseInt(text(124, 12), 8);
    const type = text(156, 1);
    const prefix = text(257, 5) === "ustar" ? text(345, 155) : "";
    const content = archive.subarray(at + 512, at + 512 + size);
    if (type === "L") longName = content.toString("utf8").replace(/\0[\s\S]*$/, "");
    else if (type === "x") longName = /\d+ path=(.*)\n/.exec(content.toString("utf8"))?.[1] ?? longName;
    else {
      if (type === "0" || type === "")
        files.set(longName ?? (prefix === "" ? name : `${prefix}/${name}`), content.toString("utf8"));
      longName = undefined;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
