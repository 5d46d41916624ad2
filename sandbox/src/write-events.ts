import type { RawRequest } from './protocols/request.ts';
import type { Call, ServiceDefinition } from './services/service.ts';
import type { CredentialScope } from './signature.ts';
import { recordEvent } from './world/trail-events.ts';

/** Members of an input that name what a call changes, and the type CloudTrail gives it. */
const named: Record<string, string> = {
  Bucket: 'AWS::S3::Bucket',
  GroupId: 'AWS::EC2::SecurityGroup',
  InstanceId: 'AWS::EC2::Instance',
  DBInstanceIdentifier: 'AWS::RDS::DBInstance',
  PolicyArn: 'AWS::IAM::Policy',
  Name: 'AWS::CloudTrail::Trail',
  ResourceName: 'AWS::RDS::DBInstance',
  DBClusterIdentifier: 'AWS::RDS::DBCluster',
  DBSnapshotIdentifier: 'AWS::RDS::DBSnapshot',
  SnapshotId: 'AWS::EC2::Snapshot',
  ImageId: 'AWS::EC2::Ami',
  SubnetId: 'AWS::EC2::Subnet',
  UserName: 'AWS::IAM::User',
  GroupName: 'AWS::IAM::Group',
  RoleName: 'AWS::IAM::Role',
  KeyId: 'AWS::KMS::Key',
  FunctionName: 'AWS::Lambda::Function',
  LoadBalancerArn: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  SecretId: 'AWS::SecretsManager::Secret',
  TableName: 'AWS::DynamoDB::Table',
  TopicArn: 'AWS::SNS::Topic',
  QueueUrl: 'AWS::SQS::Queue',
  DetectorId: 'AWS::GuardDuty::Detector',
  ConfigurationRecorderName: 'AWS::Config::ConfigurationRecorder',
  logGroupName: 'AWS::Logs::LogGroup',
  repositoryName: 'AWS::ECR::Repository',
  name: 'AWS::EKS::Cluster',
};

function resourcesOf(input: Record<string, unknown>): { type: string; name: string }[] {
  const listed = Array.isArray(input.Resources) ? input.Resources : [];
  return [
    ...Object.entries(named)
      .filter(([member]) => typeof input[member] === 'string')
      .map(([member, type]) => ({ type, name: String(input[member]) })),
    ...listed.map((name) => ({ type: 'AWS::EC2::Ec2', name: String(name) })),
  ];
}

/** Lets CloudTrail know of a change that came in through the API. IAM's events belong to us-east-1. */
export function recordWrite(
  call: Call,
  service: ServiceDefinition,
  action: string,
  operation: string,
  input: Record<string, unknown>,
  scope: CredentialScope,
  request: RawRequest,
): void {
  const { principal, world } = call;
  const isRole = principal.arn.includes(':assumed-role/');
  const userName = principal.arn.split('/').at(-1) ?? '';
  recordEvent(world, {
    region: world.regions.has(call.region) && service.id !== 'iam' ? call.region : 'us-east-1',
    source: `${service.signingName}.amazonaws.com`,
    // S3 names its events like its actions: PutBucketPublicAccessBlock, not PutPublicAccessBlock.
    call: service.id === 's3' ? (action.split(':')[1] ?? operation) : operation,
    resources: resourcesOf(input),
    parameters: input,
    address: '192.0.2.10',
    userAgent: request.headers['user-agent'] ?? '',
    username: userName,
    identity: {
      type: isRole ? 'AssumedRole' : 'IAMUser',
      principalId: principal.userId,
      arn: principal.arn,
      accountId: principal.accountId,
      accessKeyId: scope.accessKeyId,
      ...(isRole
        ? { sessionContext: { sessionIssuer: { type: 'Role', userName: principal.arn.split('/').at(-2) } } }
        : { userName }),
    },
  });
}
