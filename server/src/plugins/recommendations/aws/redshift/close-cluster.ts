import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { redshiftClusterType } from '../../../providers/aws/resources/redshift_cluster/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-redshift-close-cluster',
  version: 1,
  title: 'Close and encrypt a warehouse',
  kind: 'security',
  resource: redshiftClusterType,
  per: 'resource',
  controls: [
    'not-public',
    'encrypted',
    'tls-required',
    'audit-logging',
    'enhanced-vpc-routing',
    'automated-snapshots',
    'version-upgrades',
  ].map((rule) => `aws-redshift-${rule}`),
  driftAttributes: [
    'PubliclyAccessible',
    'Encrypted',
    'LoggingProperties',
    'EnhancedVpcRouting',
    'SecurityParameters',
  ],
  exposure: (cluster) => (cluster.PubliclyAccessible === true ? 'internet' : 'account'),
  effortMinutes: 90,
  references: [],
  advise({ resources: [cluster] }) {
    const id = cluster.configuration.ClusterIdentifier ?? cluster.name;
    const fails = (rule: string) => cluster.fails.has(`aws-redshift-${rule}`);
    const options = [
      ...(fails('not-public') ? ['--no-publicly-accessible'] : []),
      ...(fails('enhanced-vpc-routing') ? ['--enhanced-vpc-routing'] : []),
      ...(fails('automated-snapshots') ? ['--automated-snapshot-retention-period 7'] : []),
      ...(fails('version-upgrades') ? ['--allow-version-upgrade'] : []),
    ];
    return {
      title: `Close the warehouse ${id}`,
      explanation: `${counted(cluster.fails.size + cluster.drifts.length, 'finding')} about ${id}${fails('not-public') ? ', which has a public address' : ''}. A warehouse holds copies of what other systems protect, so it is the weakest door to all of it.`,
      steps: [
        ...(options.length > 0
          ? [
              {
                text: 'Change the settings of the cluster in one call.',
                commands: [
                  `${cli`aws redshift modify-cluster${inRegion(cluster)} --cluster-identifier ${id}`} ${options.join(' ')}`,
                ],
              },
            ]
          : []),
        ...(fails('tls-required')
          ? [
              {
                text: 'Demand TLS.',
                commands: [
                  cli`aws redshift modify-cluster-parameter-group${inRegion(cluster)} --parameter-group-name ${cluster.configuration.ClusterParameterGroupName ?? ''} --parameters ParameterName=require_ssl,ParameterValue=true`,
                ],
              },
            ]
          : []),
        ...(fails('encrypted')
          ? [
              {
                text: 'Encrypt it: Redshift moves the data by itself.',
                commands: [
                  cli`aws redshift modify-cluster${inRegion(cluster)} --cluster-identifier ${id} --encrypted`,
                ],
              },
            ]
          : []),
        ...(fails('audit-logging')
          ? [
              {
                text: 'Write the audit log to CloudWatch.',
                commands: [
                  cli`aws redshift enable-logging${inRegion(cluster)} --cluster-identifier ${id} --log-destination-type cloudwatch --log-exports connectionlog userlog`,
                ],
              },
            ]
          : []),
        {
          text: 'Read the state back.',
          commands: [cli`aws redshift describe-clusters${inRegion(cluster)} --cluster-identifier ${id}`],
        },
      ],
      impact: 'The copies are as safe as the originals.',
      sideEffects: [
        'Clients outside of the network, and those without TLS, are refused.',
        ...(fails('encrypted') ? ['The cluster is slower while its data is moved.'] : []),
      ],
    };
  },
  examples: [
    {
      title: 'a public warehouse',
      resources: [
        {
          name: 'dwh',
          configuration: { ClusterIdentifier: 'dwh', ClusterParameterGroupName: 'dwh-1' },
          fails: ['aws-redshift-not-public', 'aws-redshift-tls-required'],
        },
      ],
      says: ['--cluster-identifier dwh --no-publicly-accessible', '--parameter-group-name dwh-1'],
    },
  ],
});
