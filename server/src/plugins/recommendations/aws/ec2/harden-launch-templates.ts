import { cli, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { launchTemplateType } from '../../../providers/aws/resources/launch_template/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-harden-launch-templates',
  version: 1,
  title: 'Start machines from hardened templates',
  kind: 'security',
  resource: launchTemplateType,
  per: 'resource',
  controls: [
    'aws-ec2-launch-template-imdsv2',
    'aws-ec2-launch-template-no-public-address',
    'aws-ec2-launch-template-volumes-encrypted',
  ],
  driftAttributes: ['LaunchTemplateData', 'DefaultVersionData'],
  exposure: 'unknown',
  effortMinutes: 45,
  references: [],
  advise({ resources: [template] }) {
    const id = template.configuration.LaunchTemplateId ?? template.externalId;
    const latest = template.configuration.LatestVersionNumber ?? '$Latest';
    const data = {
      ...(template.fails.has('aws-ec2-launch-template-imdsv2')
        ? { MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' } }
        : {}),
    };
    return {
      title: `Harden the launch template ${template.name}`,
      explanation:
        `Every machine that starts from ${template.name} has the same gaps: ` +
        `${listed([
          ...(template.fails.has('aws-ec2-launch-template-imdsv2') ? ['no metadata tokens'] : []),
          ...(template.fails.has('aws-ec2-launch-template-no-public-address') ? ['a public address'] : []),
          ...(template.fails.has('aws-ec2-launch-template-volumes-encrypted')
            ? ['volumes without encryption']
            : []),
          ...(template.drifts.length > 0 ? ['what a change weakened'] : []),
        ])}. Mending single machines lasts until the next one is started; mending the template lasts.`,
      steps: [
        {
          text: 'See the data of the latest version.',
          commands: [
            cli`aws ec2 describe-launch-template-versions${inRegion(template)} --launch-template-id ${id} --versions ${latest}`,
          ],
        },
        {
          text: 'Create a version from it with the safe settings. Network interfaces and block devices are given as a whole: take them from the step before, with AssociatePublicIpAddress false and Encrypted true.',
          commands: [
            cli`aws ec2 create-launch-template-version${inRegion(template)} --launch-template-id ${id} --source-version ${latest} --launch-template-data ${JSON.stringify(data)}`,
          ],
        },
        {
          text: 'Make it the default version.',
          commands: [
            cli`aws ec2 modify-launch-template${inRegion(template)} --launch-template-id ${id} --default-version ${'$Latest'}`,
          ],
        },
        { text: 'Refresh the instances of the Auto Scaling groups that use it.' },
      ],
      impact: 'Machines that are started from now on are safe.',
      sideEffects: ['A refresh replaces running machines.'],
    };
  },
  examples: [
    {
      title: 'a template without tokens',
      resources: [
        {
          name: 'fleet',
          configuration: { LaunchTemplateId: 'lt-1', LatestVersionNumber: '7' },
          fails: ['aws-ec2-launch-template-imdsv2'],
        },
      ],
      says: ['no metadata tokens', '--launch-template-id lt-1 --source-version 7', "'$Latest'"],
    },
  ],
});
