import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { backupPlanCollector as collector } from './collect.ts';

const arn = 'arn:aws:backup:us-east-1:123456789012:backup-plan:p-1';
const recorded: RecordedResponses = {
  'backup:ListBackupPlans': {
    BackupPlansList: [
      {
        BackupPlanArn: arn,
        BackupPlanId: 'p-1',
        BackupPlanName: 'nightly',
        LastExecutionDate: '2025-01-01T00:00:00Z',
      },
    ],
  },
  'backup:GetBackupPlan': {
    BackupPlan: {
      BackupPlanName: 'nightly',
      Rules: [
        {
          RuleName: 'daily',
          RuleId: 'r-1',
          TargetBackupVaultName: 'vault',
          ScheduleExpression: 'cron(0 5 ? * * *)',
          Lifecycle: { DeleteAfterDays: 35 },
        },
      ],
    },
  },
  'backup:ListBackupSelections': { BackupSelectionsList: [{ SelectionId: 's-1', SelectionName: 'tagged' }] },
  'backup:GetBackupSelection': {
    BackupSelection: {
      SelectionName: 'tagged',
      IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
      ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'Backup', ConditionValue: 'yes' }],
      Resources: [],
    },
  },
  'backup:DescribeRegionSettings': { ResourceTypeOptInPreference: { DynamoDB: true, S3: false } },
  'backup:ListTags': { Tags: {} },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no plan was collected');
  return observed;
}

describe('the backup plan collector', () => {
  it('shows the rules, what they select, and what the region leaves out', async () => {
    const plan = await collectOne();
    expect(plan).toMatchObject({ externalId: arn, name: 'nightly', unreadable: [] });
    expect(plan.configuration).toEqual({
      BackupPlanId: 'p-1',
      BackupPlanArn: arn,
      BackupPlan: {
        BackupPlanName: 'nightly',
        BackupPlanRule: [
          {
            RuleName: 'daily',
            TargetBackupVault: 'vault',
            ScheduleExpression: 'cron(0 5 ? * * *)',
            Lifecycle: { DeleteAfterDays: 35 },
          },
        ],
      },
      Selections: [
        {
          SelectionName: 'tagged',
          IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
          ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'Backup', ConditionValue: 'yes' }],
        },
      ],
      ResourceTypeOptInPreference: { DynamoDB: true, S3: false },
    });
  });

  it('calls all selections unreadable when one of them is', async () => {
    const plan = await collectOne({
      'backup:GetBackupSelection': { error: 'AccessDeniedException', status: 403 },
    });
    expect(plan.configuration).not.toHaveProperty('Selections');
    expect(plan.unreadable).toEqual([
      expect.objectContaining({ path: 'Selections', permission: 'backup:GetBackupSelection' }),
    ]);
  });
});
