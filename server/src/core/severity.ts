/** Severities of findings, worst first. `info` exists for vulnerabilities and findings of other tools only. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

const rank: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };

export function worst(a: Severity, b: Severity): Severity {
  return rank[a] >= rank[b] ? a : b;
}
