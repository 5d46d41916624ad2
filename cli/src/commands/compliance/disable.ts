import { defineCommand, flag, text, word } from '../../command.ts';

export const command = defineCommand({
  name: 'disable',
  summary: 'Assess a framework no more; what was assessed stays',
  positionals: { framework: word('<framework>', 'Id such as cis-aws', { completes: 'framework' }) },
  options: {
    frameworkVersion: text('--framework-version <version>', 'Only this version of it'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit compliance disable hipaa', does: 'asks first' },
    { command: 'infraudit compliance disable hipaa --yes', does: 'for scripts' },
  ],
  async run(context, { framework, frameworkVersion, yes }) {
    const api = await context.api();
    if (!(await context.confirm(`Assess ${framework} no more?`, yes))) {
      context.note('Nothing was changed.');
      return 0;
    }
    await api.call('disableFramework', {
      path: { id: framework },
      query: frameworkVersion === undefined ? {} : { version: frameworkVersion },
    });
    context.note(`${framework} is not assessed any more.`);
    return 0;
  },
});
