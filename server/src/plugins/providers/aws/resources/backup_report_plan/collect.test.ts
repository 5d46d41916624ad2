import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { backupReportPlanCollector as collector } from './collect.ts';

const arn = 'arn:aws:backup:us-east-1:123456789012:report-plan:jobs-1';

describe('the backup report plan collector', () => {
  it('shows what is reported and where the report goes, and no moment of a run', async () => {
    const responses = {
      'backup:ListReportPlans': {
        ReportPlans: [
          {
            ReportPlanArn: arn,
            ReportPlanName: 'jobs',
            ReportSetting: { ReportTemplate: 'BACKUP_JOB_REPORT', Regions: ['us-west-2', 'us-east-1'] },
            ReportDeliveryChannel: { S3BucketName: 'reports', Formats: ['CSV'] },
            LastSuccessfulExecutionTime: '2025-01-01T00:00:00Z',
          },
        ],
      },
    };
    const [plan] = await collectAll(collector, replaySession({ collector, responses }));
    expect(plan).toMatchObject({ externalId: arn, name: 'jobs', region: 'us-east-1' });
    expect(plan?.configuration).toEqual({
      ReportPlanName: 'jobs',
      ReportPlanArn: arn,
      ReportSetting: { ReportTemplate: 'BACKUP_JOB_REPORT', Regions: ['us-east-1', 'us-west-2'] },
      ReportDeliveryChannel: { S3BucketName: 'reports', Formats: ['CSV'] },
    });
  });

  it('ends in an error when the plans may not be listed', async () => {
    const session = replaySession({ collector, responses: {} });
    await expect(collectAll(collector, session)).rejects.toMatchObject({ name: 'AwsCallError' });
  });
});
