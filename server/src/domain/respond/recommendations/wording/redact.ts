import type { Json } from '../../../../core/json.ts';

/** Takes out of texts what may not leave the installation, and puts it back into the answer. Pure. */

export type Redactor = {
  hide(text: string): string;
  /** Undefined when the text has a placeholder that was never given out. */
  restore(text: string): string | undefined;
  /** What must not be in a text that leaves, and is. */
  leaks(text: string): string[];
};

export type Known = {
  externalId: string;
  name: string;
  accountId: string;
  tags: Readonly<Record<string, string>>;
  configuration: Json;
};

/** Words of AWS that say nothing about anybody; every other text of a configuration is hidden. */
const vocabulary = new Set(
  (
    'enabled disabled suspended active inactive running stopped available pending true false yes no on off allow deny none default all any tcp udp icmp ' +
    'http https tls ssl gp2 gp3 io1 io2 st1 sc1 standard archive aes256 aws:kms aws kms s3 ec2 rds iam required optional public private internet ' +
    'internet-facing internal application network classic gateway provisioned serverless mysql postgres aurora mariadb oracle redis memcached ' +
    'bucketownerenforced bucketownerpreferred objectwriter read write full_control governance compliance immutable mutable arm64 x86_64 zip image ' +
    'linux windows ipv4 ipv6 dual-stack vpc redirect forward fixed-response customer symmetric_default encrypt_decrypt'
  ).split(' '),
);
const harmless = [
  /^\d{1,5}$/,
  /^[a-z]{2}(-[a-z]+)+-\d[a-z]?$/,
  /^\d{4}-\d{2}-\d{2}/,
  /^(0\.0\.0\.0\/0|::\/0|-1)$/,
  /^[a-z]\w{1,4}\.\w{2,10}$/,
];

/** Shapes that are hidden wherever they stand. The first two are secrets, whatever the profile. */
const secretShapes: [string, RegExp][] = [
  ['KEY', /(?<![A-Za-z0-9])(?:AKIA|ASIA|AIza|ghp_|xox[bp]-|sk_)[A-Za-z0-9_-]{8,}/g],
  [
    'SECRET',
    /(?<![A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/=_-]*\d)(?=[A-Za-z0-9+/=_-]*[a-z])(?=[A-Za-z0-9+/=_-]*[A-Z])[A-Za-z0-9+/_-]{32,}={0,2}/g,
  ],
];
const shapes: [string, RegExp][] = [
  ['ARN', /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\d{0,12}:[^\s'",;)]+/g],
  ['ADDRESS', /(?<![\d.])(?!0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\d.])/g],
  ['ADDRESS', /(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{1,4}:){3,7}[0-9A-Fa-f:]*(?:\/\d{1,3})?/g],
  ['MAIL', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  [
    'HOST',
    /(?:https?:\/\/)?(?<![A-Za-z0-9])[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|cloud|app|internal|local|example)(?![A-Za-z0-9])[^\s'",;)]*/g,
  ],
  ['ACCOUNT', /(?<!\d)\d{12}(?!\d)/g],
  ['ID', /(?<![A-Za-z0-9])[a-z]{1,12}-[0-9a-f]{8,17}(?![A-Za-z0-9])/g],
];

export function redactor(profile: 'strict' | 'none', known: readonly Known[]): Redactor {
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts = new Map<string, number>();
  const give = (kind: string, value: string): string => {
    const before = placeholders.get(value);
    if (before !== undefined) return before;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const placeholder = `[[${kind}_${count}]]`;
    placeholders.set(value, placeholder);
    originals.set(placeholder, value);
    return placeholder;
  };
  const words = profile === 'none' ? new Map<string, string>() : wordsOf(known);
  const byWord = matcher([...words.keys()]);
  const wanted = profile === 'none' ? secretShapes : [...secretShapes, ...shapes];
  const apart = (text: string, change: (part: string) => string): string =>
    text
      .split(/(\[\[[A-Z]+_\d+\]\])/)
      .map((part, place) => (place % 2 === 1 ? part : change(part)))
      .join('');

  return {
    hide(text) {
      // What looks like a placeholder already is no placeholder of ours.
      let hidden = text.replaceAll('[[', '[ [');
      if (byWord !== undefined)
        hidden = hidden.replaceAll(byWord, (word) => give(words.get(word) ?? 'NAME', word));
      for (const [kind, shape] of wanted)
        hidden = apart(hidden, (part) => part.replaceAll(shape, (found) => give(kind, found)));
      return hidden;
    },
    restore(text) {
      const restored = text.replaceAll(
        /\[\[[A-Z]+_\d+\]\]/g,
        (placeholder) => originals.get(placeholder) ?? placeholder,
      );
      return /\[\[[A-Z]+_\d+\]\]/.test(restored) ? undefined : restored;
    },
    leaks(text) {
      const found = byWord === undefined ? [] : [...text.matchAll(byWord)].map(([word]) => word);
      return [...found, ...wanted.flatMap(([, shape]) => [...text.matchAll(shape)].map(([match]) => match))];
    },
  };
}

/** Value → kind of its placeholder. */
function wordsOf(known: readonly Known[]): Map<string, string> {
  const words = new Map<string, string>();
  const add = (kind: string, value: string): void => {
    const word = value.trim();
    if (word.length < 2 || word.length > 2000 || words.has(word)) return;
    if (vocabulary.has(word.toLowerCase()) && kind === 'VALUE') return;
    if (kind === 'VALUE' && harmless.some((shape) => shape.test(word))) return;
    words.set(word, kind);
  };
  for (const each of known) {
    add('NAME', each.name);
    add('ID', each.externalId);
    add('ACCOUNT', each.accountId);
    for (const [key, value] of Object.entries(each.tags)) {
      add('TAG', key);
      add('TAG', value);
    }
    for (const leaf of leavesOf(each.configuration)) add('VALUE', leaf);
  }
  return words;
}

function leavesOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(leavesOf);
}

/** The longest first, each as a word of its own. */
function matcher(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const escaped = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`, 'g');
}
