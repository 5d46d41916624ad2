import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { elasticacheReplicationGroupType } from '../../../providers/aws/resources/elasticache_replication_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-elasticache-encrypt-and-fail-over',
  version: 1,
  title: 'Encrypt caches and let them fail over',
  kind: 'security',
  resource: elasticacheReplicationGroupType,
  per: 'resource',
  controls: [
    'encrypted-in-transit',
    'encrypted-at-rest',
    'clients-authenticated',
    'automatic-failover',
    'multi-az',
    'backup-enabled',
    'minor-upgrades',
  ].map((rule) => `aws-elasticache-${rule}`),
  driftAttributes: [
    'TransitEncryptionEnabled',
    'AtRestEncryptionEnabled',
    'AuthTokenEnabled',
    'AutomaticFailoverEnabled',
    'MultiAZEnabled',
    'SnapshotRetentionLimit',
  ],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources: [group] }) {
    const id = group.configuration.ReplicationGroupId ?? group.name;
    const fails = (rule: string) => group.fails.has(`aws-elasticache-${rule}`);
    const options = [
      ...(fails('automatic-failover') || fails('multi-az')
        ? ['--automatic-failover-enabled --multi-az-enabled']
        : []),
      ...(fails('backup-enabled') ? ['--snapshot-retention-limit 7'] : []),
      ...(fails('minor-upgrades') ? ['--auto-minor-version-upgrade'] : []),
    ];
    return {
      title: `Harden the cache ${id}`,
      explanation: `${counted(group.fails.size + group.drifts.length, 'finding')} about ${id}. Sessions and personal data pass through caches; who reaches the network reads them where clients need no password and no TLS.`,
      steps: [
        ...(options.length > 0
          ? [
              {
                text: 'Change what can be changed while it runs.',
                commands: [
                  `${cli`aws elasticache modify-replication-group${inRegion(group)} --replication-group-id ${id}`} ${options.join(' ')} --apply-immediately`,
                ],
              },
            ]
          : []),
        ...(fails('encrypted-in-transit')
          ? [
              {
                text: 'Go to TLS in two steps: preferred, until all clients use it, then required.',
                commands: [
                  cli`aws elasticache modify-replication-group${inRegion(group)} --replication-group-id ${id} --transit-encryption-enabled --transit-encryption-mode preferred --apply-immediately`,
                ],
              },
            ]
          : []),
        ...(fails('clients-authenticated')
          ? [{ text: 'Create users with passwords or IAM in a user group, and attach it.' }]
          : []),
        ...(fails('encrypted-at-rest')
          ? [{ text: 'Encryption of disks is chosen once: make a new group from a backup.' }]
          : []),
        {
          text: 'Read the state back.',
          commands: [
            cli`aws elasticache describe-replication-groups${inRegion(group)} --replication-group-id ${id}`,
          ],
        },
      ],
      impact: 'What is cached is read by known clients only and survives the loss of a node.',
      sideEffects: [
        'Clients without TLS or password are refused when it is required.',
        ...(fails('multi-az') ? ['A second node is charged.'] : []),
      ],
    };
  },
  examples: [
    {
      title: 'a plain cache',
      resources: [
        {
          name: 'sessions',
          configuration: { ReplicationGroupId: 'sessions' },
          fails: ['aws-elasticache-encrypted-in-transit', 'aws-elasticache-multi-az'],
        },
      ],
      says: ['--replication-group-id sessions --automatic-failover-enabled', 'preferred'],
    },
  ],
});
