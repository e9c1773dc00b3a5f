// What the API server wants of names, labels and annotations, with what it says otherwise.

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualified = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const subdomainWords =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const labelWords =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const label1035Words =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const qualifiedWords =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

type Problems = readonly string[];

// apimachinery: validation.IsDNS1123Subdomain
export function subdomainProblems(text: string): Problems {
  return [...tooLong(text, 253), ...unless(subdomain, text, subdomainWords)];
}

// apimachinery: validation.IsDNS1123Label
export function labelProblems(text: string): Problems {
  return [...tooLong(text, 63), ...unless(label, text, labelWords)];
}

// apimachinery: validation.IsDNS1035Label
export function label1035Problems(text: string): Problems {
  return [...tooLong(text, 63), ...unless(label1035, text, label1035Words)];
}

// apimachinery: validation.IsValidLabelValue
export function labelValueProblems(text: string): Problems {
  return [
    ...tooLong(text, 63),
    ...unless(labelValue, text, `a valid label must be an empty string or ${qualifiedWords.replace("must ", "")}`),
  ];
}

// apimachinery: validation.IsQualifiedName
export function qualifiedNameProblems(text: string): Problems {
  const parts = text.split("/");
  if (parts.length > 2) {
    return [`a qualified name ${qualifiedWords} with an optional DNS subdomain prefix and '/'`];
  }
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const name = parts.at(-1) ?? "";
  const problems = [...prefixProblems(prefix)];
  if (name === "") problems.push("name part must be non-empty");
  else if (utf8Length(name) > 63) problems.push("name part must be no more than 63 characters");
  return [...problems, ...unless(qualified, name, `name part ${qualifiedWords}`)];
}

function prefixProblems(prefix: string | undefined): Problems {
  if (prefix === undefined) return [];
  if (prefix === "") return ["prefix part must be non-empty"];
  return subdomainProblems(prefix).map((problem) => `prefix part ${problem}`);
}

function tooLong(text: string, limit: number): Problems {
  return utf8Length(text) > limit ? [`must be no more than ${limit} characters`] : [];
}

function unless(wanted: RegExp, text: string, words: string): Problems {
  return wanted.test(text) ? [] : [words];
}

/** Go's `len`: these limits count bytes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      index++;
    } else bytes += 3;
  }
  return bytes;
}
