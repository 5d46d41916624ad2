import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { lambdaFunctionCollector as collector } from './collect.ts';

const mail = {
  FunctionName: 'mail',
  FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:mail',
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Role: 'arn:aws:iam::123456789012:role/mail',
  Description: '',
  MemorySize: 128,
  Timeout: 3,
  CodeSha256: 'sha',
  CodeSize: 100,
  LastModified: '2024-05-01T00:00:00.000+0000',
  RevisionId: 'r1',
  KMSKeyArn: 'arn:aws:kms:key',
  Environment: { Variables: { SMTP_PASSWORD: 'hunter2-very-secret', REGION: 'eu' } },
  Layers: [{ Arn: 'layer:2', CodeSize: 1 }, { Arn: 'layer:1' }],
  VpcConfig: { SubnetIds: [], SecurityGroupIds: [], VpcId: '' },
  TracingConfig: { Mode: 'Active' },
  PackageType: 'Zip',
  Architectures: ['arm64'],
};
const recorded: RecordedResponses = {
  'lambda:ListFunctions': { Functions: [mail] },
  'lambda:GetPolicy': { error: 'ResourceNotFoundException', status: 404 },
  'lambda:GetFunctionUrlConfig': { error: 'ResourceNotFoundException', status: 404 },
  'lambda:GetFunctionConcurrency': {},
  'lambda:GetFunctionCodeSigningConfig': { FunctionName: 'mail', CodeSigningConfigArn: '' },
  'lambda:ListTags': { Tags: { team: 'shop', app: 'mail' } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no function was collected');
  return observed;
}

describe('the Lambda function collector', () => {
  it('writes a function in the shape of the CloudFormation schema', async () => {
    const observed = await collectOne();
    expect(observed.unreadable).toEqual([]);
    expect(observed.configuration).toEqual({
      FunctionName: 'mail',
      Arn: mail.FunctionArn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: mail.Role,
      PackageType: 'Zip',
      Architectures: ['arm64'],
      CodeSha256: 'sha',
      MemorySize: 128,
      Timeout: 3,
      KmsKeyArn: 'arn:aws:kms:key',
      Layers: ['layer:2', 'layer:1'],
      TracingConfig: { Mode: 'Active' },
      Environment: { VariableNames: ['REGION', 'SMTP_PASSWORD'] },
      Tags: [
        { Key: 'app', Value: 'mail' },
        { Key: 'team', Value: 'shop' },
      ],
    });
  });

  it('never takes the value of an environment variable along', async () => {
    expect(JSON.stringify(await collectOne())).not.toContain('hunter2');
  });

  it('shows who may call the function and whether it has an address', async () => {
    const { configuration } = await collectOne({
      'lambda:GetPolicy': { Policy: '{"Statement":[{"Principal":"*","Action":"lambda:InvokeFunctionUrl"}]}' },
      'lambda:GetFunctionUrlConfig': {
        FunctionUrl: 'https://x.lambda-url.us-east-1.on.aws/',
        FunctionArn: mail.FunctionArn,
        AuthType: 'NONE',
        InvokeMode: 'BUFFERED',
        CreationTime: '2024-05-01T00:00:00Z',
        LastModifiedTime: '2024-05-01T00:00:00Z',
        Cors: { AllowOrigins: ['https://b', 'https://a'] },
      },
      'lambda:GetFunctionConcurrency': { ReservedConcurrentExecutions: 5 },
    });
    expect(configuration).toMatchObject({
      Policy: { Statement: [{ Principal: '*' }] },
      FunctionUrlConfig: { AuthType: 'NONE', Cors: { AllowOrigins: ['https://a', 'https://b'] } },
      ReservedConcurrentExecutions: 5,
    });
  });

  it('writes a VPC configuration only for a function in a VPC', async () => {
    const inside = { SubnetIds: ['subnet-b', 'subnet-a'], SecurityGroupIds: ['sg-1'], VpcId: 'vpc-1' };
    const { configuration } = await collectOne({
      'lambda:ListFunctions': { Functions: [{ ...mail, VpcConfig: inside }] },
    });
    expect(configuration.VpcConfig).toEqual({
      SubnetIds: ['subnet-a', 'subnet-b'],
      SecurityGroupIds: ['sg-1'],
    });
    expect((await collectOne()).configuration).not.toHaveProperty('VpcConfig');
  });

  it('does not take a denied policy for no policy', async () => {
    const observed = await collectOne({
      'lambda:GetPolicy': { error: 'AccessDeniedException', status: 403 },
    });
    expect(observed.unreadable).toMatchObject([
      { path: 'Policy', reason: 'denied', permission: 'lambda:GetPolicy' },
    ]);
  });
});
