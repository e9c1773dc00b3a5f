const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** A duration as Go prints it again (`1m` is `1m0s`); what is none of whole hours, minutes and seconds stays as written. */
export function goDuration(text: string): string {
  if (!/^(?:\d{1,9}[hms])+$/.test(text)) return text;
  let seconds = 0;
  for (const [, amount = "0", unit = "s"] of text.matchAll(/(\d+)([hms])/g))
    seconds += Number(amount) * (units[unit] ?? 1);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}

const duration = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/;

/** Whether Go's `time.ParseDuration` takes it. */
export function isGoDuration(text: string): boolean {
  return text.length < 64 && duration.test(text);
}
