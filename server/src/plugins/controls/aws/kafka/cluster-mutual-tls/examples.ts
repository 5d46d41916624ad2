import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with certificates',
      configuration: { ClusterType: 'PROVISIONED', ClientAuthentication: { Tls: { Enabled: true } } },
    },
    {
      title: 'with IAM',
      configuration: {
        ClusterType: 'PROVISIONED',
        ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
      },
    },
    { title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } },
  ],
  fail: [
    {
      title: 'with passwords only',
      configuration: {
        ClusterType: 'PROVISIONED',
        ClientAuthentication: { Sasl: { Scram: { Enabled: true } } },
      },
    },
    { title: 'without any way', configuration: { ClusterType: 'PROVISIONED' } },
  ],
  unknown: [
    {
      title: 'whose ClientAuthentication nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'ClientAuthentication', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
  ],
});
