import type { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/scope.ts';
import type { SystemTx, Tx } from '../../../platform/db/database.ts';
import { recordAudit, recordSystemAudit } from '../audit-log/index.ts';
import type { organizationSchema, updateOrganizationSchema } from './schemas.ts';
import {
  insertMembership,
  insertOrganization,
  type OrganizationRow,
  selectOrganization,
  updateOrganizationRow,
} from './store.ts';

export type Organization = z.infer<typeof organizationSchema>;

/** What other modules set up for a new organisation, in the same transaction; `main` hands the list in. */
export type OnOrganizationCreated = (tx: SystemTx, organizationId: number) => Promise<void>;

/** Creates an organisation whose owner is an existing user. */
export async function createOrganization(
  tx: SystemTx,
  values: { name: string; timeZone: string; owner: { id: number; email: string } },
  onCreated: readonly OnOrganizationCreated[],
): Promise<OrganizationRow> {
  requireTimeZone(values.timeZone);
  const organization = await insertOrganization(tx, values);
  await insertMembership(tx, { organizationId: organization.id, userId: values.owner.id, role: 'owner' });
  for (const setUp of onCreated) await setUp(tx, organization.id);
  const actor: Actor = { kind: 'user', id: values.owner.id, label: values.owner.email };
  await recordSystemAudit(
    tx,
    organization.id,
    {
      action: 'organization.created',
      target: { type: 'organization', id: organization.id },
      detail: { name: organization.name, time_zone: organization.timeZone, owner: values.owner.email },
    },
    actor,
  );
  return organization;
}

export async function getOrganization(tx: Tx): Promise<Organization> {
  const row = await selectOrganization(tx, tx.scope.organizationId);
  if (row === undefined) throw notFound('Organisation');
  return present(row);
}

export async function updateOrganization(
  tx: Tx,
  change: z.infer<typeof updateOrganizationSchema>,
  requestId?: string,
): Promise<Organization> {
  if (change.time_zone !== undefined) requireTimeZone(change.time_zone);
  const before = await getOrganization(tx);
  const values = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.time_zone === undefined ? {} : { time_zone: change.time_zone }),
  };
  if (Object.keys(values).length === 0) return before;
  const row = await updateOrganizationRow(tx, values);
  if (row === undefined) throw notFound('Organisation');
  await recordAudit(tx, {
    action: 'organization.updated',
    target: { type: 'organization', id: row.id },
    detail: {
      before: { name: before.name, time_zone: before.time_zone },
      after: { name: row.name, time_zone: row.timeZone },
    },
    requestId,
  });
  return present(row);
}

function present(row: OrganizationRow): Organization {
  return { id: row.id, name: row.name, time_zone: row.timeZone, created_at: row.createdAt.toISOString() };
}

/** Throws `invalid_input` unless the runtime knows the IANA name. */
export function requireTimeZone(name: string, path = 'time_zone'): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    if (/^[A-Z]/i.test(name)) return;
  } catch {
    // Falls through to the one message.
  }
  throw new AppError('invalid_input', `${JSON.stringify(name)} is not a time zone`, {
    details: [{ path, message: 'must be an IANA name such as Europe/Berlin' }],
  });
}
