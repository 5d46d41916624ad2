import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'for its own account',
      configuration: { AllowedPrincipals: ['arn:aws:iam::111122223333:root'] },
    },
    {
      title: 'for a partner that has to be accepted',
      configuration: { AcceptanceRequired: true, AllowedPrincipals: ['arn:aws:iam::444455556666:root'] },
      says: 'accepted',
    },
    { title: 'for nobody', configuration: {} },
  ],
  fail: [
    { title: 'for everybody', configuration: { AllowedPrincipals: ['*'] }, says: 'Everybody' },
    {
      title: 'for a partner without acceptance',
      configuration: { AcceptanceRequired: false, AllowedPrincipals: ['arn:aws:iam::444455556666:root'] },
    },
  ],
  unknown: [
    {
      title: 'where AllowedPrincipals could not be read',
      configuration: {},
      unreadable: [
        {
          path: 'AllowedPrincipals',
          reason: 'denied',
          permission: 'ec2:DescribeVpcEndpointServicePermissions',
        },
      ],
      says: 'ec2:DescribeVpcEndpointServicePermissions',
    },
  ],
});
