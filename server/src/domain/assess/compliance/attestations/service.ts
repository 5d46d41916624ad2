import { AppError, notFound } from '../../../../core/errors.ts';
import { personBehind, type Scope } from '../../../../core/scope.ts';
import type { Clock } from '../../../../platform/clock.ts';
import type { Database, Tx } from '../../../../platform/db/database.ts';
import { sha256Hex } from '../../../../platform/hash.ts';
import type { Framework, Requirement } from '../../../../plugin-kit/define-framework.ts';
import { recordAudit } from '../../../govern/audit-log/index.ts';
import { judgeFile } from './file.ts';
import * as store from './store.ts';

export type AttestationsDeps = { db: Database; clock: Clock; frameworks: readonly Framework[] };

const dayMs = 86_400_000;
const usualDays = 365;
const longestDays = 731;

export type Attestation = {
  frameworkId: string;
  version: string | undefined;
  requirementId: string;
  statement: string;
  validUntil: Date | undefined;
  file: { name: string; content: Buffer } | undefined;
};

/**
 * A person's word, with the file that shows it, for a requirement at which a person must look. It is counted for
 * itself and makes nothing pass.
 */
export async function attest(deps: AttestationsDeps, scope: Scope, given: Attestation): Promise<number> {
  if (personBehind(scope.actor) === null) throw new AppError('forbidden', 'Only a person can attest');
  const { framework, requirement } = requirementOf(deps.frameworks, given);
  const at = deps.clock.now();
  const validUntil = given.validUntil ?? new Date(at.getTime() + usualDays * dayMs);
  refuseValidity(validUntil, at);
  const file = given.file === undefined ? null : acceptedFile(given.file);
  return await deps.db.within(scope, async (tx) => {
    const row = await store.insertAttestation(tx, {
      frameworkId: framework.id,
      version: framework.version,
      requirementId: requirement.id,
      statement: given.statement,
      at,
      validUntil,
      file,
    });
    await recordAudit(tx, {
      action: 'attestation.made',
      target: { type: 'attestation', id: row.id },
      detail: facts(row),
    });
    return row.id;
  });
}

function requirementOf(
  frameworks: readonly Framework[],
  given: Attestation,
): { framework: Framework; requirement: Requirement } {
  const versions = frameworks.filter(({ id }) => id === given.frameworkId);
  const newestFirst = versions.toSorted((one, other) =>
    other.version.localeCompare(one.version, 'en', { numeric: true }),
  );
  const framework =
    given.version === undefined ? newestFirst[0] : versions.find(({ version }) => version === given.version);
  if (framework === undefined)
    throw refused(
      versions.length === 0 ? 'framework_id' : 'version',
      versions.length === 0
        ? `there is no framework ${given.frameworkId}; GET /compliance/frameworks lists them`
        : `${given.frameworkId} has the versions ${newestFirst.map(({ version }) => version).join(', ')}`,
    );
  const requirement = framework.requirements.find(({ id }) => id === given.requirementId);
  if (requirement === undefined)
    throw refused(
      'requirement_id',
      `${framework.title} ${framework.version} has no requirement ${given.requirementId}`,
    );
  if (requirement.controls.length > 0 && requirement.manual === undefined)
    throw refused(
      'requirement_id',
      `controls judge ${requirement.id}, so a word about it would count for nothing; ask for an exception instead`,
    );
  return { framework, requirement };
}

const refused = (path: string, message: string): AppError =>
  new AppError('unprocessable', 'This cannot be attested', { details: [{ path, message }] });

function refuseValidity(validUntil: Date, at: Date): void {
  if (validUntil.getTime() <= at.getTime()) throw refused('valid_until', 'must be in the future');
  if (validUntil.getTime() > at.getTime() + longestDays * dayMs)
    throw refused('valid_until', 'must be within two years; somebody looks again then');
}

function acceptedFile(file: { name: string; content: Buffer }): store.AttachedFile {
  const judged = judgeFile(file.name, file.content);
  if ('problem' in judged) throw refused('file', judged.problem);
  return { ...file, mediaType: judged.mediaType, sha256: sha256Hex(file.content) };
}

const facts = (row: store.AttestationRow): Record<string, unknown> => ({
  framework_id: row.framework_id,
  framework_version: row.framework_version,
  requirement_id: row.requirement_id,
  statement: row.statement,
  valid_until: row.valid_until.toISOString(),
  file_name: row.file_name,
  file_sha256: row.file_sha256,
});

/** From now on it counts no more; the record of it, and its file, stay. */
export async function withdrawAttestation(
  deps: AttestationsDeps,
  scope: Scope,
  id: number,
  reason: string | null,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.lockAttestation(tx, id);
    if (row === undefined) throw notFound('attestation');
    if (row.withdrawn_at !== null) throw new AppError('conflict', 'This attestation was withdrawn already');
    await store.withdrawAttestation(tx, id, { reason, at: deps.clock.now() });
    await recordAudit(tx, {
      action: 'attestation.withdrawn',
      target: { type: 'attestation', id },
      detail: { ...facts(row), attested_by: row.attested_by.label, reason },
    });
  });
}

export type ValidAttestation = {
  id: number;
  requirementId: string;
  statement: string;
  attestedBy: string;
  attestedAt: Date;
  validUntil: Date;
  file: { name: string; sha256: string } | null;
};

/** The newest attestation of each requirement that counted at a moment, now or past. */
export async function validAttestations(
  tx: Tx,
  at: Date,
  of: { frameworkId: string; version: string },
): Promise<Map<string, ValidAttestation>> {
  const rows = await store.validAt(tx, at, of);
  const newest = new Map<string, ValidAttestation>();
  for (const row of rows) {
    if (newest.has(row.requirement_id)) continue;
    newest.set(row.requirement_id, {
      id: row.id,
      requirementId: row.requirement_id,
      statement: row.statement,
      attestedBy: row.attested_by.label,
      attestedAt: row.attested_at,
      validUntil: row.valid_until,
      file:
        row.file_name === null || row.file_sha256 === null
          ? null
          : { name: row.file_name, sha256: row.file_sha256 },
    });
  }
  return newest;
}
