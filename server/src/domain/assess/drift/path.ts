/**
 * Where a difference is. A string is a key of an object, a number is a position in an array, an identity is
 * the member of an array that carries this key, wherever it stands.
 */
export type Segment = string | number | { readonly identity: string };

const plain = /^[^.[\]"*]+$/;

/** `Tags[env].Value`, `Rules.1.Prefix`; keys that hold a dot, bracket, quote or star are quoted: `["a.b"]`. */
export function formatPath(segments: readonly Segment[]): string {
  let text = '';
  for (const segment of segments) {
    if (typeof segment === 'object') text += `[${quoteUnlessPlain(segment.identity)}]`;
    else if (typeof segment === 'number' || plain.test(segment))
      text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

function quoteUnlessPlain(identity: string): string {
  return /^[^[\]"]+$/.test(identity) && identity !== '*' && identity !== '**'
    ? identity
    : JSON.stringify(identity);
}

/** The steps of a formatted path or pattern. Text that is not a path is taken as one plain step. */
export function parsePath(path: string): string[] {
  const steps: string[] = [];
  let rest = path;
  while (rest !== '') {
    const quoted = /^\[("(?:[^"\\]|\\.)*")\]\.?/.exec(rest);
    const bracketed = quoted ?? /^\[([^[\]"]*)\]\.?/.exec(rest);
    const named = bracketed ?? /^([^.[]+)\.?/.exec(rest);
    if (named === null) return [...steps, rest];
    const text = named[1] as string;
    steps.push(quoted ? (JSON.parse(text) as string) : text);
    rest = rest.slice(named[0].length);
  }
  return steps;
}

/** The first step: the grain of a drift. */
export function topLevelAttribute(path: string): string {
  return parsePath(path)[0] ?? '';
}

/**
 * Does the pattern match the path or an ancestor of it? `*` is any one step, `**` any number of steps. A
 * pattern without wildcards therefore also matches everything below the place that it names.
 */
export function matchesPath(pattern: string, path: string): boolean {
  return covers(parsePath(pattern), parsePath(path));
}

export function covers(pattern: readonly string[], steps: readonly string[], at = 0, from = 0): boolean {
  for (let index = at, step = from; ; index++, step++) {
    if (index === pattern.length) return true;
    if (pattern[index] === '**') {
      if (index === pattern.length - 1) return true;
      for (let skip = step; skip <= steps.length; skip++) {
        if (covers(pattern, steps, index + 1, skip)) return true;
      }
      return false;
    }
    if (step === steps.length) return false;
    if (pattern[index] !== '*' && pattern[index] !== steps[step]) return false;
  }
}

/** The steps of segments, as patterns see them. */
export function stepsOf(segments: readonly Segment[]): string[] {
  return segments.map((segment) => (typeof segment === 'object' ? segment.identity : String(segment)));
}
