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

const labelValueWords = `a valid label must be an empty string or ${qualifiedWords.replace("must ", "")}`;

type Problems = readonly string[];

/** Nearly every name is fine: then nothing is made. */
const none: Problems = [];

// apimachinery: validation.IsDNS1123Subdomain
export function subdomainProblems(text: string): Problems {
  return held(text, 253, subdomain, subdomainWords);
}

// apimachinery: validation.IsDNS1123Label
export function labelProblems(text: string): Problems {
  return held(text, 63, label, labelWords);
}

// apimachinery: validation.IsDNS1035Label
export function label1035Problems(text: string): Problems {
  return held(text, 63, label1035, label1035Words);
}

// apimachinery: validation.IsValidLabelValue
export function labelValueProblems(text: string): Problems {
  return held(text, 63, labelValue, labelValueWords);
}

// apimachinery: validation.IsQualifiedName
export function qualifiedNameProblems(text: string): Problems {
  const slash = text.indexOf("/");
  const name = text.slice(slash + 1);
  if (name.includes("/")) {
    return [`a qualified name ${qualifiedWords} with an optional DNS subdomain prefix and '/'`];
  }
  const ofPrefix = slash < 0 ? none : prefixProblems(text.slice(0, slash));
  const isLong = utf8Length(name) > 63;
  const fits = qualified.test(name);
  if (fits && !isLong) return ofPrefix;
  return [
    ...ofPrefix,
    ...(name === "" ? ["name part must be non-empty"] : isLong ? ["name part must be no more than 63 characters"] : []),
    ...(fits ? [] : [`name part ${qualifiedWords}`]),
  ];
}

function prefixProblems(prefix: string): Problems {
  if (prefix === "") return ["prefix part must be non-empty"];
  const problems = subdomainProblems(prefix);
  return problems.length === 0 ? none : problems.map((problem) => `prefix part ${problem}`);
}

function held(text: string, limit: number, wanted: RegExp, words: string): Problems {
  const isLong = utf8Length(text) > limit;
  const fits = wanted.test(text);
  if (fits && !isLong) return none;
  return [...(isLong ? [`must be no more than ${limit} characters`] : []), ...(fits ? [] : [words])];
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
