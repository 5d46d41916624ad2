import type { Collector } from '../define-collector.ts';

/** What a vendor's registry knows that the kit does not. */
export type CollectorSurroundings = {
  /** Whether the vendor's SDK has the operation and it only reads. */
  operationExists(operation: string): boolean | Promise<boolean>;
  /** `service:Action` of the vendor's permission system that only reads. */
  isReadPermission(permission: string): boolean;
  /** File names in the collector's folder. */
  filesOf(type: string): string[];
};

/** Everything that is wrong with the declaration of one collector, as sentences; empty when it conforms. */
export async function collectorProblems<Session>(
  collector: Collector<Session>,
  surroundings: CollectorSurroundings,
): Promise<string[]> {
  const problems: string[] = [];
  const { resource, lists, details } = collector;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(resource.type))
    problems.push(`the type "${resource.type}" is not snake_case`);
  if (resource.title.trim() === '' || resource.title.length > 60)
    problems.push('the title is empty or over 60 characters');
  if (resource.vendorType.trim() === '') problems.push("the vendor's type is missing");
  if (resource.service.trim() === '') problems.push("the vendor's service is missing");
  if (typeof resource.schema.safeParse !== 'function') problems.push('the schema is no Zod schema');
  if (lists.length + details.length === 0) problems.push('it declares no operation at all');

  const operations = new Set<string>();
  for (const operation of [...lists, ...details]) {
    const name = operation.operation;
    if (!/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(name)) problems.push(`"${name}" is not service:Operation`);
    else if (!(await surroundings.operationExists(name)))
      problems.push(`${name} is no reading operation of the SDK`);
    if (!/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(operation.permission)) {
      problems.push(`the permission "${operation.permission}" of ${name} is not service:Action`);
    } else if (!surroundings.isReadPermission(operation.permission)) {
      problems.push(`the permission ${operation.permission} of ${name} allows more than reading`);
    }
    if (operations.has(name) && lists.includes(operation)) problems.push(`${name} is declared twice`);
    operations.add(name);
  }
  for (const list of lists) {
    if (details.some((detail) => detail.operation === list.operation)) {
      problems.push(`${list.operation} is declared as a list and as a detail`);
    }
  }
  for (const detail of details) {
    if (detail.paths.length === 0) problems.push(`${detail.operation} does not say which paths it fills`);
    for (const path of detail.paths) {
      if (!/^[A-Za-z0-9_]+(\.[A-Za-z0-9_*]+)*$/.test(path))
        problems.push(`"${path}" of ${detail.operation} is not a path`);
    }
  }

  const files = surroundings.filesOf(resource.type);
  if (files.length === 0) problems.push(`there is no folder resources/${resource.type}`);
  for (const file of ['schema.ts', 'collect.ts', 'collect.test.ts']) {
    if (files.length > 0 && !files.includes(file))
      problems.push(`resources/${resource.type}/${file} is missing`);
  }
  return problems;
}

/** Everything that is wrong between collectors: ids, vendor types and aliases that occur twice. */
export function registryProblems<Session>(collectors: readonly Collector<Session>[]): string[] {
  const problems: string[] = [];
  const types = new Map<string, string>();
  const claim = (name: string, owner: string, what: string): void => {
    const known = types.get(name);
    if (known !== undefined && known !== owner)
      problems.push(`the ${what} "${name}" of ${owner} is taken by ${known}`);
    types.set(name, owner);
  };
  const seen = new Set<string>();
  const vendorTypes = new Map<string, string>();
  for (const { resource } of collectors) {
    if (seen.has(resource.type)) problems.push(`the type ${resource.type} is registered twice`);
    seen.add(resource.type);
    const other = vendorTypes.get(resource.vendorType);
    if (other !== undefined)
      problems.push(`${resource.vendorType} belongs to ${other} and to ${resource.type}`);
    vendorTypes.set(resource.vendorType, resource.type);
    claim(resource.type, resource.type, 'type');
  }
  for (const { resource } of collectors) {
    for (const alias of resource.aliases) claim(alias, resource.type, 'alias');
  }
  return problems;
}
