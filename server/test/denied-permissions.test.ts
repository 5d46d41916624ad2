import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSession } from '../src/plugin-kit/define-provider.ts';
import { awsCollectors } from '../src/plugins/providers/aws/collectors.generated.ts';
import { connectionPermissions, requiredPermissions } from '../src/plugins/providers/aws/policy.ts';
import {
  type SandboxAccount,
  type ScanResult,
  sandboxAccount,
} from '../src/plugins/providers/aws/testing/sandbox-account.ts';
import { type Judged, judgeScans, scanSources } from './judged-scans.ts';

/** Whoever takes one permission away may take knowledge away, and never make a verdict of another kind. */

const at = new Date();
let account: SandboxAccount;
let session: ProviderSession;
let granted: ScanResult[];
let judged: Judged;
const judge = (scans: readonly ScanResult[]) =>
  judgeScans(scans, { accountId: account.sandbox.accountId, at });

beforeAll(async () => {
  account = await sandboxAccount();
  session = await account.open();
  granted = await scanSources(session);
  judged = await judge(granted);
});
afterEach(() => account.sandbox.faults.clear());
afterAll(async () => {
  session.close();
  await account.sandbox.stop();
});

const usersOf = (permission: string) =>
  awsCollectors.filter(({ lists, details }) =>
    [...lists, ...details].some((operation) => operation.permission === permission),
  );

/** Asked only where the list of buckets names no region, and the list of today does. */
const askedOnlyInNeed = ['s3:GetBucketLocation'];

/** What is tried is the first resource; where that has nothing of the kind, nobody can tell before the scan. */
const notTriedBefore = [
  'iam:GetAccessKeyLastUsed',
  'iam:GetGroupPolicy',
  'iam:GetRolePolicy',
  'iam:GetUserPolicy',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
  'logs:GetDataProtectionPolicy',
  'rds:DescribeDBClusterSnapshotAttributes',
  'rds:DescribeDBSnapshotAttributes',
  ...askedOnlyInNeed,
];

/** The account without one permission: what nobody asks with it was read before. */
async function scannedWithout(permission: string): Promise<{ again: ScanResult[]; all: ScanResult[] }> {
  account.sandbox.faults.deny(permission);
  const types = new Set(usersOf(permission).map(({ resource }) => resource.type));
  const concerned = ({ outcome: { source } }: ScanResult) => types.has(source.collector);
  const sources = granted.filter(concerned).map(({ outcome }) => outcome.source);
  const again = await scanSources(session, sources);
  return { again, all: [...granted.filter((scan) => !concerned(scan)), ...again] };
}

/** Verdicts of resources and of the account that are others than before, and not `unknown`. */
function invented(before: Judged, after: Judged): string[] {
  const verdicts = [...after.verdicts].filter(
    ([pair, status]) => status !== 'unknown' && before.verdicts.get(pair) !== status,
  );
  const statuses = [...after.statuses].filter(
    ([control, status]) => status !== 'unknown' && before.statuses.get(control) !== status,
  );
  return [
    ...verdicts.map(([pair, status]) => `${pair}: ${before.verdicts.get(pair) ?? 'not there'} → ${status}`),
    ...statuses.map(([control, status]) => `${control}: ${before.statuses.get(control)} → ${status}`),
  ];
}

/** Pairs that nobody sees any more, though what the control says of the account did not become unknown. */
function forgotten(before: Judged, after: Judged): string[] {
  return [...before.verdicts.keys()].filter((pair) => {
    const [control = ''] = pair.split(' ');
    const status = after.statuses.get(control);
    return !after.verdicts.has(pair) && status !== 'unknown' && status !== 'fail';
  });
}

describe('the account with every permission', () => {
  it('is read without a gap', () => {
    expect(granted.flatMap(({ outcome }) => outcome.gaps.map(({ message }) => message))).toEqual([]);
    expect(judged.verdicts.size).toBeGreaterThan(1000);
  });

  it('is judged alike when it is read again', async () => {
    const again = await judge(await scanSources(session));
    expect(invented(judged, again)).toEqual([]);
    expect(invented(again, judged)).toEqual([]);
  });
});

const permissions = requiredPermissions(awsCollectors);
const ofCollectors = permissions.filter((permission) => usersOf(permission).length > 0);

describe('an account without one permission', () => {
  for (const permission of ofCollectors) {
    it(`${permission}: what is not known is unknown, and the permission is named`, async () => {
      const { again, all } = await scannedWithout(permission);
      const gaps = again.flatMap(({ outcome }) => outcome.gaps);
      const needed = askedOnlyInNeed.includes(permission) ? [] : [`denied ${permission}`];
      expect([...new Set(gaps.map((gap) => `${gap.reason} ${gap.permission}`))]).toEqual(needed);
      const after = await judge(all);
      expect(invented(judged, after)).toEqual([]);
      expect(forgotten(judged, after)).toEqual([]);
      const unseen = after.findings.flatMap(({ finding }) => finding.unseen);
      for (const one of unseen) expect([permission, undefined]).toContain(one.permission);
    });
  }

  it('is told so before anything is read, and never told that all is granted', async () => {
    const untold: string[] = [];
    for (const permission of ofCollectors) {
      account.sandbox.faults.deny(permission);
      const narrow = await account.open(account.keys, { collectors: usersOf(permission) });
      const checks = await narrow.preflight(new AbortController().signal);
      narrow.close();
      account.sandbox.faults.clear();
      const state = checks.find((check) => check.permission === permission)?.state;
      if (state !== 'denied') untold.push(`${permission} ${state}`);
    }
    expect(untold).toEqual(notTriedBefore.map((permission) => `${permission} unknown`));
  });
});

describe('permissions of the connection itself', () => {
  it('are three, and no collector asks with them', () => {
    expect(permissions.filter((permission) => !ofCollectors.includes(permission))).toEqual(
      connectionPermissions.toSorted(),
    );
  });

  for (const permission of ['cloudtrail:LookupEvents', 'sts:GetCallerIdentity']) {
    it(`${permission} changes no verdict`, async () => {
      account.sandbox.faults.deny(permission);
      const after = await judge(await scanSources(session));
      expect(after.verdicts).toEqual(judged.verdicts);
      expect(after.statuses).toEqual(judged.statuses);
    });
  }

  it('ec2:DescribeRegions: without the list of regions nothing regional passes', async () => {
    account.sandbox.faults.deny('ec2:DescribeRegions');
    const { gaps } = await session.regions();
    const outcome = {
      source: { collector: 'regions', region: 'global' },
      outcome: 'partial' as const,
      complete: false,
      gaps,
      fetched: 0,
      durationMs: 0,
    };
    const after = await judge([...granted, { resources: [], outcome }]);
    expect(invented(judged, after)).toEqual([]);
    const passing = [...after.statuses].filter(([, status]) => status === 'pass').map(([control]) => control);
    const regional = new Set(
      awsCollectors.filter(({ scope }) => scope === 'regional').map(({ resource }) => resource.type),
    );
    const typeOf = new Map([...after.verdicts.keys()].map((pair) => pair.split(' ') as [string, string]));
    expect(passing.filter((control) => regional.has(typeOf.get(control) ?? ''))).toEqual([]);
  });
});
