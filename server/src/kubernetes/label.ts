// kubernetes: apimachinery util/validation

const nameFormat = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const dns1123Label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const dns1035Label = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

const nameRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const dns1035Rule =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

const tooLong = (limit: number) => `must be no more than ${limit} bytes`;

/** Bytes of a text in UTF-8, where only whether they exceed a limit counts. */
function isLongerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  return new TextEncoder().encode(text).length > limit;
}

/** Splits at dots instead of nesting repetitions in one expression, which would not be linear. */
function isSubdomain(text: string): boolean {
  return text.split(".").every((label) => dns1123Label.test(label));
}

/** IsDNS1123Subdomain: the rules' texts that `text` breaks, in Kubernetes' order. */
export function subdomainErrors(text: string): readonly string[] {
  const errors: string[] = [];
  if (isLongerThan(text, 253)) errors.push(tooLong(253));
  if (!isSubdomain(text)) errors.push(subdomainRule);
  return errors;
}

/** IsDNS1035Label */
export function dns1035LabelErrors(text: string): readonly string[] {
  const errors: string[] = [];
  if (isLongerThan(text, 63)) errors.push(tooLong(63));
  if (!dns1035Label.test(text)) errors.push(dns1035Rule);
  return errors;
}

/** IsQualifiedName: `[subdomain/]name`. Also of annotation keys. */
export function labelKeyError(key: string): string | undefined {
  const errors: string[] = [];
  const parts = key.split("/");
  const name = parts[parts.length - 1] ?? "";
  if (parts.length > 2)
    return `a valid label key ${nameRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  if (parts.length === 2) {
    const prefix = parts[0] ?? "";
    if (prefix === "") errors.push("prefix part must be non-empty");
    else errors.push(...subdomainErrors(prefix).map((error) => `prefix part ${error}`));
  }
  if (name === "") errors.push("name part must be non-empty");
  else if (isLongerThan(name, 63)) errors.push(`name part ${tooLong(63)}`);
  if (!nameFormat.test(name)) errors.push(`name part ${nameRule}`);
  return errors.length === 0 ? undefined : errors.join("; ");
}

/** IsValidLabelValue */
export function labelValueError(value: string): string | undefined {
  const errors: string[] = [];
  if (isLongerThan(value, 63)) errors.push(tooLong(63));
  if (value !== "" && !nameFormat.test(value)) errors.push(valueRule);
  return errors.length === 0 ? undefined : errors.join("; ");
}
