import type { Violation } from './floors.ts';

type Rule = {
  name: string;
  applies: (path: string) => boolean;
  /** A line that the rule forbids. */
  pattern: RegExp;
  message: string;
};

const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\/testing(\.ts|\/)|test-support|^server\/test\/|^(web|cli)\/test\//.test(path);
const ours = (path: string): boolean => !path.startsWith('tools/check/');
const code = (path: string): boolean => ours(path) && !isTest(path);

const longestFile = 400;

const rules: Rule[] = [
  {
    name: 'seal-scope',
    applies: (path) =>
      code(path) &&
      path !== 'server/src/core/scope.ts' &&
      !path.startsWith('server/src/domain/govern/tenancy/'),
    pattern: /\bsealScope\s*\(/,
    message: 'only tenancy makes a scope: call authorize or organizationScope',
  },
  {
    name: 'system-scope-says-why',
    applies: (path) => code(path) && path.startsWith('server/') && path !== 'server/src/core/scope.ts',
    pattern: /\bsystemScope\(\s*(\)|(['"`])[^\s'"`]*\2)/,
    message: 'systemScope needs a sentence that says why',
  },
  {
    name: 'log-not-console',
    applies: (path) => code(path) && path.startsWith('server/src/'),
    pattern: /\bconsole\.(log|info|warn|error|debug)\(/,
    message: 'write to the log instead of the console',
  },
  {
    name: 'clock-in-domain',
    applies: (path) => code(path) && path.startsWith('server/src/domain/'),
    pattern: /\bDate\.now\(\)|\bnew Date\(\s*\)/,
    message: 'the domain asks the clock it was given for the time',
  },
  {
    name: 'no-left-out-tests',
    applies: (path) => isTest(path),
    pattern: /\b(describe|test|it)\.(only|skip|todo)\b/,
    message: 'no test is left out',
  },
  {
    name: 'no-unfinished-work',
    applies: ours,
    pattern: /\b(TODO|FIXME|XXX|HACK)\b|(\/\/|new Error\().*not implemented|@ts-ignore|@ts-nocheck/,
    message: 'finish it, or take it out',
  },
  {
    name: 'no-enum',
    applies: code,
    pattern: /^\s*(export\s+)?(const\s+)?enum\s+\w/,
    message: 'a union instead of an enum',
  },
  {
    name: 'no-default-export',
    applies: (path) => code(path) && !/\.config\.(ts|mjs)$|server-for-all-suites\.ts$/.test(path),
    pattern: /^export default\b/,
    message: 'named exports only',
  },
];

const vagueNames = /(^|\/)(utils?|helpers?|common|misc|manager|shared)(\.tsx?|\/)/;

/** The habits of this project that no other tool holds. */
export function checkHouseRules(files: { path: string; text: string }[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const violations: Violation[] = [];
    const generated = /\.generated\.tsx?$/.test(path);
    const lines = text.split('\n');
    if (!generated && lines.length - 1 > longestFile) {
      violations.push({ path, line: 1, message: `${lines.length - 1} lines: at most ${longestFile}` });
    }
    if (vagueNames.test(path)) violations.push({ path, line: 1, message: 'name the file by what it holds' });
    if (!/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? ''))
      violations.push({ path, line: 1, message: 'file names are kebab-case' });
    if (generated) return violations;
    for (const rule of rules) {
      if (!rule.applies(path)) continue;
      for (const [index, line] of lines.entries()) {
        if (rule.pattern.test(line))
          violations.push({ path, line: index + 1, message: `${rule.message} (${rule.name})` });
      }
    }
    return violations;
  });
}
