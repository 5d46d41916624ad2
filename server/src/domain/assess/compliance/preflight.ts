import type { Gap } from '../../../core/observation.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import type { TypeReads } from '../../../plugin-kit/define-provider.ts';
import { type Catalogue, readTypes } from '../controls/index.ts';

/** What an account does not let us see of what a framework needs. Pure. */

/** `complete`: all that it looks at was read. `in_part`: some paths were not. `blocked`: a whole list was not. */
export const judgeableStates = ['complete', 'in_part', 'blocked'] as const;
export type Judgeable = (typeof judgeableStates)[number];

export type MissingPart = { type: string; paths: string[]; reason: string; permission: string | null };

export type ControlPreflight = {
  control: AnyControl;
  state: Judgeable;
  /** What must be granted for it, whether it is or not. */
  permissions: string[];
  missing: MissingPart[];
};

export type AccountPreflight = {
  neverRead: boolean;
  controls: ControlPreflight[];
  requirements: { id: string; title: string; state: Judgeable; permissions: string[] }[];
  /** Permissions that would help, with what they would open. */
  permissions: { permission: string; lost: MissingPart[]; controlIds: string[]; requirementIds: string[] }[];
};

const rank = (state: Judgeable): number => judgeableStates.indexOf(state);

export function preflightOf(input: {
  framework: Framework;
  catalogue: Catalogue;
  vendor: string;
  reads: readonly TypeReads[];
  /** The newest gaps of the account; undefined when it was never read. */
  gaps: readonly Gap[] | undefined;
}): AccountPreflight {
  const { framework, catalogue, gaps } = input;
  const reads = new Map(input.reads.map((each) => [each.type, each]));
  const ids = [...new Set(framework.requirements.flatMap(({ controls }) => controls))].sort();
  const controls = ids
    .flatMap((id) => catalogue.byId.get(id)?.[0] ?? [])
    .filter((control) => control.resource.provider === input.vendor)
    .map((control) => controlPreflight(control, reads, gaps));
  const byId = new Map(controls.map((each) => [each.control.id, each]));
  const requirements = framework.requirements.flatMap((requirement) => {
    const judging = requirement.controls.flatMap((id) => byId.get(id) ?? []);
    if (judging.length === 0) return [];
    const state = judging.reduce<Judgeable>(
      (worst, each) => (rank(each.state) > rank(worst) ? each.state : worst),
      'complete',
    );
    const permissions = [...new Set(judging.flatMap(({ missing }) => missing.flatMap(permissionOf)))].sort();
    return [{ id: requirement.id, title: requirement.title, state, permissions }];
  });
  const missing = [...new Set(controls.flatMap((each) => each.missing.flatMap(permissionOf)))].sort();
  return {
    neverRead: gaps === undefined,
    controls,
    requirements,
    permissions: missing.map((permission) => {
      const needs = controls.filter((each) => each.missing.some((part) => part.permission === permission));
      const lost = new Map(
        needs.flatMap((each) =>
          each.missing
            .filter((part) => part.permission === permission)
            .map((part) => [`${part.type} ${part.paths.join(' ')}`, part] as const),
        ),
      );
      return {
        permission,
        lost: [...lost.values()],
        controlIds: needs.map(({ control }) => control.id),
        requirementIds: requirements.flatMap(({ id, permissions }) =>
          permissions.includes(permission) ? [id] : [],
        ),
      };
    }),
  };
}

const permissionOf = ({ permission }: MissingPart): string[] => (permission === null ? [] : [permission]);

function controlPreflight(
  control: AnyControl,
  reads: ReadonlyMap<string, TypeReads>,
  gaps: readonly Gap[] | undefined,
): ControlPreflight {
  const types = [...new Set([control.resource.type, ...readTypes(control)])];
  const permissions = new Set<string>();
  for (const type of types) {
    const { lists = [], details = [] } = reads.get(type) ?? {};
    for (const { permission } of [...lists, ...details]) permissions.add(permission);
  }
  const missing =
    gaps === undefined
      ? types.map((type) => ({ type, paths: ['*'], reason: 'never_read', permission: null }))
      : partsOf(gaps.filter(({ source }) => types.includes(source)));
  const blocked = missing.some(({ paths }) => paths.includes('*'));
  return {
    control,
    state: blocked ? 'blocked' : missing.length > 0 ? 'in_part' : 'complete',
    permissions: [...permissions].sort(),
    missing,
  };
}

/** One part per type, reason and permission, whatever the number of regions. */
function partsOf(gaps: readonly Gap[]): MissingPart[] {
  const parts = new Map<string, MissingPart>();
  for (const gap of gaps) {
    const key = `${gap.source}|${gap.reason}|${gap.permission ?? ''}`;
    const known = parts.get(key);
    if (known === undefined) {
      parts.set(key, {
        type: gap.source,
        paths: [...gap.paths].sort(),
        reason: gap.reason,
        permission: gap.permission ?? null,
      });
    } else {
      known.paths = [...new Set([...known.paths, ...gap.paths])].sort();
    }
  }
  return [...parts.values()];
}
