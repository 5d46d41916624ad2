import type { WorkGroupSummary } from '@aws-sdk/client-athena';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank } from '../../shapes/order.ts';
import { athenaWorkgroupType } from './schema.ts';

export const athenaWorkgroupCollector = defineCollector<AwsSession>({
  resource: athenaWorkgroupType,
  scope: 'regional',
  lists: [{ operation: 'athena:ListWorkGroups', permission: 'athena:ListWorkGroups' }],
  details: [
    {
      operation: 'athena:GetWorkGroup',
      permission: 'athena:GetWorkGroup',
      paths: ['WorkGroupConfiguration'],
    },
    {
      operation: 'athena:ListTagsForResource',
      permission: 'athena:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('athena', 'ListWorkGroups', { MaxResults: 50 })) {
      yield* session.mapConcurrently(page.WorkGroups ?? [], (group) => observeGroup(session, group));
    }
  },
});

async function observeGroup(session: AwsSession, summary: WorkGroupSummary): Promise<ObservedResource> {
  const name = summary.Name ?? '';
  const arn = `arn:${session.partition}:athena:${session.region}:${session.accountId}:workgroup/${name}`;
  const [detail, tags] = await Promise.all([
    session.detail('athena', 'GetWorkGroup', { WorkGroup: name }),
    session.detail('athena', 'ListTagsForResource', { ResourceARN: arn }),
  ]);
  const draft = draftConfiguration({
    Name: name,
    Arn: arn,
    State: summary.State,
    Description: unlessBlank(summary.Description),
  });
  draft.put('WorkGroupConfiguration', detail, (answer) => answer.WorkGroup?.Configuration);
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.Tags });
}
