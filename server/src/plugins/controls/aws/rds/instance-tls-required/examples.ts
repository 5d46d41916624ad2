import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of PostgreSQL that forces TLS',
      configuration: { Engine: 'postgres', DBParameterGroupName: 'orders' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'instance',
              DBParameterGroupName: 'orders',
              SecurityParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', Source: 'user' }],
            },
          },
        ],
      },
    },
    {
      title: 'of MySQL that requires it',
      configuration: { Engine: 'mysql', DBParameterGroupName: 'shop' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'instance',
              DBParameterGroupName: 'shop',
              SecurityParameters: [
                { ParameterName: 'require_secure_transport', ParameterValue: 'ON', Source: 'user' },
              ],
            },
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'of PostgreSQL that does not',
      configuration: { Engine: 'postgres', DBParameterGroupName: 'orders' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'instance',
              DBParameterGroupName: 'orders',
              SecurityParameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '0', Source: 'user' }],
            },
          },
        ],
      },
      says: 'rds.force_ssl',
    },
    {
      title: 'of MySQL with the default',
      configuration: { Engine: 'mysql', DBParameterGroupName: 'default.mysql8.0' },
      surroundings: {
        groups: [
          {
            configuration: {
              Scope: 'instance',
              DBParameterGroupName: 'default.mysql8.0',
              SecurityParameters: [
                { ParameterName: 'require_secure_transport', ParameterValue: 'OFF', Source: 'system' },
              ],
            },
          },
        ],
      },
    },
  ],
  unknown: [
    {
      title: 'whose parameters were denied',
      configuration: { Engine: 'postgres', DBParameterGroupName: 'orders' },
      surroundings: {
        groups: [
          {
            configuration: { Scope: 'instance', DBParameterGroupName: 'orders' },
            unreadable: [
              { path: 'SecurityParameters', reason: 'denied', permission: 'rds:DescribeDBParameters' },
            ],
          },
        ],
      },
    },
    {
      title: 'whose group was not listed',
      configuration: { Engine: 'postgres', DBParameterGroupName: 'orders' },
      unlisted: ['groups'],
    },
    {
      title: 'whose group is not there',
      configuration: { Engine: 'postgres', DBParameterGroupName: 'orders' },
    },
    {
      title: 'of Oracle, which decides in its option group',
      configuration: { Engine: 'oracle-ee', DBParameterGroupName: 'orders' },
    },
    {
      title: 'whose group has no such parameter',
      configuration: { Engine: 'postgres', DBParameterGroupName: 'old' },
      surroundings: {
        groups: [
          { configuration: { Scope: 'instance', DBParameterGroupName: 'old', SecurityParameters: [] } },
        ],
      },
    },
  ],
  not_applicable: [
    { title: 'of a cluster', configuration: { DBClusterIdentifier: 'c', Engine: 'aurora-mysql' } },
  ],
});
