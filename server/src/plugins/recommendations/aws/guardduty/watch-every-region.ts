import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2RegionSettingsType } from '../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-guardduty-watch-every-region',
  version: 1,
  title: 'Let GuardDuty watch every region',
  kind: 'security',
  resource: ec2RegionSettingsType,
  per: 'account',
  controls: ['aws-guardduty-enabled-in-every-region', 'aws-accessanalyzer-region-watched'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    const blind = resources.filter(({ fails }) => fails.has('aws-guardduty-enabled-in-every-region'));
    const unwatched = resources.filter(({ fails }) => fails.has('aws-accessanalyzer-region-watched'));
    return {
      title: `Watch ${counted(total, 'region')} for intruders`,
      explanation: `Nobody watches ${listed(
        resources.map(({ region }) => region),
        total,
      )}. Intruders go where nobody works: unused regions need it most, and cost least there, because the price follows the traffic.`,
      steps: [
        ...(blind.length > 0
          ? [
              {
                text: 'Switch GuardDuty on.',
                commands: forEach(
                  blind,
                  (settings) => cli`aws guardduty create-detector${inRegion(settings)} --enable`,
                ),
              },
            ]
          : []),
        ...(unwatched.length > 0
          ? [
              {
                text: 'Create an analyzer of Access Analyzer; the one for external access is free.',
                commands: forEach(
                  unwatched,
                  (settings) =>
                    cli`aws accessanalyzer create-analyzer${inRegion(settings)} --analyzer-name account --type ACCOUNT`,
                ),
              },
            ]
          : []),
        {
          text: 'Better from the management account of the organisation, so that accounts cannot switch it off. Forbid unused regions by a policy there.',
        },
      ],
      impact: 'Signs of an intruder are seen in every region.',
      sideEffects: ['GuardDuty is free for 30 days and then charged by the events that it reads.'],
    };
  },
  examples: [
    {
      title: 'two blind regions',
      resources: [
        {
          name: 'a',
          region: 'eu-north-1',
          configuration: {},
          fails: ['aws-guardduty-enabled-in-every-region'],
        },
        { name: 'b', region: 'us-west-1', configuration: {}, fails: ['aws-accessanalyzer-region-watched'] },
      ],
      says: [
        '2 regions',
        'create-detector --region eu-north-1 --enable',
        'create-analyzer --region us-west-1',
      ],
    },
  ],
});
