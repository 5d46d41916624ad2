import { testPlans } from './testing/plans.ts';

/** Services with one or two remediations. */

const certificate = (own: boolean, version: string, method = 'sni-only') => ({
  CloudFrontDefaultCertificate: !own,
  SslSupportMethod: own ? method : null,
  MinimumProtocolVersion: version,
});
testPlans('cloudfront', {
  'minimum-tls': [
    {
      title: 'TLS 1.0',
      state: certificate(true, 'TLSv1'),
      plan: { after: certificate(true, 'TLSv1.2_2021') },
    },
    {
      title: 'a newer version in the baseline',
      state: certificate(true, 'TLSv1'),
      baseline: { DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.3_2025' } } },
      plan: { after: certificate(true, 'TLSv1.3_2025') },
    },
    { title: 'the certificate of CloudFront', state: certificate(false, 'TLSv1'), plan: 'cannot' },
    { title: 'addresses of its own', state: certificate(true, 'TLSv1', 'vip'), plan: 'cannot' },
    { title: 'TLS 1.2', state: certificate(true, 'TLSv1.2_2019'), plan: 'nothing' },
  ],
});

const recovery = (isOn: boolean, RecoveryPeriodInDays: number | null) => ({
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: isOn, RecoveryPeriodInDays },
});
testPlans('dynamodb', {
  'deletion-protection': [
    {
      title: 'off',
      state: { DeletionProtectionEnabled: false },
      plan: { after: { DeletionProtectionEnabled: true } },
    },
    { title: 'on', state: { DeletionProtectionEnabled: true }, plan: 'nothing' },
  ],
  'point-in-time-recovery': [
    { title: 'off', state: recovery(false, null), plan: { after: recovery(true, 35) } },
    {
      title: 'fewer days in the baseline',
      state: recovery(false, null),
      baseline: recovery(true, 14),
      plan: { after: recovery(true, 14) },
    },
    { title: 'on', state: recovery(true, 7), plan: 'nothing' },
  ],
});

testPlans('guardduty', {
  enable: [
    { title: 'no detector', state: { Detector: null }, plan: { after: { Detector: { Enable: true } } } },
    {
      title: 'suspended',
      state: { Detector: { Enable: false } },
      plan: { after: { Detector: { Enable: true } } },
      says: 'Switch on',
    },
    { title: 'watching', state: { Detector: { Enable: true } }, plan: 'nothing' },
  ],
});

const rotation = (EnableKeyRotation: boolean, RotationPeriodInDays: number | null) => ({
  EnableKeyRotation,
  RotationPeriodInDays,
});
testPlans('kms', {
  rotation: [
    { title: 'off', state: rotation(false, null), plan: { after: rotation(true, 365) } },
    { title: 'seldom', state: rotation(true, 900), plan: { after: rotation(true, 365) } },
    ...[
      { KeyManager: 'AWS' },
      { KeySpec: 'RSA_2048' },
      { Origin: 'EXTERNAL' },
      { KeyState: 'PendingDeletion' },
    ].map((configuration) => ({
      title: `a key with ${JSON.stringify(configuration)}`,
      state: rotation(false, null),
      configuration: configuration as Record<string, string>,
      plan: 'cannot' as const,
    })),
    { title: 'more often', state: rotation(true, 90), plan: 'nothing' },
  ],
});

const everybody = {
  Sid: 'Everybody',
  Effect: 'Allow',
  Principal: '*',
  Action: 'lambda:InvokeFunctionUrl',
  Resource: '*',
  Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
};
testPlans('lambda', {
  'remove-public-permissions': [
    {
      title: 'a public address',
      state: { PublicStatements: [everybody], Unreadable: null },
      plan: { after: { PublicStatements: [], Unreadable: null } },
      says: 'Everybody',
    },
    {
      title: 'a statement that no call writes',
      state: { PublicStatements: [{ ...everybody, Condition: { Null: { x: 'true' } } }], Unreadable: null },
      plan: 'cannot',
      says: 'by hand',
    },
    { title: 'unreadable', state: { PublicStatements: [], Unreadable: 'it is no JSON' }, plan: 'cannot' },
    { title: 'named callers', state: { PublicStatements: [], Unreadable: null }, plan: 'nothing' },
  ],
});

testPlans('logs', {
  retention: [
    { title: 'a month', state: { RetentionInDays: 30 }, plan: { after: { RetentionInDays: 365 } } },
    {
      title: 'for ever in the baseline',
      state: { RetentionInDays: 30 },
      baseline: {},
      plan: { after: { RetentionInDays: null } },
      says: 'for ever',
    },
    {
      title: 'two years in the baseline',
      state: { RetentionInDays: 30 },
      baseline: { RetentionInDays: 731 },
      plan: { after: { RetentionInDays: 731 } },
    },
    { title: 'for ever', state: { RetentionInDays: null }, plan: 'nothing' },
  ],
});
