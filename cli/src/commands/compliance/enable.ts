import { defineCommand, flag, text, textPairs, word } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { requireSuccess, waitForExecution } from '../../wait.ts';
import { printAssessment } from './assessment-view.ts';

export const command = defineCommand({
  name: 'enable',
  summary: 'Assess a framework from now on; the first assessment starts at once',
  description: 'Without --framework-version the newest. Enabling again gives it the new scope.',
  positionals: { framework: word('<framework>', 'Id such as cis-aws', { completes: 'framework' }) },
  options: {
    frameworkVersion: text('--framework-version <version>', 'This version, such as 5.0'),
    provider: text('--provider <id>', 'Only these accounts; several with commas', { completes: 'provider' }),
    region: text('--region <name>', 'Only these regions and what is global; several with commas'),
    tag: textPairs('--tag <key=value>', 'Only resources with this tag; repeat it for more'),
    detach: flag('--detach', 'Do not wait for the first assessment'),
  },
  examples: [
    { command: 'infraudit compliance enable cis-aws', does: 'the newest version, over all AWS accounts' },
    {
      command: 'infraudit compliance enable pci-dss --provider 1 --tag scope=cardholder',
      does: 'only a part of one account',
    },
  ],
  async run(context, { framework, frameworkVersion, provider, region, tag, detach }) {
    const api = await context.api();
    const ids = provider?.split(',').map((one) => {
      const id = Number(one.trim());
      if (Number.isInteger(id) && id > 0) return id;
      throw usage(`--provider: ${one} is no id`, 'infraudit provider list shows the ids.');
    });
    const enabled = await api.call('enableFramework', {
      path: { id: framework },
      body: onlyGiven({
        version: frameworkVersion,
        provider_ids: ids,
        regions: region?.split(',').map((one) => one.trim()),
        tags: tag,
      }),
    });
    context.note(`${enabled.framework_id} ${enabled.version} is enabled.`);
    if (detach) {
      await context.print.record(enabled, {
        keys: ['framework_id', 'version', 'execution_id', 'status'],
        text: () => `Execution ${enabled.execution_id} is ${enabled.status}.\n`,
      });
      return 0;
    }
    const execution = await waitForExecution(context, api, enabled.execution_id, 'First assessment');
    requireSuccess(execution, 'First assessment');
    return await printAssessment(context, api, { framework: enabled.framework_id, version: enabled.version });
  },
});
