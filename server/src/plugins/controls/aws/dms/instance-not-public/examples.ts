import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'without a public address', configuration: { PubliclyAccessible: false } }],
  fail: [{ title: 'with a public address', configuration: { PubliclyAccessible: true } }],
  unknown: [
    {
      title: 'whose PubliclyAccessible nobody could read',
      configuration: {},
      unreadable: [
        { path: 'PubliclyAccessible', reason: 'denied', permission: 'dms:DescribeReplicationInstances' },
      ],
    },
    { title: 'of which DMS does not say it', configuration: {} },
  ],
});
