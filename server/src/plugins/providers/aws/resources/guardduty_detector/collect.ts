import type { GetDetectorResponse } from '@aws-sdk/client-guardduty';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { guarddutyDetectorType } from './schema.ts';

/** GuardDuty's own scale: 7 and above is high, 9 and above critical. */
const highSeverity = 7;

export const guarddutyDetectorCollector = defineCollector<AwsSession>({
  resource: guarddutyDetectorType,
  scope: 'regional',
  lists: [{ operation: 'guardduty:ListDetectors', permission: 'guardduty:ListDetectors' }],
  details: [
    {
      operation: 'guardduty:GetDetector',
      permission: 'guardduty:GetDetector',
      paths: ['Enable', 'Features', 'FindingPublishingFrequency', 'Tags'],
    },
    {
      operation: 'guardduty:GetAdministratorAccount',
      permission: 'guardduty:GetAdministratorAccount',
      paths: ['Administrator'],
    },
    {
      operation: 'guardduty:ListMembers',
      permission: 'guardduty:ListMembers',
      paths: ['EnabledMemberCount'],
    },
    {
      operation: 'guardduty:GetFindingsStatistics',
      permission: 'guardduty:GetFindingsStatistics',
      paths: ['ActiveHighSeverityFindings'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('guardduty', 'ListDetectors', {})) {
      yield* session.mapConcurrently(page.DetectorIds ?? [], (id) => observeDetector(session, id));
    }
  },
});

async function observeDetector(session: AwsSession, id: string) {
  const arn = `arn:${session.partition}:guardduty:${session.region}:${session.accountId}:detector/${id}`;
  const input = { DetectorId: id };
  const [detector, administrator, members, statistics] = await Promise.all([
    session.detail('guardduty', 'GetDetector', input),
    session.detail('guardduty', 'GetAdministratorAccount', input),
    session.detailPages('guardduty', 'ListMembers', { ...input, OnlyAssociated: 'true' }),
    session.detail('guardduty', 'GetFindingsStatistics', {
      ...input,
      FindingStatisticTypes: ['COUNT_BY_SEVERITY'],
      FindingCriteria: {
        Criterion: {
          'service.archived': { Eq: ['false'] },
          severity: { GreaterThanOrEqual: highSeverity },
        },
      },
    }),
  ]);
  const draft = draftConfiguration({ DetectorId: id, Arn: arn });
  const read = draft.take(detector);
  if (read !== undefined) {
    draft.set('Enable', read.Status === undefined ? undefined : read.Status === 'ENABLED');
    draft.set('FindingPublishingFrequency', read.FindingPublishingFrequency);
    draft.set('Features', features(read));
  }
  draft.put('Administrator', administrator, ({ Administrator: one }) =>
    one?.AccountId ? { AccountId: one.AccountId, RelationshipStatus: one.RelationshipStatus } : undefined,
  );
  draft.put(
    'EnabledMemberCount',
    members,
    (pages) =>
      pages
        .flatMap((page) => page.Members ?? [])
        .filter((member) => member.RelationshipStatus?.toLowerCase() === 'enabled').length,
  );
  draft.put('ActiveHighSeverityFindings', statistics, (answer) =>
    Object.entries(answer.FindingStatistics?.CountBySeverity ?? {})
      .filter(([severity]) => Number(severity) >= highSeverity)
      .reduce((sum, [, count]) => sum + count, 0),
  );
  return observed(session, draft, {
    externalId: arn,
    name: id,
    tags: read?.Tags,
    status: read?.Status === 'DISABLED' ? 'stopped' : 'active',
  });
}

// When a feature was last switched is left out: the switch itself is the change.
function features(read: Partial<GetDetectorResponse>) {
  return sortedBy(
    read.Features?.map((feature) => ({
      Name: feature.Name,
      Status: feature.Status,
      AdditionalConfiguration: sortedBy(
        feature.AdditionalConfiguration?.map(({ Name, Status }) => ({ Name, Status })),
        ({ Name }) => [Name],
      ),
    })),
    ({ Name }) => [Name],
  );
}
