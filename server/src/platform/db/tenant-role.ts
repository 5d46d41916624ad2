import { AppError } from '../../core/errors.ts';
import { quoteIdentifier, type Session, sqlState } from './engine.ts';
import { tenantRole } from './transactions.ts';

const insufficientPrivilege = '42501';

type State = { user: string; schema: string; exists: boolean; member: boolean; usage: boolean };

/**
 * Makes the role that row-level security applies to, and lets the current user become it. Roles belong to the
 * whole server, so another database or another process may have made it already. Where that is not permitted
 * the start stops with the statements for the administrator.
 */
export async function ensureTenantRole(session: Session): Promise<void> {
  let state = await readState(session);
  if (!state.exists) await attempt(session, state, `CREATE ROLE ${tenantRole} NOLOGIN`);
  state = await readState(session);
  if (!state.member) await attempt(session, state, `GRANT ${tenantRole} TO ${quoteIdentifier(state.user)}`);
  if (!state.usage) {
    await attempt(session, state, `GRANT USAGE ON SCHEMA ${quoteIdentifier(state.schema)} TO ${tenantRole}`);
  }
}

async function readState(session: Session): Promise<State> {
  const { rows } = await session.query(
    `SELECT current_user AS "user", current_schema() AS schema, role.oid IS NOT NULL AS exists,
       coalesce(pg_has_role(current_user, role.oid, 'MEMBER'), false) AS member,
       coalesce(has_schema_privilege(role.oid, current_schema(), 'USAGE'), false) AS usage
     FROM (SELECT 1) one LEFT JOIN pg_roles role ON role.rolname = $1`,
    [tenantRole],
  );
  return rows[0] as State;
}

async function attempt(session: Session, state: State, statement: string): Promise<void> {
  try {
    await session.query(statement);
  } catch (error) {
    // Another database of the same server may be doing the same at this moment.
    const now = await readState(session);
    const done = statement.startsWith('CREATE')
      ? now.exists
      : statement.includes('USAGE')
        ? now.usage
        : now.member;
    if (done) return;
    if (sqlState(error) !== insufficientPrivilege) throw error;
    throw new AppError('unavailable', statementsForAdministrator(state), { cause: error });
  }
}

function statementsForAdministrator(state: State): string {
  return [
    `The database user ${state.user} may not prepare the role ${tenantRole}, which keeps organisations apart.`,
    'Ask an administrator of the PostgreSQL server to run these statements in this database once:',
    ...(state.exists ? [] : [`  CREATE ROLE ${tenantRole} NOLOGIN;`]),
    `  GRANT ${tenantRole} TO ${quoteIdentifier(state.user)};`,
    `  GRANT USAGE ON SCHEMA ${quoteIdentifier(state.schema)} TO ${tenantRole};`,
    'Then start again.',
  ].join('\n');
}
