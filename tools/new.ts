import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run new control <vendor> <service> <what> [resource_type]`: the files of a new plug-in, with the places to fill.
 * `npm run new remediation …` the same for a remediation.
 */

const root = fileURLToPath(new URL('../', import.meta.url));
const usage = [
  'Usage: npm run new control|remediation <vendor> <service> <what> [resource_type]',
  '  npm run new control aws s3 bucket-versioned s3_bucket',
  '  npm run new remediation aws s3 versioning s3_bucket',
].join('\n');

const kinds = ['control', 'remediation'] as const;
type Kind = (typeof kinds)[number];
export type NewPlugin = {
  kind: Kind;
  vendor: string;
  service: string;
  what: string;
  resourceType: string;
};

/** What `npm run check` lets nobody leave in a file. */
export const unfinished = ['TO', 'DO'].join('');

const words = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What was asked for, or why it cannot be made. */
export function newPluginOf(parameters: readonly string[]): NewPlugin | { problem: string } {
  const [asked, vendor, service, what, resourceType] = parameters;
  const kind = kinds.find((one) => one === asked);
  if (kind === undefined || vendor === undefined || service === undefined || what === undefined)
    return { problem: usage };
  if (parameters.length > 5) return { problem: usage };
  for (const [name, word] of Object.entries({ vendor, service, what }))
    if (!words.test(word))
      return { problem: `${name} must be words in lower case with hyphens, not "${word}"` };
  const type = resourceType ?? `${service.replaceAll('-', '_')}_${what.split('-')[0]}`;
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(type))
    return { problem: `the resource type must be words in lower case with underscores, not "${type}"` };
  return { kind, vendor, service, what, resourceType: type };
}

const camelCase = (text: string): string =>
  text.replaceAll(/[_-]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The two files of a control, by their names in its folder. */
function controlFiles(control: NewPlugin): Record<string, string> {
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

/** The two files of a remediation. It compiles as it stands, and changes nothing until it is filled. */
function remediationFiles({ vendor, service, what, resourceType }: NewPlugin): Record<string, string> {
  const variable = `${camelCase(resourceType)}Type`;
  const session = `${camelCase(`-${vendor}`)}ActingSession`;
  const mark = unfinished;
  return {
    'remediation.ts': `import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { ${variable} } from '../../../../providers/${vendor}/resources/${resourceType}/schema.ts';
import type { ${session} } from '../../../../providers/${vendor}/session/acting-types.ts';

/** ${mark}: exactly what the change is about, in the vendor's shape, and nothing else. */
type State = { Tags: string };

export const remediation = defineRemediation<typeof ${variable}, ${session}, State>({
  id: '${vendor}-${service}-${what}',
  title: '${mark}: in the imperative, without a full stop',
  description: '${mark}: what it changes and what it leaves alone, in one to three sentences',
  resource: ${variable},
  risk: 'high',
  impact: '${mark}: what may stop working, for whom, and whether there is a pause',
  effortMinutes: 10,
  controls: ['${mark}: ids of controls of the same type that pass afterwards'],
  driftAttributes: ['Tags'],
  irreversible: '${mark}: what cannot be taken back, or null when the way back leads to the same bytes',
  permissions: { read: ['${mark}: service:Action'], write: ['${mark}: service:Action'] },
  calls: { writes: ['${mark}: service:Operation'] },

  async read(_session, _target) {
    throw new Error('${mark}: ask for the present state, null when the resource is gone');
  },

  plan({ Tags }, { target }) {
    if (Tags === 'good') return { nothing: '${mark}: why nothing is to be done.' };
    return { after: { Tags: 'good' }, summary: \`${mark}: what happens to \${target.name}\` };
  },

  async write(_session, _target, _from, _to) {
    throw new Error('${mark}: send the calls that lead from one state to the other; repeating it changes nothing');
  },

  byHand: ({ name }) => ({
    cli: [\`${mark}: the command for \${name}\`],
    terraform: '${mark}: the lines to add or change, or null',
    console: '${mark}: the way through the console, or null',
  }),
});
`,
    'remediation.test.ts': `import { expect, it } from 'vitest';
import { caseProblems } from '../../../../../plugin-kit/conformance/remediation-conformance.ts';
import { remediation } from './remediation.ts';

it('${mark}: says what it puts in order', () => {
  expect(
    caseProblems(remediation, [
      { title: '${mark}: what is wrong', state: { Tags: 'bad' }, plan: { after: { Tags: 'good' } } },
      { title: '${mark}: what is in order', state: { Tags: 'good' }, plan: 'nothing' },
    ]),
  ).toEqual([]);
});
`,
  };
}

/** Writes the files below `folder`; never over what is there. Answers their paths, or why nothing was written. */
export function writePlugin(folder: string, plugin: NewPlugin): string[] | { problem: string } {
  const { kind, vendor, service, what, resourceType } = plugin;
  const schema = join(folder, 'server/src/plugins/providers', vendor, 'resources', resourceType, 'schema.ts');
  if (!existsSync(schema))
    return { problem: `There is no resource type ${resourceType} (${schema}); name it as the fourth word.` };
  const own = join(folder, `server/src/plugins/${kind}s`, vendor, service, what);
  if (existsSync(own)) return { problem: `${own} is there already.` };
  mkdirSync(own, { recursive: true });
  const files = kind === 'control' ? controlFiles(plugin) : remediationFiles(plugin);
  return Object.entries(files).map(([name, content]) => {
    const path = join(own, name);
    writeFileSync(path, content);
    return path;
  });
}

function main(): number {
  const asked = newPluginOf(process.argv.slice(2));
  const written = 'problem' in asked ? asked : writePlugin(root, asked);
  if ('problem' in asked || 'problem' in written) {
    process.stderr.write(
      `${'problem' in asked ? asked.problem : (written as { problem: string }).problem}\n`,
    );
    return 1;
  }
  const next = `Fill every ${unfinished}, then: npm run gen && npm test -- server/src/plugins/${asked.kind}s/registry`;
  process.stdout.write(`${written.join('\n')}\n${next}\nThe guide: docs/guides/write-a-${asked.kind}.md\n`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
