import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a version that is offered',
      configuration: { Engine: 'postgres', EngineVersion: '16.4', EngineVersionStatus: 'available' },
    },
  ],
  fail: [
    {
      title: 'with a version that was given up',
      configuration: { Engine: 'mysql', EngineVersion: '5.7.44', EngineVersionStatus: 'deprecated' },
    },
  ],
  unknown: [
    {
      title: 'whose EngineVersionStatus nobody could read',
      configuration: { Engine: 'postgres' },
      unreadable: [
        { path: 'EngineVersionStatus', reason: 'denied', permission: 'rds:DescribeDBEngineVersions' },
      ],
    },
    { title: 'whose version RDS does not list', configuration: { Engine: 'postgres', EngineVersion: '8.1' } },
  ],
});
