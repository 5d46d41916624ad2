import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires TLS',
      configuration: { Engine: 'docdb', DBClusterParameterGroupName: 'own' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'cluster',
              DBParameterGroupName: 'own',
              SecurityParameters: [{ ParameterName: 'tls', ParameterValue: 'enabled', Source: 'user' }],
            },
          },
          {
            configuration: {
              Scope: 'instance',
              DBParameterGroupName: 'own',
              SecurityParameters: [{ ParameterName: 'tls', ParameterValue: 'disabled', Source: 'user' }],
            },
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'that accepts plain connections',
      configuration: { Engine: 'docdb', DBClusterParameterGroupName: 'own' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'cluster',
              DBParameterGroupName: 'own',
              SecurityParameters: [{ ParameterName: 'tls', ParameterValue: 'disabled', Source: 'user' }],
            },
          },
        ],
      },
      says: 'tls',
    },
  ],
  unknown: [
    {
      title: 'whose parameters were denied',
      configuration: { Engine: 'docdb', DBClusterParameterGroupName: 'own' },
      surroundings: {
        groups: [
          {
            configuration: { Scope: 'cluster', DBParameterGroupName: 'own' },
            unreadable: [
              { path: 'SecurityParameters', reason: 'denied', permission: 'rds:DescribeDBClusterParameters' },
            ],
          },
        ],
      },
    },
    {
      title: 'whose group was not listed',
      configuration: { Engine: 'docdb', DBClusterParameterGroupName: 'own' },
      unlisted: ['groups'],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'neptune' } }],
});
