import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that verifies', configuration: { EngineName: 'postgres', SslMode: 'verify-full' } }],
  fail: [
    { title: 'without TLS', configuration: { EngineName: 'postgres', SslMode: 'none' } },
    { title: 'that says nothing, which means none', configuration: { EngineName: 'mysql' } },
  ],
  unknown: [
    {
      title: 'whose SslMode nobody could read',
      configuration: { EngineName: 'mysql' },
      unreadable: [{ path: 'SslMode', reason: 'denied', permission: 'dms:DescribeEndpoints' }],
    },
  ],
  not_applicable: [{ title: 'of a bucket', configuration: { EngineName: 's3', SslMode: 'none' } }],
});
