import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is not enrolled',
      configuration: {
        Engine: 'postgres',
        EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
      },
    },
  ],
  fail: [
    {
      title: 'that is enrolled',
      configuration: { Engine: 'mysql', EngineLifecycleSupport: 'open-source-rds-extended-support' },
    },
    { title: 'that says nothing', configuration: { Engine: 'mysql' }, says: 'says nothing' },
  ],
  unknown: [
    {
      title: 'whose EngineLifecycleSupport nobody could read',
      configuration: { Engine: 'mysql' },
      unreadable: [
        { path: 'EngineLifecycleSupport', reason: 'denied', permission: 'rds:DescribeDBInstances' },
      ],
    },
  ],
  not_applicable: [{ title: 'of SQL Server', configuration: { Engine: 'sqlserver-se' } }],
});
