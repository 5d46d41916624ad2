import { createHash } from 'node:crypto';
import type { StateMachineListItem } from '@aws-sdk/client-sfn';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { stepFunctionsStateMachineType } from './schema.ts';

export const stepFunctionsStateMachineCollector = defineCollector<AwsSession>({
  resource: stepFunctionsStateMachineType,
  scope: 'regional',
  lists: [{ operation: 'sfn:ListStateMachines', permission: 'states:ListStateMachines' }],
  details: [
    {
      operation: 'sfn:DescribeStateMachine',
      permission: 'states:DescribeStateMachine',
      paths: [
        'RoleArn',
        'DefinitionSha256',
        'LoggingConfiguration',
        'TracingConfiguration',
        'EncryptionConfiguration',
      ],
    },
    { operation: 'sfn:ListTagsForResource', permission: 'states:ListTagsForResource', paths: ['Tags'] },
  ],
  async *collect(session) {
    for await (const page of session.pages('sfn', 'ListStateMachines', { maxResults: 1000 })) {
      yield* session.mapConcurrently(page.stateMachines ?? [], (item) => observeMachine(session, item));
    }
  },
});

async function observeMachine(session: AwsSession, item: StateMachineListItem) {
  const name = item.name ?? '';
  const arn =
    item.stateMachineArn ||
    `arn:${session.partition}:states:${session.region}:${session.accountId}:stateMachine:${name}`;
  const [machine, tags] = await Promise.all([
    session.detail('sfn', 'DescribeStateMachine', { stateMachineArn: arn }),
    session.detail('sfn', 'ListTagsForResource', { resourceArn: arn }),
  ]);
  const draft = draftConfiguration({ StateMachineName: name, Arn: arn, StateMachineType: item.type });
  const read = draft.take(machine);
  draft.set('RoleArn', read?.roleArn);
  draft.set(
    'DefinitionSha256',
    read?.definition === undefined ? undefined : createHash('sha256').update(read.definition).digest('hex'),
  );
  const logging = read?.loggingConfiguration;
  draft.set(
    'LoggingConfiguration',
    logging && {
      Level: logging.level,
      IncludeExecutionData: logging.includeExecutionData,
      Destinations: logging.destinations?.length
        ? logging.destinations.map((one) => ({
            CloudWatchLogsLogGroup: { LogGroupArn: one.cloudWatchLogsLogGroup?.logGroupArn },
          }))
        : undefined,
    },
  );
  draft.set(
    'TracingConfiguration',
    read?.tracingConfiguration && { Enabled: read.tracingConfiguration.enabled },
  );
  const encryption = read?.encryptionConfiguration;
  draft.set(
    'EncryptionConfiguration',
    encryption && {
      Type: encryption.type,
      KmsKeyId: encryption.kmsKeyId,
      KmsDataKeyReusePeriodSeconds: encryption.kmsDataKeyReusePeriodSeconds,
    },
  );
  const tagMap = Object.fromEntries(
    (draft.take(tags)?.tags ?? []).map((tag) => [tag.key ?? '', tag.value ?? '']),
  );
  return observed(session, draft, { externalId: arn, name, tags: tagMap });
}
