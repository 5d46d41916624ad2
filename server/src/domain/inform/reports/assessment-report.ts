import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { readAccounts, type Seen, seenOf } from './coverage-section.ts';
import type { Reading } from './reading.ts';
import type { ReportFormat } from './report.ts';

/**
 * Assessments as documents are written by the module of their files, which uses the writers of reports: main hands
 * it over.
 */
export type AssessmentDocuments = {
  /** Whether the product has this framework, in this version when one is named. */
  has(frameworkId: string, version: string | undefined): boolean;
  /** The newest assessment of what is enabled; a sentence when there is none. */
  newest(
    scope: Scope,
    wanted: { frameworkId: string; version: string | undefined; format: ReportFormat },
    signal: AbortSignal,
  ): Promise<AssessmentDocument | { nothing: string; code: string }>;
};

export type AssessmentDocument = {
  title: string;
  timeZone: string;
  /** The moment that was assessed. */
  asOf: Date;
  providerIds: readonly number[];
  /** Requirements. */
  rows: number;
  bytes: AsyncIterable<Buffer>;
};

export type PlannedAssessment = AssessmentDocument & { seen: Seen };

export async function planAssessment(
  documents: AssessmentDocuments,
  reading: Reading,
): Promise<PlannedAssessment | { nothing: string; code: string }> {
  const { framework_id: frameworkId, framework_version: version, format } = reading.parameters;
  if (frameworkId === undefined)
    throw new AppError('internal', 'a report of an assessment names no framework');
  const document = await documents.newest(reading.scope, { frameworkId, version, format }, reading.signal);
  if ('nothing' in document) return document;
  const accounts = await readAccounts(reading);
  const seen = seenOf(accounts.filter(({ account }) => document.providerIds.includes(account.id)));
  return { ...document, seen };
}
