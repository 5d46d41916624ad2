import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { Triggered } from '../../govern/jobs/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import * as store from './enablement-store.ts';
import { chooseVersion, versionsOf } from './frameworks.ts';
import type { ComplianceDeps } from './subject.ts';

export type EnableDeps = ComplianceDeps & {
  /** Starts a check in the transaction that enables. */
  requestCheck: (tx: Tx, parameters: { framework_id: string; version: string }) => Promise<Triggered>;
};

export type EnableRequest = {
  frameworkId: string;
  version?: string | undefined;
  providerIds: number[];
  regions: string[];
  tags: Record<string, string>;
};

/** Enables a version beside those that are, or gives it another scope, and starts its first assessment. */
export async function enableFramework(
  deps: EnableDeps,
  scope: Scope,
  request: EnableRequest,
): Promise<{ version: string; triggered: Triggered }> {
  const framework = chooseVersion(deps.frameworks, request.frameworkId, request.version);
  const { id, version } = framework;
  return await deps.db.within(scope, async (tx) => {
    await requireAccounts(tx, framework.provider, request.providerIds);
    const at = deps.clock.now();
    const [before] = await store.endEnablements(tx, id, version, at);
    const covered = {
      provider_ids: [...new Set(request.providerIds)].sort((a, b) => a - b),
      regions: [...new Set(request.regions)].sort(),
      tags: request.tags,
    };
    await store.insertEnablement(tx, { framework_id: id, version, ...covered, at });
    const triggered = await deps.requestCheck(tx, { framework_id: id, version });
    await deps.announce(tx, {
      type: 'compliance.enabled',
      payload: { framework_id: id, framework_version: version, ...covered },
    });
    await recordAudit(tx, {
      action: 'compliance.framework_enabled',
      target: { type: 'framework', id: `${id} ${version}` },
      detail: {
        ...covered,
        ...(before === undefined
          ? {}
          : {
              before: {
                provider_ids: before.provider_ids,
                regions: before.regions,
                tags: before.tags,
              },
            }),
      },
    });
    return { version, triggered };
  });
}

async function requireAccounts(tx: Tx, vendor: string, ids: readonly number[]): Promise<void> {
  const known = new Map((await listProviders(tx)).map((provider) => [provider.id, provider]));
  for (const id of ids) {
    const provider = known.get(id);
    if (provider === undefined) throw notFound('provider');
    if (vendor !== 'all' && provider.type !== vendor) {
      throw new AppError('invalid_input', `provider_ids: ${provider.name} is no ${vendor} account`, {
        details: [{ path: 'provider_ids', message: `must be accounts of ${vendor}` }],
      });
    }
  }
}

/** Past assessments stay; new ones are not made. Without a version all of the framework are disabled. */
export async function disableFramework(
  deps: ComplianceDeps,
  scope: Scope,
  request: { frameworkId: string; version?: string | undefined },
): Promise<void> {
  const { frameworkId: id } = request;
  await deps.db.within(scope, async (tx) => {
    const ended = await store.endEnablements(tx, id, request.version ?? null, deps.clock.now());
    if (ended.length === 0) {
      versionsOf(deps.frameworks, id);
      throw new AppError('conflict', `${[id, request.version].filter(Boolean).join(' ')} is not enabled`);
    }
    for (const { version } of ended) {
      await deps.announce(tx, {
        type: 'compliance.disabled',
        payload: { framework_id: id, framework_version: version },
      });
    }
    for (const { version } of ended) {
      await recordAudit(tx, {
        action: 'compliance.framework_disabled',
        target: { type: 'framework', id: `${id} ${version}` },
      });
    }
  });
}
