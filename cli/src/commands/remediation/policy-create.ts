import { choice, count, defineCommand, idOption, text, textPairs } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { severities } from '../../output/paint.ts';
import { expiry } from '../drift/rule-view.ts';
import { policyRecord } from './policy-view.ts';

export const command = defineCommand({
  name: 'policy create',
  summary: 'Propose a standing policy; another administrator approves it',
  options: {
    type: text('--type <type>', 'The kind of change: infraudit remediation types'),
    maximumSeverity: choice('--maximum-severity <severity>', 'Findings up to this severity', severities),
    expires: expiry,
    reason: text('--reason <text>', 'Why no person needs to decide each time, in a few words'),
    provider: idOption('--provider <id>', 'Only in this account', 'provider'),
    region: text('--region <regions>', 'Only in these regions, with commas', { completes: 'region' }),
    tag: textPairs('--tag <key=value>', 'Only with this tag; repeat it for more'),
    dailyLimit: count('--daily-limit <number>', 'Changes a day (10)', { from: 1, to: 100 }),
  },
  examples: [
    {
      command:
        'infraudit remediation policy create --type aws-s3-block-public-access --maximum-severity high --expires 90d --reason "test accounts hold no public data" --tag env=test',
      does: 'for buckets of the test environment',
    },
    { command: 'infraudit remediation policy list', does: 'says whether it counts yet' },
  ],
  async run(context, { type, maximumSeverity, expires, reason, provider, region, tag, dailyLimit }) {
    if (type === undefined || maximumSeverity === undefined || expires === undefined || reason === undefined)
      throw usage(
        '--type, --maximum-severity, --expires and --reason are needed',
        'infraudit remediation policy create --help',
      );
    const api = await context.api();
    const policy = await api.call('proposeRemediationPolicy', {
      body: {
        type,
        maximum_severity: maximumSeverity,
        expires_at: expires,
        reason,
        scope: onlyGiven({
          provider_id: provider,
          regions: region?.split(',').map((each) => each.trim()),
          tags: tag,
        }),
        ...onlyGiven({ daily_limit: dailyLimit }),
      },
    });
    await context.print.record(policy, policyRecord(context, policy));
    context.closing(`Another administrator: infraudit remediation policy approve ${policy.id}`);
    return 0;
  },
});
