import type {
  BackupPlansListMember,
  BackupRule,
  BackupSelection,
  DescribeRegionSettingsOutput,
} from '@aws-sdk/client-backup';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessEmpty } from '../../shapes/order.ts';
import { backupPlanType } from './schema.ts';

export const backupPlanCollector = defineCollector<AwsSession>({
  resource: backupPlanType,
  scope: 'regional',
  lists: [{ operation: 'backup:ListBackupPlans', permission: 'backup:ListBackupPlans' }],
  details: [
    { operation: 'backup:GetBackupPlan', permission: 'backup:GetBackupPlan', paths: ['BackupPlan'] },
    {
      operation: 'backup:ListBackupSelections',
      permission: 'backup:ListBackupSelections',
      paths: ['Selections'],
    },
    {
      operation: 'backup:GetBackupSelection',
      permission: 'backup:GetBackupSelection',
      paths: ['Selections'],
    },
    {
      operation: 'backup:DescribeRegionSettings',
      permission: 'backup:DescribeRegionSettings',
      paths: ['ResourceTypeOptInPreference'],
    },
    { operation: 'backup:ListTags', permission: 'backup:ListTags', paths: ['Tags'] },
  ],
  async *collect(session) {
    let settings: Detail<DescribeRegionSettingsOutput> | undefined;
    for await (const page of session.pages('backup', 'ListBackupPlans', { MaxResults: 1000 })) {
      const plans = page.BackupPlansList ?? [];
      if (plans.length === 0) continue;
      // One answer for the region instead of one per plan.
      settings ??= await session.detail('backup', 'DescribeRegionSettings', {});
      const known = settings;
      yield* session.mapConcurrently(plans, (plan) => observePlan(session, plan, known));
    }
  },
});

async function observePlan(
  session: AwsSession,
  plan: BackupPlansListMember,
  settings: Detail<DescribeRegionSettingsOutput>,
): Promise<ObservedResource> {
  const BackupPlanId = plan.BackupPlanId ?? '';
  const arn =
    plan.BackupPlanArn ||
    `arn:${session.partition}:backup:${session.region}:${session.accountId}:backup-plan:${BackupPlanId}`;
  const [description, selections, tags] = await Promise.all([
    session.detail('backup', 'GetBackupPlan', { BackupPlanId }),
    selectionsOf(session, BackupPlanId),
    session.detailPages('backup', 'ListTags', { ResourceArn: arn, MaxResults: 1000 }),
  ]);
  const draft = draftConfiguration({ BackupPlanId, BackupPlanArn: arn });
  draft.put('BackupPlan', description, ({ BackupPlan: it }) => ({
    BackupPlanName: it?.BackupPlanName ?? plan.BackupPlanName,
    BackupPlanRule: sortedBy(it?.Rules?.map(rule), ({ RuleName }) => [RuleName]),
    AdvancedBackupSettings: sortedBy(it?.AdvancedBackupSettings, ({ ResourceType }) => [ResourceType]),
  }));
  draft.put('Selections', selections, (list) =>
    sortedBy(list.map(selection), ({ SelectionName }) => [SelectionName]),
  );
  draft.put('ResourceTypeOptInPreference', settings, (it) => it.ResourceTypeOptInPreference);
  const tagPages = draft.take(tags)?.map((page) => page.Tags ?? {});
  return observed(session, draft, {
    externalId: arn,
    id: BackupPlanId,
    name: plan.BackupPlanName,
    tags: Object.assign({}, ...(tagPages ?? [])),
  });
}

async function selectionsOf(session: AwsSession, BackupPlanId: string): Promise<Detail<BackupSelection[]>> {
  const pages = await session.detailPages('backup', 'ListBackupSelections', {
    BackupPlanId,
    MaxResults: 1000,
  });
  if (pages.state !== 'value') return pages;
  const found: BackupSelection[] = [];
  for (const { SelectionId } of pages.value.flatMap((page) => page.BackupSelectionsList ?? [])) {
    const one = await session.detail('backup', 'GetBackupSelection', { BackupPlanId, SelectionId });
    // A plan whose selections are known in part would seem to protect less than it does.
    if (one.state !== 'value') return one;
    if (one.value.BackupSelection !== undefined) found.push(one.value.BackupSelection);
  }
  return { state: 'value', value: found };
}

function rule(from: BackupRule) {
  const { TargetBackupVaultName, RuleId, CopyActions, ...same } = from;
  return {
    ...same,
    TargetBackupVault: TargetBackupVaultName,
    CopyActions: sortedBy(CopyActions, (copy) => [copy.DestinationBackupVaultArn]),
  };
}

function selection(from: BackupSelection) {
  const conditions = from.Conditions;
  const byKey = (one: { ConditionKey?: string | undefined; ConditionValue?: string | undefined }) => [
    one.ConditionKey,
    one.ConditionValue,
  ];
  return {
    SelectionName: from.SelectionName,
    IamRoleArn: from.IamRoleArn,
    Resources: sorted(from.Resources),
    NotResources: sorted(from.NotResources),
    ListOfTags: sortedBy(from.ListOfTags, byKey),
    Conditions:
      conditions &&
      unlessEmpty({
        StringEquals: sortedBy(conditions.StringEquals, byKey),
        StringNotEquals: sortedBy(conditions.StringNotEquals, byKey),
        StringLike: sortedBy(conditions.StringLike, byKey),
        StringNotLike: sortedBy(conditions.StringNotLike, byKey),
      }),
  };
}
