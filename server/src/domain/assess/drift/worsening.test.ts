import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { compareConfigurations } from './compare.ts';
import { buildDrifts } from './drifts.ts';
import { compareWithKnown, type KnownDifference, knownOf } from './worsening.ts';

type Step = [JsonObject, boolean];

const rule = (port: number, cidr = '0.0.0.0/0') => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  CidrIp: cidr,
});
const ingress = (...rules: object[]): JsonObject => ({ SecurityGroupIngress: rules as never });
const block = (acls: boolean, policy: boolean): JsonObject => ({
  PublicAccessBlockConfiguration: { BlockPublicAcls: acls, BlockPublicPolicy: policy },
});
const tags = (of: Record<string, string>): JsonObject => ({
  Tags: Object.entries(of).map(([Key, Value]) => ({ Key, Value })),
});

/** What each state after the first difference is: worse than everything before, or not. */
function follow(type: string, baseline: JsonObject, states: readonly JsonObject[]): boolean[] {
  let known: KnownDifference | undefined;
  let severity: KnownDifference['severity'] = 'low';
  return states.flatMap((state) => {
    const { changes } = compareConfigurations({ type, before: baseline, after: state });
    const [draft] = buildDrifts({ resource: { type }, changes, before: baseline, after: state });
    if (draft === undefined) throw new Error('the state equals the baseline');
    const first = known === undefined;
    const now =
      known === undefined
        ? { worse: false, known: knownOf(draft) }
        : compareWithKnown(known, severity, draft);
    ({ known } = now);
    ({ severity } = draft);
    return first ? [] : [now.worse];
  });
}

describe('an open drift is worse than known', () => {
  const cases: [string, string, JsonObject, JsonObject, Step[]][] = [
    [
      'when another port is opened, and not when it is closed and opened again',
      'security_group',
      ingress(),
      ingress(rule(22)),
      [
        [ingress(rule(22), rule(3389)), true],
        [ingress(rule(22)), false],
        [ingress(rule(3389), rule(22)), false],
      ],
    ],
    [
      'when one opening takes the place of another',
      'security_group',
      ingress(),
      ingress(rule(22)),
      [[ingress(rule(3389)), true]],
    ],
    [
      'when what was open to some is open to all',
      'security_group',
      ingress(),
      ingress(rule(22, '203.0.113.0/24')),
      [[ingress(rule(22)), true]],
    ],
    [
      'when a second guard falls, and not when one is put back',
      's3_bucket',
      block(true, true),
      block(false, true),
      [
        [block(false, false), true],
        [block(true, false), false],
        [block(false, false), false],
      ],
    ],
    [
      'when more tags are gone, and not when one has another value again',
      's3_bucket',
      tags({ env: 'a', team: 'b' }),
      tags({ env: 'x', team: 'b' }),
      [
        [tags({ env: 'y', team: 'b' }), false],
        [tags({ env: 'y' }), true],
      ],
    ],
    [
      'not when the same is opened and something else is tightened',
      'security_group',
      ingress(rule(443)),
      ingress(rule(443), rule(22)),
      [[ingress(rule(22)), false]],
    ],
  ];
  it.each(cases)('%s', (_name, type, baseline, first, steps) => {
    const states = [first, ...steps.map(([state]) => state)];
    expect(follow(type, baseline, states)).toEqual(steps.map(([, worse]) => worse));
  });

  it('when its severity rises, also above what was kept of an older one', () => {
    const rated = [] as const;
    expect(compareWithKnown(null, 'medium', { severity: 'critical', rated })).toEqual({
      worse: true,
      known: { severity: 'critical', places: [] },
    });
    expect(compareWithKnown(null, 'critical', { severity: 'medium', rated }).worse).toBe(false);
    const known = { severity: 'critical' as const, places: [] };
    expect(compareWithKnown(known, 'medium', { severity: 'high', rated }).worse).toBe(false);
  });
});
