/**
 * Newer AWS APIs answer in camelCase what CloudFormation calls the same in PascalCase. Only for structures whose
 * keys are property names; never for maps whose keys are the user's (tags, node labels).
 */
export function propertyNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(propertyNames);
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      propertyNames(member),
    ]),
  );
}
