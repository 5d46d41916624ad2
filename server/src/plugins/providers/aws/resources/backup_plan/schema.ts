import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const lifecycle = struct({ DeleteAfterDays: number, MoveToColdStorageAfterDays: number });
const keyValues = listOf(z.looseObject({ ConditionKey: text, ConditionValue: text }));

export const backupPlanType = defineResourceType({
  type: 'backup_plan',
  vendorType: 'AWS::Backup::BackupPlan',
  provider: 'aws',
  title: 'Backup plan',
  service: 'backup',
  aliases: ['plan'],
  schema: z.looseObject({
    BackupPlanId: text,
    BackupPlanArn: text,
    BackupPlan: struct({
      BackupPlanName: text,
      BackupPlanRule: listOf(
        z.looseObject({
          RuleName: text,
          TargetBackupVault: text,
          ScheduleExpression: text,
          ScheduleExpressionTimezone: text,
          EnableContinuousBackup: flag,
          Lifecycle: lifecycle,
          CopyActions: listOf(z.looseObject({ DestinationBackupVaultArn: text, Lifecycle: lifecycle })),
        }),
      ),
      AdvancedBackupSettings: listOf(z.looseObject({ ResourceType: text })),
    }),
    /** AWS::Backup::BackupSelection, of the plan that they feed. */
    Selections: listOf(
      z.looseObject({
        SelectionName: text,
        IamRoleArn: text,
        Resources: texts,
        NotResources: texts,
        ListOfTags: listOf(z.looseObject({ ConditionType: text, ConditionKey: text, ConditionValue: text })),
        Conditions: struct({
          StringEquals: keyValues,
          StringNotEquals: keyValues,
          StringLike: keyValues,
          StringNotLike: keyValues,
        }),
      }),
    ),
    /** Setting of the region (DescribeRegionSettings): what a plan selects and is switched off here is not backed up. */
    ResourceTypeOptInPreference: z.record(z.string().max(128), z.boolean()).optional(),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['BackupPlanArn', 'BackupPlanId', 'ResourceTypeOptInPreference'],
    unorderedScalarPaths: ['Selections.*.Resources', 'Selections.*.NotResources'],
    unorderedObjectArrayPaths: ['Selections.*.ListOfTags'],
    identityKeys: { Tags: 'Key', 'BackupPlan.BackupPlanRule': 'RuleName', Selections: 'SelectionName' },
    freeFormMapPaths: ['BackupPlan.BackupPlanRule.*.RecoveryPointTags'],
  },
});
