import { cli, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';

const services = [
  'cassandra',
  'cifs',
  'elasticsearch',
  'ftp',
  'kafka',
  'kerberos',
  'ldap',
  'memcached',
  'mongodb',
  'mysql',
  'oracle',
  'postgresql',
  'rdp',
  'redis',
  'sql-server',
  'ssh',
  'telnet',
];

export const recommendation = defineRecommendation({
  id: 'aws-ec2-take-off-the-internet',
  version: 1,
  title: 'Take a machine off the internet',
  kind: 'security',
  resource: ec2InstanceType,
  per: 'resource',
  controls: [
    ...services.map((service) => `aws-ec2-instance-${service}-not-exposed`),
    'aws-ec2-instance-no-public-address',
    'aws-ec2-instance-public-without-profile',
    'aws-ec2-enclave-host-no-open-ingress',
    'aws-ec2-enclave-host-no-public-address',
  ],
  driftAttributes: ['SecurityGroupIds', 'NetworkInterfaces'],
  exposure: (instance) => (instance.PublicIp === undefined ? 'account' : 'internet'),
  effortMinutes: 60,
  references: [],
  advise({ resources: [instance] }) {
    const id = instance.configuration.InstanceId ?? instance.externalId;
    const reached = services.filter((service) =>
      instance.fails.has(`aws-ec2-instance-${service}-not-exposed`),
    );
    const groups = instance.configuration.SecurityGroupIds ?? [];
    return {
      title: `Take the instance ${instance.name} off the internet`,
      explanation:
        `${id} has ${instance.configuration.PublicIp === undefined ? 'a way in from the internet' : `the public address ${instance.configuration.PublicIp}`}` +
        `${reached.length === 0 ? '' : `, and ${listed(reached)} can be reached there by everybody`}. ` +
        'Route, address and security groups together make it reachable; closing the group is quickest, an instance without a public address stays closed.',
      steps: [
        ...(reached.length > 0
          ? [
              {
                text: `Close ${listed(reached)} in ${groups.length === 0 ? 'the security groups of the instance' : listed(groups)} first: that works within seconds.`,
                commands: forEach(
                  groups,
                  (group) =>
                    cli`aws ec2 describe-security-group-rules${inRegion(instance)} --filters Name=group-id,Values=${group}`,
                ),
              },
            ]
          : []),
        {
          text: 'Put a load balancer before services that the public needs, and reach the machine itself by Session Manager.',
        },
        {
          text: 'Start the instance in a private subnet without a public address, from an image of it.',
          commands: [
            cli`aws ec2 create-image${inRegion(instance)} --instance-id ${id} --name ${`${instance.name}-move`} --no-reboot`,
          ],
        },
        ...(instance.fails.has('aws-ec2-instance-public-without-profile')
          ? [
              {
                text: 'Until then take its instance profile away, or narrow it: whoever breaks in has those rights at once.',
              },
            ]
          : []),
      ],
      impact: 'The machine is reached only through what you put before it.',
      sideEffects: [
        'Clients that use the public address or name need a new one.',
        'A private subnet needs a NAT gateway or endpoints for updates.',
      ],
    };
  },
  examples: [
    {
      title: 'a machine with SSH and Redis for everybody',
      resources: [
        {
          name: 'worker',
          configuration: { InstanceId: 'i-1', PublicIp: '203.0.113.9', SecurityGroupIds: ['sg-7'] },
          fails: ['aws-ec2-instance-ssh-not-exposed', 'aws-ec2-instance-redis-not-exposed'],
        },
      ],
      says: ['203.0.113.9', 'redis and ssh', 'Values=sg-7', '--instance-id i-1'],
    },
  ],
});
