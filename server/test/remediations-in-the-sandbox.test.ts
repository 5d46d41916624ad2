import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../src/core/canonical-json.ts';
import type { Json } from '../src/core/json.ts';
import type { ObservedResource } from '../src/core/observation.ts';
import type { ProviderSession } from '../src/plugin-kit/define-provider.ts';
import type { AnyRemediation, RemediationTarget } from '../src/plugin-kit/define-remediation.ts';
import type { ProviderWriter } from '../src/plugin-kit/define-writer.ts';
import { controls } from '../src/plugins/controls/controls.generated.ts';
import { awsProvider } from '../src/plugins/providers/aws/provider.ts';
import {
  impatient,
  type SandboxAccount,
  sandboxAccount,
} from '../src/plugins/providers/aws/testing/sandbox-account.ts';
import { remediations } from '../src/plugins/remediations/remediations.generated.ts';
import { type Judged, judgeScans, scanSources } from './judged-scans.ts';
import { causeRemediationFaults } from './remediation-faults.ts';

/**
 * Every remediation against an account that needs it: what it plans, writes and takes back, seen by the collectors
 * and judged by the controls. The first scan is of the whole account, the others of what can have changed.
 */

const never = new AbortController().signal;
const at = new Date();

let account: SandboxAccount;
let session: ProviderSession;
let regions: string[];
let whole: Look;

type Look = { resources: Map<string, ObservedResource>; judged: Judged };

const keyOf = (type: string, externalId: string) => `${type} ${externalId}`;

async function look(wanted?: { types: ReadonlySet<string>; region: string }): Promise<Look> {
  const all = session.planScan(regions);
  const sources =
    wanted === undefined
      ? all
      : all.filter(
          ({ collector, region }) =>
            wanted.types.has(collector) && (region === wanted.region || region === 'global'),
        );
  const scans = await scanSources(session, sources);
  const resources = new Map(
    scans.flatMap(({ outcome, resources: found }) =>
      found.map((one) => [keyOf(outcome.source.collector, one.externalId), one] as const),
    ),
  );
  const judged = await judgeScans(scans, { accountId: account.sandbox.accountId, at });
  return { resources, judged };
}

beforeAll(async () => {
  account = await sandboxAccount();
  causeRemediationFaults(account.sandbox.world);
  session = await account.open();
  regions = (await session.regions()).regions;
  whole = await look();
});
afterAll(async () => {
  session.close();
  await account.sandbox.stop();
});

/** A resource that needs the remediation, with its plan. */
type Need = {
  target: RemediationTarget;
  before: Json;
  after: Json;
  configuration: ObservedResource['configuration'];
};

async function needOf(remediation: AnyRemediation): Promise<Need> {
  const type = remediation.resource.type;
  const failing = new Set(
    whole.judged.findings
      .filter(
        ({ controlId, finding }) => remediation.controls.includes(controlId) && finding.status === 'fail',
      )
      .map(({ resource }) => resource.externalId),
  );
  const reasons: string[] = [];
  for (const [key, resource] of whole.resources) {
    if (!key.startsWith(`${type} `)) continue;
    if (remediation.controls.length > 0 && !failing.has(resource.externalId)) continue;
    const { externalId, name, region, configuration } = resource;
    const target = { resourceType: type, externalId, name, region, accountId: account.sandbox.accountId };
    const before = await remediation.read(session.acting?.(region, never), target);
    if (before === null) continue;
    const plan = remediation.plan(before, { target, configuration, baseline: null });
    if ('after' in plan) return { target, before, after: plan.after, configuration };
    reasons.push(`${name}: ${JSON.stringify(plan)}`);
  }
  throw new Error(`no ${type} of the account needs it: ${reasons.join('; ')}`);
}

function openWriter(writes: readonly string[]): Promise<ProviderWriter> {
  const { sandbox } = account;
  const open = awsProvider.openWriter;
  if (open === undefined) throw new Error('AWS has no writer');
  return open({ method: 'access_keys', ...sandbox.writer }, {
    settings: { region: 'us-east-1', endpointUrl: sandbox.endpoint },
    allowEndpointOverride: true,
    allowAmbientCredentials: false,
    limits: impatient,
    quotaFactor: 100,
    writes,
  } as Parameters<typeof open>[1]);
}

/** Writes as the engine does: with the declared calls of this way and no others. */
async function bring(remediation: AnyRemediation, target: RemediationTarget, from: Json, to: Json) {
  const writer = await openWriter(remediation.callsBetween(from, to));
  try {
    await remediation.write(writer.acting?.(target.region, never), target, from, to);
  } finally {
    writer.close();
  }
}

const readNow = (remediation: AnyRemediation, target: RemediationTarget) =>
  remediation.read(session.acting?.(target.region, never), target);

/** How many writes the sandbox has seen. */
let seen = 0;
function newWrites(): string[] {
  const { requests } = account.sandbox;
  const fresh = requests.slice(seen).filter(({ write }) => write);
  seen = requests.length;
  return fresh.map(({ operation }) => operation);
}

const controlsOf = new Map(controls.map((control) => [control.id, control]));

/** The type itself and what its controls look at besides. */
function typesFor(remediation: AnyRemediation): Set<string> {
  const read = remediation.controls.flatMap((id) => Object.values(controlsOf.get(id)?.reads ?? {}));
  return new Set([remediation.resource.type, ...read.map(({ type }) => type)]);
}

describe.each(remediations.map((remediation) => [remediation.id, remediation] as const))(
  '%s',
  (_, remediation) => {
    it('is refused by a session that may not write, and by one that may write something else', async () => {
      const { target, before, after } = await needOf(remediation);
      newWrites();
      await expect(
        remediation.write(session.acting?.(target.region, never), target, before, after),
      ).rejects.toThrow();
      const other = await openWriter(['s3:PutBucketTagging']);
      try {
        await expect(
          remediation.write(other.acting?.(target.region, never), target, before, after),
        ).rejects.toThrow();
      } finally {
        other.close();
      }
      expect(newWrites()).toEqual([]);
    });

    it('puts in order what it names, once, and takes it back', async () => {
      newWrites();
      const { target, before, after } = await needOf(remediation);
      const wanted = { types: typesFor(remediation), region: target.region };
      const key = keyOf(remediation.resource.type, target.externalId);
      const first = await look(wanted);
      expect(newWrites(), 'reading and planning write nothing').toEqual([]);

      await bring(remediation, target, before, after);
      expect(newWrites().length, 'it writes').toBeGreaterThan(0);
      const readBack = await readNow(remediation, target);
      expect(readBack, 'reading back gives what was planned').toEqual(after);
      const { configuration } = whole.resources.get(key) ?? { configuration: {} };
      const again = remediation.plan(after, { target, configuration, baseline: null });
      expect(again, 'afterwards nothing is to be done').toHaveProperty('nothing');
      const second = await look(wanted);
      const verdicts = remediation.controls.map((id) => [
        id,
        second.judged.verdicts.get(`${id} ${remediation.resource.type} ${target.externalId}`),
      ]);
      expect(
        verdicts.filter(([, status]) => status !== 'pass' && status !== 'not_applicable'),
        'the controls that it names pass',
      ).toEqual([]);
      expect(changedAttributes(first, second, key).elsewhere, 'no other resource changes').toEqual([]);
      if (remediation.driftAttributes.length > 0)
        expect(remediation.driftAttributes).toEqual(
          expect.arrayContaining(changedAttributes(first, second, key).own),
        );

      newWrites();
      await bring(remediation, target, before, after);
      expect(await readNow(remediation, target), 'a second time changes nothing').toEqual(after);
      newWrites();
      const third = await look(wanted);
      expect(third.resources.get(key)?.configuration).toEqual(second.resources.get(key)?.configuration);

      const back = remediation.wayBack(before, after);
      if (back === null) {
        expect(remediation.irreversible, 'no way back is said before').not.toBeNull();
        return;
      }
      await bring(remediation, target, after, back);
      expect(await readNow(remediation, target), 'the way back leads where it says').toEqual(back);
      if (canonicalJson(back) !== canonicalJson(before)) return;
      const last = await look(wanted);
      expect(canonicalJson(last.resources.get(key)?.configuration as Json), 'byte by byte').toBe(
        canonicalJson(first.resources.get(key)?.configuration as Json),
      );
    });
  },
);

/** Attributes that AWS derives from others, or that tell of the write itself. */
const derived = new Set([
  'PolicyStatus',
  'RepositoryScanningConfiguration',
  'UpdateDate',
  'DefaultVersionId',
  'LastRotatedDate',
  'LastChangedDate',
]);

function changedAttributes(first: Look, second: Look, key: string): { own: string[]; elsewhere: string[] } {
  const own: string[] = [];
  const elsewhere: string[] = [];
  const type = key.slice(0, key.indexOf(' '));
  for (const [one, resource] of second.resources) {
    const before = first.resources.get(one)?.configuration ?? {};
    const now = resource.configuration;
    for (const attribute of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const same = canonicalJson([before[attribute] ?? null]) === canonicalJson([now[attribute] ?? null]);
      if (same || derived.has(attribute)) continue;
      if (one === key) own.push(attribute);
      else if (one.startsWith(`${type} `)) elsewhere.push(`${one} ${attribute}`);
    }
  }
  return { own, elsewhere };
}
