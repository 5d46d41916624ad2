const day = 86_400_000;
const newest = Date.UTC(2026, 8, 1);

/** A date that depends on the number alone. */
export function dateOf(index: number): Date {
  return new Date(newest - ((index * 7919) % 700) * day - (index % 86_400) * 1000);
}

/** An EC2 id that holds its number: `vol-0` + 8 digits of it + 8 digits of salt. */
export function idOf(prefix: string, index: number): string {
  const salt = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${prefix}-0${index.toString(16).padStart(8, '0')}${salt}`;
}

/** The number inside an id made by `idOf`, or a negative one. */
export function indexOfId(prefix: string): (id: string) => number {
  const start = prefix.length + 2;
  return (id) => {
    if (!id.startsWith(`${prefix}-0`) || id.length !== start + 16) return -1;
    const index = Number.parseInt(id.slice(start, start + 8), 16);
    return idOf(prefix, index) === id ? index : -1;
  };
}

/** A name that ends in its number, e.g. `role-000123`. */
export function nameOf(stem: string, index: number): string {
  return `${stem}-${String(index).padStart(6, '0')}`;
}

/** The number at the end of a name or an ARN made with `nameOf`, or a negative one. */
export function indexOfName(stem: string): (name: string) => number {
  const pattern = new RegExp(`(?:^|[/:])${stem}-(\\d{6,})$`);
  return (name) => Number(pattern.exec(name)?.[1] ?? -1);
}

const teams = ['checkout', 'storefront', 'data-platform', 'identity', 'platform', 'marketing'] as const;

export function teamOf(index: number): string {
  return teams[index % teams.length] ?? teams[0];
}
