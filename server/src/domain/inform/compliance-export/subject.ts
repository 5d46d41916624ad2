import { AppError } from '../../../core/errors.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { SecretBox } from '../../../platform/secrets/contract.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';

export type ExportDeps = {
  db: Database;
  clock: Clock;
  secrets: SecretBox;
  /** Of the product. */
  controls: readonly AnyControl[];
  /** Every version of every framework. */
  frameworks: readonly Framework[];
  /** Of the product, as people know it. */
  version: string;
};

/** The catalogue that an assessment is of. Throws `conflict` when this version of the product does not have it. */
export function frameworkOf(
  deps: Pick<ExportDeps, 'frameworks'>,
  assessment: { framework_id: string; framework_version: string },
): Framework {
  const { framework_id: id, framework_version: version } = assessment;
  const found = deps.frameworks.find((framework) => framework.id === id && framework.version === version);
  if (found !== undefined) return found;
  throw new AppError('conflict', `this version of the product has no ${id} ${version} any more`);
}
