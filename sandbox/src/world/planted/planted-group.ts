/**
 * Names of resources by region, joined by `, `. `name ×2`: two resources of one region have the name. A resource that
 * AWS names by an id is called by its kind (`vpc-…`), so that the key does not change with the random numbers.
 */
export type ResourcesByRegion = Readonly<Record<string, string>>;

/** Control id → the resources that it must find. */
export type Faults = Readonly<Record<string, ResourcesByRegion>>;

export type PlantedGroup = {
  /** One sentence, from the company's point of view. */
  why: string;
  faults: Faults;
};

/** One line per control and resource, sorted: `control region name`. Two resources of one name are two lines. */
export function faultLines(groups: readonly Faults[]): string[] {
  const lines: string[] = [];
  for (const faults of groups) {
    for (const [control, regions] of Object.entries(faults)) {
      for (const [region, names] of Object.entries(regions)) {
        for (const named of names.split(', ')) {
          const [name = '', times = '1'] = named.split(' ×');
          for (let time = 0; time < Number(times); time += 1) lines.push(`${control} ${region} ${name}`);
        }
      }
    }
  }
  return lines.sort();
}

/** The name of a resource as the key calls it. */
export function plantedName(name: string): string {
  return name
    .replace(/^([a-z]+)-[0-9a-f]{17}$/, '$1-…')
    .replace(/^[0-9a-f]{32}$/, '…')
    .replace(/^ip-[\d-]+\./, 'ip-….')
    .replace(/ \d{12}$/, ' …');
}
