import type { ReplicationTask } from '@aws-sdk/client-database-migration-service';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { dmsReplicationTaskType } from './schema.ts';

export const dmsReplicationTaskCollector = defineCollector<AwsSession>({
  resource: dmsReplicationTaskType,
  scope: 'regional',
  lists: [
    {
      operation: 'database-migration-service:DescribeReplicationTasks',
      permission: 'dms:DescribeReplicationTasks',
    },
  ],
  details: [
    {
      operation: 'database-migration-service:ListTagsForResource',
      permission: 'dms:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    const input = { MaxRecords: 100, WithoutSettings: false };
    for await (const page of session.pages('database-migration-service', 'DescribeReplicationTasks', input)) {
      yield* session.mapConcurrently(page.ReplicationTasks ?? [], (task) => observeTask(session, task));
    }
  },
});

// Left out because they move by themselves: status, statistics, checkpoints, start and stop.
async function observeTask(session: AwsSession, task: ReplicationTask): Promise<ObservedResource> {
  const name = task.ReplicationTaskIdentifier ?? '';
  const arn =
    task.ReplicationTaskArn ||
    `arn:${session.partition}:dms:${session.region}:${session.accountId}:task:${name}`;
  const tags = await session.detail('database-migration-service', 'ListTagsForResource', {
    ResourceArn: arn,
  });
  const draft = draftConfiguration({
    ReplicationTaskIdentifier: name,
    ReplicationTaskArn: arn,
    MigrationType: task.MigrationType,
    SourceEndpointArn: task.SourceEndpointArn,
    TargetEndpointArn: task.TargetEndpointArn,
    ReplicationInstanceArn: task.ReplicationInstanceArn,
    TableMappings: policyDocument(task.TableMappings),
    ReplicationTaskSettings: settings(task.ReplicationTaskSettings),
  });
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}

function settings(text: string | undefined): unknown {
  const read = policyDocument(text);
  if (typeof read !== 'object' || read === null) return undefined;
  const { Logging: logging, ...others } = read as { Logging?: Record<string, unknown> };
  if (logging === undefined || logging === null) return others;
  const { CloudWatchLogGroup, CloudWatchLogStream, ...kept } = logging;
  return { ...others, Logging: kept };
}
