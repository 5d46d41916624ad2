import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { defineJob, type JobType } from '../../govern/jobs/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import { firstObservation } from '../controls/index.ts';
import { checkCompliance } from './check-compliance.ts';
import { listEnabled } from './enablement-store.ts';
import { chooseVersion, versionsOf } from './frameworks.ts';
import type { ComplianceDeps } from './subject.ts';

export const checkParameters = z.strictObject({
  framework_id: z.string().min(1).max(80).optional(),
  version: z.string().min(1).max(40).optional(),
  provider_id: z.number().int().positive().optional(),
  /** Judges what was stored by then, and keeps nothing but the assessment. */
  as_of: z.iso.datetime({ offset: true }).optional(),
});

/** Judges by the controls and assesses the enabled frameworks; makes no calls to any cloud. */
export function complianceCheckJob(deps: ComplianceDeps): JobType {
  return defineJob({
    type: 'compliance_check',
    title: 'Compliance check',
    description: 'Judges the stored configurations by the controls and assesses the enabled frameworks.',
    aliases: ['compliance', 'compliance_assess', 'compliance_assessment'],
    scheduleVariable: 'JOB_COMPLIANCE_CHECK_SCHEDULE',
    parameters: checkParameters,
    check: (tx, chosen) => requireSubjects(deps, tx, chosen),
    run: ({ executionId, scope, parameters, signal, report }) =>
      checkCompliance(deps, scope, {
        executionId,
        frameworkId: parameters.framework_id,
        version: parameters.version,
        providerId: parameters.provider_id,
        asOf: parameters.as_of === undefined ? null : new Date(parameters.as_of),
        signal,
        report,
      }),
  });
}

async function requireSubjects(
  deps: ComplianceDeps,
  tx: Tx,
  chosen: z.output<typeof checkParameters>,
): Promise<void> {
  const { framework_id: id, version, provider_id: providerId } = chosen;
  if (id === undefined && version !== undefined) {
    throw new AppError('invalid_input', 'framework_id: a version needs its framework', {
      details: [{ path: 'framework_id', message: 'name the framework of the version' }],
    });
  }
  if (id !== undefined) {
    versionsOf(deps.frameworks, id);
    if (version !== undefined) chooseVersion(deps.frameworks, id, version);
    const enabled = (await listEnabled(tx)).some(
      (each) => each.framework_id === id && (version === undefined || each.version === version),
    );
    if (!enabled) {
      throw new AppError(
        'unprocessable',
        `${[id, version].filter(Boolean).join(' ')} is not enabled; enable it first`,
      );
    }
  }
  if (providerId !== undefined && !(await listProviders(tx)).some((provider) => provider.id === providerId))
    throw notFound('provider');
  if (chosen.as_of !== undefined) await requireFacts(deps, tx, new Date(chosen.as_of), providerId);
}

async function requireFacts(
  deps: ComplianceDeps,
  tx: Tx,
  asOf: Date,
  providerId: number | undefined,
): Promise<void> {
  const refuse = (message: string, fix: string): AppError =>
    new AppError('invalid_input', `as_of: ${message}`, { details: [{ path: 'as_of', message: fix }] });
  if (asOf > deps.clock.now()) throw refuse('lies in the future', 'must be a past moment');
  const since = await firstObservation(tx, providerId === undefined ? null : [providerId]);
  if (since === null)
    throw refuse('nothing was read yet, so there are no facts of any moment', 'leave it out');
  if (asOf < since) {
    throw refuse(
      `there are facts since ${since.toISOString()}, not before`,
      `must not be before ${since.toISOString()}`,
    );
  }
}
