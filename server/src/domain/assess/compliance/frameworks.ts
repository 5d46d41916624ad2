import { AppError, notFound } from '../../../core/errors.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';

/** All versions of a framework, oldest first; throws when there is none. */
export function versionsOf(frameworks: readonly Framework[], id: string): Framework[] {
  const versions = frameworks.filter((framework) => framework.id === id);
  if (versions.length === 0) throw notFound(`framework ${id}`);
  return versions;
}

/** The version that was asked for, or the newest. */
export function chooseVersion(
  frameworks: readonly Framework[],
  id: string,
  version: string | undefined,
): Framework {
  const versions = versionsOf(frameworks, id);
  const chosen =
    version === undefined ? versions.at(-1) : versions.find((framework) => framework.version === version);
  if (chosen !== undefined) return chosen;
  throw new AppError('not_found', `framework ${id} has no version ${version}`, {
    details: [
      { path: 'version', message: `must be one of ${versions.map((each) => each.version).join(', ')}` },
    ],
  });
}
