export type DriftType = 'security' | 'compliance' | 'configuration';

/**
 * `security` when a rule saw the resource weakened, else `compliance` when a control of an enabled framework
 * went from pass to fail, else `configuration`.
 */
export function classifyDrift(input: {
  weakening: boolean;
  violatedControlIds: readonly string[];
}): DriftType {
  if (input.weakening) return 'security';
  return input.violatedControlIds.length > 0 ? 'compliance' : 'configuration';
}
