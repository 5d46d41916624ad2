import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const rules = (Status: string) => ({
  ReplicationConfiguration: {
    Role: 'r',
    Rules: [{ Id: 'a', Status, Destination: { Bucket: 'arn:aws:s3:::copy' } }],
  },
});
const copyIn = (region: string) => ({
  buckets: [{ externalId: 'arn:aws:s3:::copy', region, configuration: {} }],
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with a copy elsewhere',
      configuration: rules('Enabled'),
      surroundings: copyIn('eu-west-1'),
      says: 'eu-west-1',
    },
  ],
  fail: [
    { title: 'without replication', configuration: {} },
    { title: 'whose rule is off', configuration: rules('Disabled'), surroundings: copyIn('eu-west-1') },
    {
      title: 'with a copy in its own region',
      configuration: rules('Enabled'),
      surroundings: copyIn('us-east-1'),
      says: 'within us-east-1',
    },
  ],
  unknown: [
    {
      title: 'whose replication was denied',
      configuration: {},
      unreadable: [
        { path: 'ReplicationConfiguration', reason: 'denied', permission: 's3:GetReplicationConfiguration' },
      ],
    },
    { title: 'with a copy in another account', configuration: rules('Enabled'), says: 'another account' },
    { title: 'when the buckets could not be listed', configuration: rules('Enabled'), unlisted: ['buckets'] },
  ],
});
