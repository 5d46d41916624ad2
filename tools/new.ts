import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run new control <vendor> <service> <what> [resource_type]`: the files of a new plug-in, with the places to fill. */

const root = fileURLToPath(new URL('../', import.meta.url));
const usage =
  'Usage: npm run new control <vendor> <service> <what> [resource_type]\n  npm run new control aws s3 bucket-versioned s3_bucket';

export type NewControl = { vendor: string; service: string; what: string; resourceType: string };

/** What `npm run check` lets nobody leave in a file. */
export const unfinished = ['TO', 'DO'].join('');

const words = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What was asked for, or why it cannot be made. */
export function newControlOf(parameters: readonly string[]): NewControl | { problem: string } {
  const [kind, vendor, service, what, resourceType] = parameters;
  if (kind !== 'control' || vendor === undefined || service === undefined || what === undefined)
    return { problem: usage };
  if (parameters.length > 5) return { problem: usage };
  for (const [name, word] of Object.entries({ vendor, service, what }))
    if (!words.test(word))
      return { problem: `${name} must be words in lower case with hyphens, not "${word}"` };
  const type = resourceType ?? `${service.replaceAll('-', '_')}_${what.split('-')[0]}`;
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(type))
    return { problem: `the resource type must be words in lower case with underscores, not "${type}"` };
  return { vendor, service, what, resourceType: type };
}

const camelCase = (text: string): string =>
  text.replaceAll(/[_-]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The two files of a control, by their names in its folder. */
function controlFiles(control: NewControl): Record<'control.ts' | 'examples.ts', string> {
  const { vendor, service, what, resourceType } = control;
  const variable = `${camelCase(resourceType)}Type`;
  return {
    'control.ts': `import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ${variable} } from '../../../../providers/${vendor}/resources/${resourceType}/schema.ts';

export const control = defineControl({
  id: '${vendor}-${service}-${what}',
  version: 1,
  title: '${unfinished}: the good state, without a full stop',
  severity: 'medium',
  category: 'governance',
  risk: '${unfinished}: what can happen, in two or three sentences',
  advice: {
    console: '${unfinished}: the way through the console',
    cli: '${unfinished}: the command',
    terraform: '${unfinished}: the lines to add or change',
    cloudformation: '${unfinished}: the lines to add or change',
  },
  references: ['${unfinished}: https://docs…'],
  resource: ${variable},
  equivalents: [],
  evaluate(configuration) {
    if (configuration.Tags !== undefined) return pass('${unfinished}: what is good.', 'Tags');
    return fail('${unfinished}: what is wrong.', 'Tags');
  },
});
`,
    'examples.ts': `import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: '${unfinished}: what is special about it', configuration: { Tags: [] } }],
  fail: [{ title: '${unfinished}: what is special about it', configuration: {} }],
  unknown: [
    {
      title: '${unfinished}: whose settings could not be read',
      configuration: {},
      unreadable: [{ path: 'Tags', reason: 'denied' }],
    },
  ],
});
`,
  };
}

/** Writes the files below `folder`; never over what is there. Answers their paths, or why nothing was written. */
export function writeControl(folder: string, control: NewControl): string[] | { problem: string } {
  const { vendor, service, what, resourceType } = control;
  const schema = join(folder, 'server/src/plugins/providers', vendor, 'resources', resourceType, 'schema.ts');
  if (!existsSync(schema))
    return { problem: `There is no resource type ${resourceType} (${schema}); name it as the fourth word.` };
  const own = join(folder, 'server/src/plugins/controls', vendor, service, what);
  if (existsSync(own)) return { problem: `${own} is there already.` };
  mkdirSync(own, { recursive: true });
  return Object.entries(controlFiles(control)).map(([name, content]) => {
    const path = join(own, name);
    writeFileSync(path, content);
    return path;
  });
}

function main(): number {
  const asked = newControlOf(process.argv.slice(2));
  const written = 'problem' in asked ? asked : writeControl(root, asked);
  if ('problem' in written) {
    process.stderr.write(`${written.problem}\n`);
    return 1;
  }
  const next = `Fill every ${unfinished}, then: npm run gen && npm test -- server/src/plugins/controls/registry`;
  process.stdout.write(`${written.join('\n')}\n${next}\nThe guide: docs/guides/write-a-control.md\n`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
