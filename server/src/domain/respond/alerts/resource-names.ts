/** Words of an alert about the resources that fail a control. Pure. */

const namesShown = 10;

export const resourcesFail = (count: number, more = ''): string =>
  `${count} ${more}${count === 1 ? 'resource fails' : 'resources fail'}`;

/** The first names, and how many there are besides. */
export function namesOf(found: readonly { resource_name: string }[], total: number): string {
  const names = found.slice(0, namesShown).map(({ resource_name }) => resource_name);
  const more = total - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
