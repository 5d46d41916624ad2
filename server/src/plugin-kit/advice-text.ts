/** For authors of recommendations: commands that are safe to copy, and lists that stay short. Pure. */

/** A part of a command that is no value: `region(resource)`. */
export type Fragment = { fragment: string };

/**
 * A command of which every value is quoted for the shell: names in a cloud are chosen by anybody.
 * cli`aws s3api get-bucket-acl --bucket ${name}`
 */
export function cli(words: TemplateStringsArray, ...values: (string | number | Fragment)[]): string {
  return words
    .map((word, place) => {
      const value = values[place];
      if (value === undefined) return word;
      return word + (typeof value === 'object' ? value.fragment : quoted(String(value)));
    })
    .join('')
    .trim();
}

function quoted(value: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** ` --region eu-central-1`, or nothing where the service has no regions. */
export const inRegion = ({ region }: { region: string }): Fragment => ({
  fragment: region === 'global' ? '' : ` --region ${quoted(region)}`,
});

/** `a, b and 3 more`; `total` where there are more than are named. */
export function listed(names: readonly string[], total = names.length, most = 5): string {
  const shown = names.slice(0, most);
  const more = total - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `3 buckets`, `1 bucket`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

const mostCommands = 20;

/** One command per resource, at most 20; the list of the recommendation names the others. */
export function forEach<R>(resources: readonly R[], command: (resource: R) => string): string[] {
  return resources.slice(0, mostCommands).map(command);
}
