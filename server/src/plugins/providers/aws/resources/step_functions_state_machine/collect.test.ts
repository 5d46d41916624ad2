import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { stepFunctionsStateMachineCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'sfn:ListStateMachines': {
    stateMachines: [
      {
        name: 'refund',
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:refund',
        type: 'STANDARD',
        creationDate: '2025-01-01T00:00:00Z',
      },
    ],
  },
  'sfn:DescribeStateMachine': {
    name: 'refund',
    definition: '{"StartAt":"A"}',
    roleArn: 'arn:aws:iam::123456789012:role/refund',
    loggingConfiguration: {
      level: 'ERROR',
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:1:log-group:sfn:*' } }],
    },
    tracingConfiguration: { enabled: true },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  },
  'sfn:ListTagsForResource': { tags: [{ key: 'team', value: 'pay' }] },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of state machines', () => {
  it('shows logging, tracing and encryption, and of the definition only a hash', async () => {
    const machine = await collectOne();
    expect(machine).toMatchObject({ name: 'refund', tags: { team: 'pay' }, unreadable: [] });
    expect(machine.configuration).toMatchObject({
      StateMachineName: 'refund',
      StateMachineType: 'STANDARD',
      LoggingConfiguration: {
        Level: 'ERROR',
        IncludeExecutionData: false,
        Destinations: [
          { CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:us-east-1:1:log-group:sfn:*' } },
        ],
      },
      TracingConfiguration: { Enabled: true },
      EncryptionConfiguration: { Type: 'AWS_OWNED_KEY' },
    });
    expect(machine.configuration.DefinitionSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(machine)).not.toContain('StartAt');
  });

  it('does not take a denied description for no logging', async () => {
    const machine = await collectOne({ 'sfn:DescribeStateMachine': { error: 'AccessDeniedException' } });
    expect(machine.unreadable.map(({ path }) => path)).toContain('LoggingConfiguration');
  });
});
