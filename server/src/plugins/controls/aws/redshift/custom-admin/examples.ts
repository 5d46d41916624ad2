import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a name of its own', configuration: { MasterUsername: 'warehouse_owner' } }],
  fail: [{ title: 'with the name awsuser', configuration: { MasterUsername: 'awsuser' } }],
  unknown: [
    {
      title: 'whose MasterUsername nobody could read',
      configuration: {},
      unreadable: [{ path: 'MasterUsername', reason: 'denied', permission: 'redshift:DescribeClusters' }],
    },
    { title: 'whose first user is not named', configuration: {} },
  ],
});
