import { awsError } from '../protocols/errors.ts';
import type { StoredPlan, StoredVault } from '../world/storage-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

const missing = (message: string) => awsError('ResourceNotFoundException', 400, message);

function vaultNamed(call: Call, name: string | undefined): StoredVault {
  const found = call.world.region(call.region).backupVaults.get(name ?? '');
  if (!found) throw missing(`Backup vault ${name ?? ''} does not exist`);
  return found;
}

function planWith(call: Call, id: string | undefined): StoredPlan {
  const found = call.world.region(call.region).backupPlans.get(id ?? '');
  if (!found) throw missing(`Cannot find Backup plan with ID ${id ?? ''}`);
  return found;
}

function backupPage<T>(
  source: Parameters<typeof pageOf<T>>[0],
  input: { NextToken?: string | undefined; MaxResults?: number | undefined },
) {
  const { items, next } = pageOf(source, {
    token: input.NextToken,
    max: input.MaxResults,
    usual: 1000,
    largest: 1000,
    invalidToken: () => awsError('InvalidParameterValueException', 400, 'The NextToken is not valid.'),
  });
  return { items, more: next === undefined ? {} : { NextToken: next } };
}

export const backupOperations: Operations<typeof import('@aws-sdk/client-backup')> = {
  ListBackupVaults: (input, call) => {
    const { items, more } = backupPage<StoredVault>(call.world.region(call.region).backupVaults, input);
    return {
      BackupVaultList: items.map(({ policy, recoveryPoints, tags, ...vault }) => ({
        ...vault,
        // A number that grows each night.
        NumberOfRecoveryPoints: (vault.NumberOfRecoveryPoints ?? 0) + (Math.floor(Date.now() / 1000) % 7),
      })),
      ...more,
    };
  },

  GetBackupVaultAccessPolicy: (input, call) => {
    const { policy, BackupVaultArn, BackupVaultName } = vaultNamed(call, input.BackupVaultName);
    if (policy === undefined) throw missing('Backup vault has no access policy');
    return { BackupVaultName, BackupVaultArn, Policy: policy };
  },

  GetBackupVaultNotifications: (input, call) => {
    vaultNamed(call, input.BackupVaultName);
    throw missing('Failed reading notifications from database for Backup vault');
  },

  ListRecoveryPointsByBackupVault: (input, call) => {
    const { items, more } = backupPage(vaultNamed(call, input.BackupVaultName).recoveryPoints, input);
    return { RecoveryPoints: items, ...more };
  },

  ListBackupPlans: (input, call) => {
    const { items, more } = backupPage<StoredPlan>(call.world.region(call.region).backupPlans, input);
    return {
      BackupPlansList: items.map(({ id, arn, created, plan }) => ({
        BackupPlanArn: arn,
        BackupPlanId: id,
        BackupPlanName: plan.BackupPlanName,
        CreationDate: created,
        LastExecutionDate: new Date(Math.floor(Date.now() / 1000) * 1000),
      })),
      ...more,
    };
  },

  GetBackupPlan: (input, call) => {
    const { id, arn, created, plan } = planWith(call, input.BackupPlanId);
    return { BackupPlan: plan, BackupPlanId: id, BackupPlanArn: arn, CreationDate: created };
  },

  ListBackupSelections: (input, call) => {
    const { items, more } = backupPage(planWith(call, input.BackupPlanId).selections, input);
    return {
      BackupSelectionsList: items.map(({ id, SelectionName, IamRoleArn }) => ({
        SelectionId: id,
        SelectionName,
        IamRoleArn,
        BackupPlanId: input.BackupPlanId,
      })),
      ...more,
    };
  },

  GetBackupSelection: (input, call) => {
    const found = planWith(call, input.BackupPlanId).selections.find(({ id }) => id === input.SelectionId);
    if (!found) throw missing(`Cannot find Backup selection with ID ${input.SelectionId}`);
    const { id, ...selection } = found;
    return { BackupSelection: selection, SelectionId: id, BackupPlanId: input.BackupPlanId };
  },

  DescribeRegionSettings: (_input, call) => ({
    ResourceTypeOptInPreference: call.world.region(call.region).backupOptIn,
    ResourceTypeManagementPreference: {},
  }),

  ListReportPlans: (input, call) => {
    const { items, more } = backupPage(call.world.region(call.region).reportPlans.all(), input);
    return { ReportPlans: items, ...more };
  },

  ListTags: (input, call) => {
    const { backupVaults, backupPlans } = call.world.region(call.region);
    const found =
      backupVaults.all().find(({ BackupVaultArn }) => BackupVaultArn === input.ResourceArn) ??
      backupPlans.all().find(({ arn }) => arn === input.ResourceArn);
    if (!found) throw missing('The resource does not exist');
    return { Tags: found.tags };
  },
};
