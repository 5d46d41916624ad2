import type { Body, Item } from '@infraudit/api-client';
import { idOption, instantOf, moment, text } from '../../command.ts';
import { usage } from '../../errors.ts';

export type Rule = Item<'listDriftRules'>;

export const ruleKeys = [
  'id',
  'path_pattern',
  'resource_type',
  'resource_id',
  'reason',
  'expires_at',
  'expired',
  'created_by',
  'created_at',
] as const satisfies readonly (keyof Rule)[];

export const expiry = {
  ...moment('--expires <time>', 'Until then: 2027-01-31, or in 30d'),
  read: readExpiry,
};

/** What create and preview take. */
export const ruleOptions = {
  path: text('--path <pattern>', 'Path to ignore with everything below it; * stands for one step'),
  resourceType: text('--resource-type <type>', 'Only for this type', { completes: 'resource_type' }),
  resource: idOption('--resource <id>', 'Only for this resource', 'resource'),
  reason: text('--reason <text>', 'Why this is no drift'),
  expires: expiry,
};

type Given = {
  path: string | undefined;
  resourceType: string | undefined;
  resource: number | undefined;
  reason: string | undefined;
  expires: string | undefined;
};

/** `30d` is in thirty days here, because a rule that ended in the past hides nothing. */
function readExpiry(raw: string | boolean | undefined): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const now = new Date();
  const ahead = /^\d{1,6}[mhd]$/.test(raw);
  const instant = instantOf('--expires', raw, now);
  return ahead ? new Date(2 * now.getTime() - Date.parse(instant)).toISOString() : instant;
}

export function ruleBody(given: Given, reasonNeeded: boolean): Body<'createDriftRule'> {
  if (given.path === undefined)
    throw usage(
      '--path is missing',
      'Give the path to ignore, such as Tags or VersioningConfiguration.Status.',
    );
  if (given.reason === undefined && reasonNeeded)
    throw usage('--reason is missing', 'Say why this is no drift; an auditor will ask.');
  return {
    path_pattern: given.path,
    reason: given.reason ?? 'preview',
    ...(given.resourceType === undefined ? {} : { resource_type: given.resourceType }),
    ...(given.resource === undefined ? {} : { resource_id: given.resource }),
    ...(given.expires === undefined ? {} : { expires_at: given.expires }),
  };
}

export function scopeText(rule: Rule): string {
  if (rule.resource_id !== null) return `resource ${rule.resource_id}`;
  return rule.resource_type ?? 'everything';
}
