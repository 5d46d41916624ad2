import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-require-metadata-sessions',
  version: 1,
  title: 'Require version 2 of the metadata service',
  kind: 'security',
  resource: ec2InstanceType,
  per: 'account',
  controls: ['aws-ec2-instance-imdsv2', 'aws-ec2-enclave-host-imdsv2'],
  driftAttributes: ['MetadataOptions'],
  exposure: (instance) => (instance.PublicIp === undefined ? 'account' : 'internet'),
  effortMinutes: 40,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Require version 2 of the metadata service on ${counted(total, 'instance')}`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'answers' : 'answer'} questions for credentials without a session token. One flaw in a web application that fetches addresses ` +
        'is then enough to take the rights of the machine. Version 2 asks for a token first, which such a flaw cannot get.',
      steps: [
        {
          text: 'See in CloudWatch whether version 1 is still called: the metric MetadataNoToken should be zero for some days.',
          commands: ['aws cloudwatch list-metrics --namespace AWS/EC2 --metric-name MetadataNoToken'],
        },
        {
          text: 'Require tokens. It works at once and needs no restart.',
          commands: forEach(
            resources,
            (instance) =>
              cli`aws ec2 modify-instance-metadata-options${inRegion(instance)} --instance-id ${instance.configuration.InstanceId ?? instance.externalId} --http-tokens required --http-endpoint enabled`,
          ),
        },
        {
          text: 'Set the same in launch templates and as the default of the region, so that the next machine has it too.',
        },
      ],
      impact: 'Credentials of a machine cannot be taken through a flaw of its application.',
      sideEffects: [
        'Software with an AWS SDK from before 2020 cannot get credentials any more.',
        'Containers may need a hop limit of 2.',
      ],
    };
  },
  examples: [
    {
      title: 'two machines',
      resources: [
        { name: 'web', configuration: { InstanceId: 'i-a' }, fails: ['aws-ec2-instance-imdsv2'] },
        { name: 'api', configuration: { InstanceId: 'i-b' }, fails: ['aws-ec2-instance-imdsv2'] },
      ],
      says: ['2 instances', 'web and api', '--instance-id i-b --http-tokens required'],
    },
  ],
});
