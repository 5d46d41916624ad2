import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires TLS',
      configuration: { Engine: 'aurora-postgresql', DBClusterParameterGroupName: 'own' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'cluster',
              DBParameterGroupName: 'own',
              SecurityParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', Source: 'user' }],
            },
          },
          {
            configuration: {
              Scope: 'instance',
              DBParameterGroupName: 'own',
              SecurityParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '0', Source: 'user' }],
            },
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'that accepts plain connections',
      configuration: { Engine: 'aurora-postgresql', DBClusterParameterGroupName: 'own' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'cluster',
              DBParameterGroupName: 'own',
              SecurityParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '0', Source: 'user' }],
            },
          },
        ],
      },
      says: 'rds.force_ssl',
    },
  ],
  unknown: [
    {
      title: 'whose parameters were denied',
      configuration: { Engine: 'aurora-postgresql', DBClusterParameterGroupName: 'own' },
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
      configuration: { Engine: 'aurora-postgresql', DBClusterParameterGroupName: 'own' },
      unlisted: ['groups'],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'neptune' } }],
});
