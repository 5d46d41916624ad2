import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires TLS',
      configuration: { SecurityParameters: [{ ParameterName: 'require_ssl', ParameterValue: 'true' }] },
    },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: { SecurityParameters: [{ ParameterName: 'require_ssl', ParameterValue: 'false' }] },
    },
  ],
  unknown: [
    {
      title: 'whose SecurityParameters nobody could read',
      configuration: {},
      unreadable: [
        { path: 'SecurityParameters', reason: 'denied', permission: 'redshift:DescribeClusterParameters' },
      ],
    },
    { title: 'without the parameter', configuration: {} },
  ],
});
