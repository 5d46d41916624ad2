import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with IAM',
      configuration: {
        ClusterType: 'PROVISIONED',
        ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: false } },
      },
    },
    { title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } },
  ],
  fail: [
    {
      title: 'with clients without a name beside IAM',
      configuration: {
        ClusterType: 'PROVISIONED',
        ClientAuthentication: { Sasl: { Iam: { Enabled: true } }, Unauthenticated: { Enabled: true } },
      },
    },
    { title: 'without any way, which leaves it open', configuration: { ClusterType: 'PROVISIONED' } },
  ],
  unknown: [
    {
      title: 'whose ClientAuthentication nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'ClientAuthentication', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
  ],
});
