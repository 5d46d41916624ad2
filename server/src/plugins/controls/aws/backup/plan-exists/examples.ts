import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const BackupPlan = { BackupPlanRule: [{ RuleName: 'daily' }] };

export const examples = defineExamples({
  pass: [
    {
      title: 'with a plan',
      configuration: {},
      surroundings: {
        plans: [{ name: 'nightly', configuration: { BackupPlan, Selections: [{ SelectionName: 's' }] } }],
      },
      says: 'nightly',
    },
  ],
  fail: [
    { title: 'without a plan', configuration: {} },
    {
      title: 'whose plan selects nothing',
      configuration: {},
      surroundings: { plans: [{ configuration: { BackupPlan } }] },
    },
  ],
  unknown: [
    { title: 'whose plans could not be listed', configuration: {}, unlisted: ['plans'] },
    {
      title: 'where nobody could see what the plan selects',
      configuration: {},
      surroundings: {
        plans: [
          {
            configuration: { BackupPlan },
            unreadable: [{ path: 'Selections', reason: 'denied', permission: 'backup:GetBackupSelection' }],
          },
        ],
      },
    },
  ],
});
