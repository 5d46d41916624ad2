import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that gives none', configuration: { AssociatePublicIpAddress: false } },
    { title: 'that leaves it to the subnet', configuration: {}, says: 'subnet' },
  ],
  fail: [{ title: 'that gives one', configuration: { AssociatePublicIpAddress: true } }],
  unknown: [
    {
      title: 'where AssociatePublicIpAddress could not be read',
      configuration: {},
      unreadable: [
        {
          path: 'AssociatePublicIpAddress',
          reason: 'denied',
          permission: 'autoscaling:DescribeLaunchConfigurations',
        },
      ],
      says: 'autoscaling:DescribeLaunchConfigurations',
    },
  ],
});
