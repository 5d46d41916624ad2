import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { guarddutyDetectorType } from '../../../providers/aws/resources/guardduty_detector/schema.ts';

const features: Readonly<Record<string, string>> = {
  'aws-guardduty-detector-s3-protection': 'S3_DATA_EVENTS',
  'aws-guardduty-detector-eks-audit-logs': 'EKS_AUDIT_LOGS',
  'aws-guardduty-detector-lambda-protection': 'LAMBDA_NETWORK_LOGS',
  'aws-guardduty-detector-malware-protection': 'EBS_MALWARE_PROTECTION',
  'aws-guardduty-detector-rds-protection': 'RDS_LOGIN_EVENTS',
  'aws-guardduty-detector-runtime-monitoring': 'RUNTIME_MONITORING',
};

export const recommendation = defineRecommendation({
  id: 'aws-guardduty-switch-on-protections',
  version: 1,
  title: 'Switch on what GuardDuty can also watch',
  kind: 'security',
  resource: guarddutyDetectorType,
  per: 'account',
  controls: Object.keys(features),
  driftAttributes: ['Enable', 'Features'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    const missing = Object.entries(features).filter(([control]) =>
      resources.some(({ fails }) => fails.has(control)),
    );
    const all = missing.length === 0 ? Object.entries(features) : missing;
    return {
      title: `Switch on ${counted(all.length, 'protection')} of GuardDuty in ${counted(total, 'region')}`,
      explanation: `GuardDuty runs in ${listed(
        resources.map(({ region }) => region),
        total,
      )} without ${listed(
        all.map(([, feature]) => feature),
        all.length,
        6,
      )}. Each looks at something that the others do not see, and is one value of the same call.`,
      steps: [
        {
          text: 'Switch on those that have something to watch: no EKS, no need for its logs.',
          commands: forEach(
            resources,
            (detector) =>
              cli`aws guardduty update-detector${inRegion(detector)} --detector-id ${detector.configuration.DetectorId ?? detector.externalId} --enable --features ${JSON.stringify(all.filter(([control]) => missing.length === 0 || detector.fails.has(control)).map(([, Name]) => ({ Name, Status: 'ENABLED' })))}`,
          ),
        },
        { text: 'Set them for new members in the management account too.' },
      ],
      impact: 'Attacks on data, databases, functions and containers are seen.',
      sideEffects: [
        'Each protection is charged by what it reads, after 30 free days.',
        'Runtime monitoring installs an agent.',
      ],
    };
  },
  examples: [
    {
      title: 'a plain detector',
      resources: [
        {
          name: 'd-1',
          configuration: { DetectorId: 'd-1' },
          fails: ['aws-guardduty-detector-s3-protection'],
        },
      ],
      says: ['--detector-id d-1', 'S3_DATA_EVENTS'],
    },
  ],
});
