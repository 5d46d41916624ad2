import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2RegionSettingsType } from '../../../providers/aws/resources/ec2_region_settings/schema.ts';

const settings: Readonly<Record<string, { what: string; command: string }>> = {
  'aws-ebs-default-encryption': {
    what: 'new volumes are encrypted',
    command: 'enable-ebs-encryption-by-default',
  },
  'aws-ec2-region-imdsv2-default': {
    what: 'new instances ask for metadata tokens',
    command: 'modify-instance-metadata-defaults --http-tokens required',
  },
  'aws-ebs-snapshot-sharing-blocked': {
    what: 'snapshots cannot be made public',
    command: 'enable-snapshot-block-public-access --state block-all-sharing',
  },
  'aws-ec2-region-image-sharing-blocked': {
    what: 'images cannot be made public',
    command: 'enable-image-block-public-access --image-block-public-access-state block-new-sharing',
  },
  'aws-ec2-region-serial-console-off': {
    what: 'the serial console is off',
    command: 'disable-serial-console-access',
  },
};

export const recommendation = defineRecommendation({
  id: 'aws-ec2-safe-defaults-of-regions',
  version: 1,
  title: 'Make safe settings the default of every region',
  kind: 'security',
  resource: ec2RegionSettingsType,
  per: 'account',
  controls: Object.keys(settings),
  driftAttributes: [
    'EbsEncryptionByDefault',
    'InstanceMetadataDefaults',
    'SnapshotBlockPublicAccessState',
    'ImageBlockPublicAccessState',
    'SerialConsoleAccessEnabled',
  ],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    const missing = Object.entries(settings).filter(([control]) =>
      resources.some(({ fails }) => fails.has(control)),
    );
    const wanted = missing.length === 0 ? Object.entries(settings) : missing;
    return {
      title: `Make safe settings the default of ${counted(total, 'region')}`,
      explanation:
        `In ${listed(
          resources.map(({ region }) => region),
          total,
        )} it is not the default that ${listed(
          wanted.map(([, { what }]) => what),
          wanted.length,
          9,
        )}. ` +
        'These switches cost nothing and change nothing that is there: they decide what happens to the next volume, image and machine, also in regions that nobody uses.',
      steps: wanted.map(([control, { what, command }]) => ({
        text: `See to it that ${what}.`,
        commands: forEach(
          resources.filter(({ fails }) => missing.length === 0 || fails.has(control)),
          (settingsOfRegion) => `aws ec2 ${command} --region ${cli`${settingsOfRegion.region}`}`,
        ),
      })),
      impact: 'What is created tomorrow is safe without anybody thinking of it.',
      sideEffects: [
        'Templates that ask for an unencrypted volume or for version 1 of the metadata service fail, which is the point.',
      ],
    };
  },
  examples: [
    {
      title: 'a region with two switches off',
      resources: [
        {
          name: 'eu-west-1',
          region: 'eu-west-1',
          configuration: {},
          fails: ['aws-ebs-default-encryption', 'aws-ec2-region-serial-console-off'],
        },
      ],
      says: [
        'enable-ebs-encryption-by-default --region eu-west-1',
        'disable-serial-console-access --region eu-west-1',
      ],
    },
  ],
});
