import { expect, it } from 'vitest';
import { testPlans } from '../testing/plans.ts';
import type { GroupRule } from './group-rules.ts';
import { administrationPorts, coversAny, isFromInternet, isMoreThanWeb } from './open-rules.ts';

const rule = (given: Partial<GroupRule> = {}): GroupRule => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  CidrIp: '0.0.0.0/0',
  CidrIpv6: null,
  PrefixListId: null,
  GroupId: null,
  UserId: null,
  Description: null,
  ...given,
});
const closing = [
  {
    title: 'open rules',
    state: { OpenRules: [rule(), rule({ IpProtocol: '-1', FromPort: null, ToPort: null })] },
    plan: { after: { OpenRules: [] } },
    says: 'tcp 22 from 0.0.0.0/0, everything from 0.0.0.0/0',
  },
  { title: 'no open rule', state: { OpenRules: [] }, plan: 'nothing' as const },
];

testPlans('ec2', {
  'block-image-sharing': [
    {
      title: 'unblocked',
      state: { ImageBlockPublicAccessState: 'unblocked' },
      plan: { after: { ImageBlockPublicAccessState: 'block-new-sharing' } },
    },
    { title: 'blocked', state: { ImageBlockPublicAccessState: 'block-new-sharing' }, plan: 'nothing' },
  ],
  'close-administration-ports': closing,
  'close-all-but-web': closing,
  'close-risky-ports': closing,
  'close-service-ports': closing,
  'empty-default-security-group': [
    {
      title: 'the rules that AWS gives it',
      state: { GroupName: 'default', Ingress: [rule()], Egress: [rule()] },
      plan: { after: { GroupName: 'default', Ingress: [], Egress: [] } },
    },
    {
      title: 'another group',
      state: { GroupName: 'web', Ingress: [rule()], Egress: [] },
      plan: 'cannot',
      says: 'not the default group',
    },
    { title: 'empty', state: { GroupName: 'default', Ingress: [], Egress: [] }, plan: 'nothing' },
  ],
  'imdsv2-by-default': [
    {
      title: 'no preference',
      state: { InstanceMetadataDefaults: { HttpTokens: null } },
      plan: { after: { InstanceMetadataDefaults: { HttpTokens: 'required' } } },
    },
    {
      title: 'required',
      state: { InstanceMetadataDefaults: { HttpTokens: 'required' } },
      plan: 'nothing',
    },
  ],
  'private-image': [
    {
      title: 'public',
      state: { SharedWithEverybody: true },
      plan: { after: { SharedWithEverybody: false } },
    },
    { title: 'private', state: { SharedWithEverybody: false }, plan: 'nothing' },
  ],
  'require-imdsv2': [
    {
      title: 'version 1',
      state: { MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional' } },
      plan: { after: { MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required' } } },
    },
    {
      title: 'switched off',
      state: { MetadataOptions: { HttpEndpoint: 'disabled', HttpTokens: 'optional' } },
      plan: 'nothing',
    },
    {
      title: 'not told',
      state: { MetadataOptions: { HttpEndpoint: null, HttpTokens: null } },
      plan: 'cannot',
    },
  ],
  'termination-protection': [
    {
      title: 'off',
      state: { DisableApiTermination: false },
      plan: { after: { DisableApiTermination: true } },
    },
    {
      title: 'of an Auto Scaling group',
      state: { DisableApiTermination: false },
      configuration: { Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'web' }] },
      plan: 'cannot',
    },
    { title: 'on', state: { DisableApiTermination: true }, plan: 'nothing' },
  ],
});

it.each([
  ['0.0.0.0/0', true],
  ['128.0.0.0/1', true],
  ['8.0.0.0/8', true],
  ['10.0.0.0/8', false],
  ['203.0.113.0/24', false],
])('a rule for %s is from the internet: %s', (CidrIp, expected) => {
  expect(isFromInternet(rule({ CidrIp }))).toBe(expected);
});

it('knows ports of ranges, of numbers of protocols, and of everything', () => {
  const covers = (given: Partial<GroupRule>) => coversAny(rule(given), administrationPorts);
  expect(covers({ FromPort: 20, ToPort: 30 })).toBe(true);
  expect(covers({ IpProtocol: '6', FromPort: 3389, ToPort: 3389 })).toBe(true);
  expect(covers({ IpProtocol: '-1', FromPort: null, ToPort: null })).toBe(true);
  expect(covers({ IpProtocol: 'udp' })).toBe(false);
  expect(covers({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 })).toBe(false);
});

it('calls the web TCP 80, TCP 443 and UDP 443, each alone', () => {
  const more = (IpProtocol: string, FromPort: number, ToPort = FromPort) =>
    isMoreThanWeb(rule({ IpProtocol, FromPort, ToPort }));
  expect([more('tcp', 80), more('tcp', 443), more('udp', 443), more('icmp', -1)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([more('udp', 80), more('tcp', 80, 443), more('tcp', 8443)]).toEqual([true, true, true]);
});
