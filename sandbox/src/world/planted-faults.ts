import type { ChangeName } from './changes.ts';
import { campaign } from './planted/campaign.ts';
import { farRegions } from './planted/far-regions.ts';
import { halfBuiltGuards } from './planted/half-built-guards.ts';
import { leftBehind } from './planted/left-behind.ts';
import { openOnPurpose } from './planted/open-on-purpose.ts';
import { people } from './planted/people.ts';
import { type Faults, faultLines, type PlantedGroup } from './planted/planted-group.ts';
import { thrift } from './planted/thrift.ts';
import { unfinished } from './planted/unfinished.ts';
import { untouchedDefaults } from './planted/untouched-defaults.ts';

export { plantedName } from './planted/planted-group.ts';

/**
 * The key of the realistic account: what is wrong with it, written by whoever built it. Whoever judges the account
 * finds these and nothing else.
 */
export const plantedFaults: readonly PlantedGroup[] = [
  campaign,
  farRegions,
  halfBuiltGuards,
  leftBehind,
  openOnPurpose,
  people,
  thrift,
  unfinished,
  untouchedDefaults,
];

/** What nobody can know of the account, though everything may be read. */
export const unknowable: readonly PlantedGroup[] = [
  {
    why: 'The task definition leaves the user to the image, and images are not read.',
    faults: { 'aws-ecs-task-ordinary-user': { 'us-east-1': 'legacy-admin' } },
  },
];

type ChangedFaults = { added: Faults; gone: Faults };
const account = { global: 'halden-production' };
const trail = { 'us-east-1': 'halden-organisation' };
const webGroup = { 'us-east-1': 'sg-web-prod' };
const deployPolicy = { global: 'ci-deploy' };

/** What each scripted change adds to the faults, and takes away. */
const faultsOfChanges: Readonly<Record<ChangeName, ChangedFaults>> = {
  'public-bucket': {
    added: { 'aws-s3-bucket-public-access-blocked': { 'us-east-1': 'data-lake-halden-events' } },
    gone: {},
  },
  'open-ssh': {
    added: {
      'aws-ec2-instance-ssh-not-exposed': {
        'us-east-1': 'web-prod-01, web-prod-02, web-prod-03, web-prod-04',
      },
      'aws-ec2-security-group-admin-ports-closed-ipv4': webGroup,
      'aws-ec2-security-group-high-risk-ports-closed': webGroup,
      'aws-ec2-security-group-only-web-open': webGroup,
      'aws-ec2-security-group-ssh-closed': webGroup,
    },
    gone: {},
  },
  'backups-off': { added: { 'aws-rds-instance-backup-enabled': { 'us-east-1': 'orders-prod' } }, gone: {} },
  // A machine of another size was started anew.
  'larger-instance': {
    added: {},
    gone: { 'aws-ec2-instance-recently-started': { 'us-east-1': 'web-prod-01' } },
  },
  'tag-added': { added: {}, gone: {} },
  'admin-policy': {
    added: {
      'aws-iam-policy-no-assuming-any-role': deployPolicy,
      'aws-iam-policy-no-full-admin': deployPolicy,
      'aws-iam-policy-no-marketplace-purchases': deployPolicy,
      'aws-iam-policy-no-privilege-escalation': deployPolicy,
      'aws-iam-policy-no-whole-cloudtrail': deployPolicy,
      'aws-iam-policy-no-whole-kms': deployPolicy,
      'aws-iam-policy-no-whole-services': deployPolicy,
    },
    gone: {},
  },
  // Nothing is recorded any more, so no alarm hears of anything either.
  'trail-stopped': {
    added: {
      'aws-cloudtrail-bedrock-calls-recorded': account,
      'aws-cloudtrail-management-events-recorded': account,
      'aws-cloudtrail-multi-region-trail': account,
      'aws-cloudtrail-trail-delivers-to-bucket': trail,
      'aws-cloudtrail-trail-delivers-to-cloudwatch': trail,
      'aws-cloudwatch-bucket-policy-changes-alarm': account,
      'aws-cloudwatch-failed-sign-ins-alarm': account,
      'aws-cloudwatch-iam-policy-changes-alarm': account,
      'aws-cloudwatch-kms-key-disabled-alarm': account,
      'aws-cloudwatch-root-usage-alarm': account,
      'aws-cloudwatch-sign-in-without-mfa-alarm': account,
      'aws-cloudwatch-trail-changes-alarm': account,
      'aws-cloudwatch-unauthorized-calls-alarm': account,
    },
    gone: {},
  },
};

/** What must fail, a line per control and resource: `control region name`; after these changes, when there are any. */
export function plantedLines(changes: readonly ChangeName[] = []): string[] {
  const lines = faultLines(plantedFaults.map(({ faults }) => faults));
  for (const change of changes) {
    lines.push(...faultLines([faultsOfChanges[change].added]));
    for (const gone of faultLines([faultsOfChanges[change].gone])) lines.splice(lines.indexOf(gone), 1);
  }
  return lines.sort();
}

/** What must be unknown, in the same words. */
export const unknowableLines = (): string[] => faultLines(unknowable.map(({ faults }) => faults));
