import type { Command, Example } from './command.ts';
import { steps } from './steps.ts';

/** A noun with its verbs. Only the group that is asked for is loaded, so that the command starts at once. */
export type Group = {
  name: string;
  aliases?: readonly string[];
  summary: string;
  /** The usual way through its commands, for who sees them for the first time. */
  steps?: readonly Example[];
  load(): Promise<Command[]>;
};

const commandsOf = (files: Promise<{ command: Command }>[]): Promise<Command[]> =>
  Promise.all(files).then((loaded) => loaded.map(({ command }) => command));

export const groups: readonly Group[] = [
  {
    name: 'auth',
    summary: 'Sign in and out of a server',
    load: () =>
      commandsOf([
        import('./commands/auth/login.ts'),
        import('./commands/auth/register.ts'),
        import('./commands/auth/logout.ts'),
        import('./commands/auth/whoami.ts'),
      ]),
  },
  {
    name: 'config',
    summary: 'Settings of this command on this machine',
    load: () =>
      commandsOf([
        import('./commands/config/init.ts'),
        import('./commands/config/set.ts'),
        import('./commands/config/get.ts'),
        import('./commands/config/list.ts'),
      ]),
  },
  {
    name: 'provider',
    summary: 'Cloud accounts: connect, sync, coverage',
    load: () =>
      commandsOf([
        import('./commands/provider/list.ts'),
        import('./commands/provider/status.ts'),
        import('./commands/provider/get.ts'),
        import('./commands/provider/connect-aws.ts'),
        import('./commands/provider/sync.ts'),
        import('./commands/provider/coverage.ts'),
        import('./commands/provider/preflight.ts'),
        import('./commands/provider/policy.ts'),
        import('./commands/provider/role-template.ts'),
        import('./commands/provider/disconnect.ts'),
        import('./commands/provider/write-access-grant.ts'),
        import('./commands/provider/write-access-revoke.ts'),
        import('./commands/provider/write-access-policy.ts'),
      ]),
  },
  {
    name: 'resource',
    summary: 'The inventory of what is in the accounts',
    load: () =>
      commandsOf([
        import('./commands/resource/list.ts'),
        import('./commands/resource/get.ts'),
        import('./commands/resource/config.ts'),
        import('./commands/resource/versions.ts'),
        import('./commands/resource/types.ts'),
        import('./commands/resource/export.ts'),
        import('./commands/resource/delete.ts'),
      ]),
  },
  {
    name: 'baseline',
    summary: 'Agreed configurations that drift is measured against',
    load: () =>
      commandsOf([
        import('./commands/baseline/create.ts'),
        import('./commands/baseline/list.ts'),
        import('./commands/baseline/get.ts'),
        import('./commands/baseline/diff.ts'),
        import('./commands/baseline/delete.ts'),
      ]),
  },
  {
    name: 'drift',
    summary: 'Differences between what is and what was agreed',
    load: () =>
      commandsOf([
        import('./commands/drift/list.ts'),
        import('./commands/drift/get.ts'),
        import('./commands/drift/detect.ts'),
        import('./commands/drift/summary.ts'),
        import('./commands/drift/investigate.ts'),
        import('./commands/drift/resolve.ts'),
        import('./commands/drift/rules-list.ts'),
        import('./commands/drift/rules-create.ts'),
        import('./commands/drift/rules-preview.ts'),
        import('./commands/drift/rules-delete.ts'),
      ]),
  },
  {
    name: 'job',
    summary: 'Scheduled work and its runs',
    load: () =>
      commandsOf([
        import('./commands/job/list.ts'),
        import('./commands/job/get.ts'),
        import('./commands/job/types.ts'),
        import('./commands/job/create.ts'),
        import('./commands/job/edit.ts'),
        import('./commands/job/pause.ts'),
        import('./commands/job/resume.ts'),
        import('./commands/job/disable.ts'),
        import('./commands/job/enable.ts'),
        import('./commands/job/duplicate.ts'),
        import('./commands/job/delete.ts'),
        import('./commands/job/trigger.ts'),
        import('./commands/job/executions.ts'),
        import('./commands/job/explain.ts'),
        import('./commands/job/timeline.ts'),
        import('./commands/job/revisions.ts'),
        import('./commands/job/log.ts'),
        import('./commands/job/cancel.ts'),
      ]),
  },
  {
    name: 'execution',
    summary: 'Runs of jobs: outcome, log, stop, again, back',
    load: () =>
      commandsOf([
        import('./commands/execution/list.ts'),
        import('./commands/execution/get.ts'),
        import('./commands/execution/log.ts'),
        import('./commands/execution/cancel.ts'),
        import('./commands/execution/retry.ts'),
        import('./commands/execution/undo.ts'),
      ]),
  },
  {
    name: 'approval',
    summary: 'Changes in connected systems that wait for a yes or a no',
    load: () =>
      commandsOf([
        import('./commands/approval/list.ts'),
        import('./commands/approval/get.ts'),
        import('./commands/approval/approve.ts'),
        import('./commands/approval/reject.ts'),
        import('./commands/approval/reassign.ts'),
      ]),
  },
  {
    name: 'alert',
    summary: 'What somebody must look at',
    steps: steps.alert,
    load: () =>
      commandsOf([
        import('./commands/alert/list.ts'),
        import('./commands/alert/get.ts'),
        import('./commands/alert/summary.ts'),
        import('./commands/alert/history.ts'),
        import('./commands/alert/create.ts'),
        import('./commands/alert/acknowledge.ts'),
        import('./commands/alert/resolve.ts'),
        import('./commands/alert/assign.ts'),
        import('./commands/alert/mute.ts'),
        import('./commands/alert/unmute.ts'),
      ]),
  },
  {
    name: 'recommendation',
    aliases: ['rec'],
    summary: 'What should be done, and what it saves',
    steps: steps.recommendation,
    load: () =>
      commandsOf([
        import('./commands/recommendation/list.ts'),
        import('./commands/recommendation/get.ts'),
        import('./commands/recommendation/generate.ts'),
        import('./commands/recommendation/savings.ts'),
        import('./commands/recommendation/apply.ts'),
        import('./commands/recommendation/dismiss.ts'),
      ]),
  },
  {
    name: 'remediation',
    summary: 'Changes that put findings in order, after approval',
    steps: steps.remediation,
    load: () =>
      commandsOf([
        import('./commands/remediation/list.ts'),
        import('./commands/remediation/get.ts'),
        import('./commands/remediation/summary.ts'),
        import('./commands/remediation/pending.ts'),
        import('./commands/remediation/types.ts'),
        import('./commands/remediation/suggest.ts'),
        import('./commands/remediation/suggest-drift.ts'),
        import('./commands/remediation/plan.ts'),
        import('./commands/remediation/approve.ts'),
        import('./commands/remediation/reject.ts'),
        import('./commands/remediation/execute.ts'),
        import('./commands/remediation/rollback.ts'),
        import('./commands/remediation/cancel.ts'),
        import('./commands/remediation/policy-list.ts'),
        import('./commands/remediation/policy-get.ts'),
        import('./commands/remediation/policy-create.ts'),
        import('./commands/remediation/policy-approve.ts'),
        import('./commands/remediation/policy-revoke.ts'),
      ]),
  },
  {
    name: 'compliance',
    summary: 'Frameworks: enable, assess, results, evidence, exceptions',
    load: () =>
      commandsOf([
        import('./commands/compliance/overview.ts'),
        import('./commands/compliance/frameworks.ts'),
        import('./commands/compliance/enable.ts'),
        import('./commands/compliance/disable.ts'),
        import('./commands/compliance/assess.ts'),
        import('./commands/compliance/assessments.ts'),
        import('./commands/compliance/results.ts'),
        import('./commands/compliance/failing-controls.ts'),
        import('./commands/compliance/preflight.ts'),
        import('./commands/compliance/export.ts'),
        import('./commands/compliance/verify.ts'),
        import('./commands/compliance/mapping.ts'),
        import('./commands/compliance/exception-list.ts'),
        import('./commands/compliance/exception-get.ts'),
        import('./commands/compliance/exception-request.ts'),
        import('./commands/compliance/exception-approve.ts'),
        import('./commands/compliance/exception-reject.ts'),
        import('./commands/compliance/exception-revoke.ts'),
        import('./commands/compliance/attestation-list.ts'),
        import('./commands/compliance/attestation-create.ts'),
        import('./commands/compliance/attestation-download.ts'),
        import('./commands/compliance/attestation-withdraw.ts'),
      ]),
  },
  {
    name: 'control',
    summary: 'What judges resources, and controls of your own',
    load: () =>
      commandsOf([
        import('./commands/control/list.ts'),
        import('./commands/control/show.ts'),
        import('./commands/control/apply.ts'),
        import('./commands/control/try.ts'),
        import('./commands/control/delete.ts'),
      ]),
  },
  {
    name: 'schedule',
    summary: 'When a schedule runs, without a server',
    load: () =>
      commandsOf([import('./commands/schedule/preview.ts'), import('./commands/schedule/describe.ts')]),
  },
  {
    name: 'report',
    summary: 'Documents of the inventory, of drift and of what jobs did',
    load: () =>
      commandsOf([
        import('./commands/report/list.ts'),
        import('./commands/report/get.ts'),
        import('./commands/report/create.ts'),
        import('./commands/report/download.ts'),
        import('./commands/report/delete.ts'),
      ]),
  },
  {
    name: 'webhook',
    summary: 'Addresses of other systems that hear of events',
    steps: steps.webhook,
    load: () =>
      commandsOf([
        import('./commands/webhook/list.ts'),
        import('./commands/webhook/get.ts'),
        import('./commands/webhook/create.ts'),
        import('./commands/webhook/update.ts'),
        import('./commands/webhook/delete.ts'),
        import('./commands/webhook/test.ts'),
        import('./commands/webhook/events.ts'),
        import('./commands/webhook/deliveries.ts'),
        import('./commands/webhook/redeliver.ts'),
        import('./commands/webhook/rotate-secret.ts'),
        import('./commands/webhook/verify.ts'),
      ]),
  },
  {
    name: 'notification',
    aliases: ['notif'],
    summary: 'Who is told of what, where and when',
    steps: steps.notification,
    load: () =>
      commandsOf([
        import('./commands/notification/channels-list.ts'),
        import('./commands/notification/channels-kinds.ts'),
        import('./commands/notification/channels-create.ts'),
        import('./commands/notification/update.ts').then(({ channelsUpdate }) => channelsUpdate),
        import('./commands/notification/channels-test.ts'),
        import('./commands/notification/channels-delete.ts'),
        import('./commands/notification/rules-list.ts'),
        import('./commands/notification/rules-create.ts'),
        import('./commands/notification/rules-update.ts'),
        import('./commands/notification/rules-preview.ts'),
        import('./commands/notification/rules-delete.ts'),
        import('./commands/notification/history.ts'),
        import('./commands/notification/me.ts'),
        import('./commands/notification/send.ts'),
        import('./commands/notification/test.ts'),
        import('./commands/notification/update.ts'),
        import('./commands/notification/rules-list.ts').then(({ preferences }) => preferences),
        import('./commands/notification/rules-preview.ts').then(({ preview }) => preview),
      ]),
  },
  {
    name: 'audit',
    summary: 'Who did what, and proof that nobody rewrote it',
    load: () =>
      commandsOf([
        import('./commands/audit/list.ts'),
        import('./commands/audit/verify.ts'),
        import('./commands/audit/checkpoints.ts'),
        import('./commands/audit/export.ts'),
      ]),
  },
  {
    name: 'evidence',
    summary: 'Sealed records of what was done in connected systems',
    load: () =>
      commandsOf([
        import('./commands/evidence/list.ts'),
        import('./commands/evidence/export.ts'),
        import('./commands/evidence/verify.ts'),
        import('./commands/evidence/retention.ts'),
      ]),
  },
  {
    name: 'secrets',
    summary: 'Stored credentials, on the machine of the installation',
    load: () =>
      commandsOf([
        import('./commands/secrets/rotate.ts'),
        import('./commands/secrets/rotate-signing-key.ts'),
      ]),
  },
  {
    name: 'db',
    summary: 'The database, on the machine of the installation',
    load: () => commandsOf([import('./commands/db/move.ts')]),
  },
];

/** Commands without a noun. */
export const singles: readonly { name: string; summary: string; load(): Promise<{ command: Command }> }[] = [
  {
    name: 'status',
    summary: 'The state of everything in a few lines',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'diff',
    summary: 'Compare two configurations, without a server',
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'version',
    summary: 'Versions of this command and of the server',
    load: () => import('./commands/version.ts'),
  },
  {
    name: 'completion',
    summary: 'Completion for your shell',
    load: () => import('./commands/completion.ts'),
  },
];
