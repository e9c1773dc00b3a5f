import { turnTimes } from "./turns.ts";

console.log(JSON.stringify(await turnTimes(process.argv[2] ?? "", 6)));
