import { describe, expect, it } from 'vitest';
import { caseProblems } from '../../../../plugin-kit/conformance/remediation-conformance.ts';
import type { RemediationCase } from '../../../../plugin-kit/define-remediation.ts';
import { remediations } from '../../remediations.generated.ts';

/** Tests the plans of all remediations of a service; one without cases fails. */
export function testPlans(
  service: string,
  cases: Readonly<Record<string, readonly RemediationCase[]>>,
): void {
  const prefix = `aws-${service}-`;
  const own = remediations.filter(({ id }) => id.startsWith(prefix));

  describe(`plans of ${service}`, () => {
    it('are tested for every remediation, and for no other', () => {
      expect(Object.keys(cases).sort()).toEqual(own.map(({ id }) => id.slice(prefix.length)).sort());
    });

    it.each(own.map((remediation) => [remediation.id, remediation] as const))('%s', (id, remediation) => {
      expect(caseProblems(remediation, cases[id.slice(prefix.length)] ?? [])).toEqual([]);
    });
  });
}
