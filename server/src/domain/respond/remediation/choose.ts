import { AppError } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { RemediationDeps } from './deps.ts';
import { type Finding, type Fit, fittingOf } from './findings.ts';

/**
 * The kind of change for findings of one resource, and of which of them it is. Without `wanted` it is the one that
 * helps more than every other. Throws `unprocessable`, with what fits in `details` under `field`.
 */
export async function chooseRemediation(
  deps: RemediationDeps,
  tx: Tx,
  findings: readonly Finding[],
  { wanted, field = 'type' }: { wanted?: string | undefined; field?: string | undefined },
): Promise<Fit> {
  const { fitting, clear } = await fittingOf(deps, tx, findings);
  const named = fitting.map(({ remediation }) => remediation.id).join(', ');
  if (wanted !== undefined) {
    const chosen = fitting.find(({ remediation }) => remediation.id === wanted);
    if (chosen !== undefined) return chosen;
    const why = named === '' ? 'nothing that InfraAudit changes does' : `what does: ${named}`;
    throw new AppError('unprocessable', `${wanted} does not put this finding in order; ${why}`, {
      details: [{ path: field, message: `is not a remediation of this finding` }],
    });
  }
  if (fitting.length === 0)
    throw new AppError(
      'unprocessable',
      'there is no remediation for this finding; its advice says what to do by hand',
    );
  if (clear !== undefined) return clear;
  throw new AppError('unprocessable', `several remediations fit; choose one: ${named}`, {
    details: fitting.map(({ remediation: { id, title, risk } }) => ({
      path: field,
      message: `${id}: ${title}, ${risk} risk`,
    })),
  });
}
