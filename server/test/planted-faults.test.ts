import {
  type ChangeName,
  changeNames,
  plantedFaults,
  plantedLines,
  plantedName,
  unknowable,
  unknowableLines,
} from '@infraudit/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSession } from '../src/plugin-kit/define-provider.ts';
import { controls } from '../src/plugins/controls/controls.generated.ts';
import {
  type SandboxAccount,
  type ScanResult,
  sandboxAccount,
} from '../src/plugins/providers/aws/testing/sandbox-account.ts';
import { type Judged, judgeScans, scanSources } from './judged-scans.ts';

/** An account whose builder says what is wrong with it: the controls find that, and nothing else. */

/** Types that the scripted changes reach. */
const changed = new Set([
  'cloudtrail_trail',
  'ebs_volume',
  'ec2_instance',
  'iam_policy',
  'rds_instance',
  's3_bucket',
  'security_group',
]);

let account: SandboxAccount;
let session: ProviderSession;
let scans: ScanResult[];
beforeAll(async () => {
  account = await sandboxAccount();
  session = await account.open();
  scans = await scanSources(session);
});
afterEach(() => account.sandbox.revertChanges());
afterAll(async () => {
  session.close();
  await account.sandbox.stop();
});

const judge = (all: readonly ScanResult[]) =>
  judgeScans(all, { accountId: account.sandbox.accountId, at: new Date() });

function linesOf(judged: Judged, status: 'fail' | 'unknown'): string[] {
  return judged.findings
    .filter(({ finding }) => finding.status === status)
    .map(({ controlId, resource }) => `${controlId} ${resource.region} ${plantedName(resource.name)}`)
    .sort();
}

/** What is in one list and not in the other, to be read by people. */
function differences(found: readonly string[], planted: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of found) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of planted) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) =>
    count === 0 ? [] : [`${count > 0 ? 'found and not planted' : 'planted and not found'}: ${line}`],
  );
}

async function judgedAfter(changes: readonly ChangeName[]): Promise<Judged> {
  account.sandbox.applyChanges([...changes]);
  const isChanged = ({ outcome }: ScanResult) => changed.has(outcome.source.collector);
  const again = await scanSources(
    session,
    scans.filter(isChanged).map(({ outcome }) => outcome.source),
  );
  return await judge([...scans.filter((scan) => !isChanged(scan)), ...again]);
}

describe('the key', () => {
  it('names controls that there are, each fault in one group, and says why', () => {
    const known = new Set(controls.map(({ id }) => id));
    const groups = [...plantedFaults, ...unknowable];
    for (const { why } of groups) expect(why).toMatch(/^[A-Z].{20,}\.$/);
    const places = groups.flatMap(({ faults }) =>
      Object.entries(faults).flatMap(([control, regions]) => {
        expect(known).toContain(control);
        return Object.entries(regions).flatMap(([region, names]) =>
          names.split(', ').map((name) => `${control} ${region} ${name}`),
        );
      }),
    );
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });
});

describe('the account as it was built', () => {
  it('fails where a fault was planted, and nowhere else', async () => {
    expect(differences(linesOf(await judge(scans), 'fail'), plantedLines())).toEqual([]);
  });

  it('leaves open only what nobody can know', async () => {
    expect(differences(linesOf(await judge(scans), 'unknown'), unknowableLines())).toEqual([]);
  });
});

describe('the scripted changes', () => {
  for (const change of changeNames) {
    it(`${change} adds and removes what the key says`, async () => {
      const judged = await judgedAfter([change]);
      expect(differences(linesOf(judged, 'fail'), plantedLines([change]))).toEqual([]);
      expect(differences(linesOf(judged, 'unknown'), unknowableLines())).toEqual([]);
    });
  }

  it('add up when all are made', async () => {
    const judged = await judgedAfter(changeNames);
    expect(differences(linesOf(judged, 'fail'), plantedLines(changeNames))).toEqual([]);
  });
});
