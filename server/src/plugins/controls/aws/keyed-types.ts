import { type FleetMember, keyed } from '../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../plugin-kit/define-resource-type.ts';
import { cloudfrontDistributionType } from '../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { cloudwatchLogGroupType } from '../../providers/aws/resources/cloudwatch_log_group/schema.ts';
import { dynamodbTableType } from '../../providers/aws/resources/dynamodb_table/schema.ts';
import { ebsSnapshotType } from '../../providers/aws/resources/ebs_snapshot/schema.ts';
import { ec2InstanceType } from '../../providers/aws/resources/ec2_instance/schema.ts';
import { iamGroupType } from '../../providers/aws/resources/iam_group/schema.ts';
import { iamRoleType } from '../../providers/aws/resources/iam_role/schema.ts';
import { iamUserType } from '../../providers/aws/resources/iam_user/schema.ts';
import { kmsKeyType } from '../../providers/aws/resources/kms_key/schema.ts';
import { launchConfigurationType } from '../../providers/aws/resources/launch_configuration/schema.ts';
import { launchTemplateType } from '../../providers/aws/resources/launch_template/schema.ts';
import { networkAclType } from '../../providers/aws/resources/network_acl/schema.ts';
import { networkInterfaceType } from '../../providers/aws/resources/network_interface/schema.ts';
import { rdsInstanceType } from '../../providers/aws/resources/rds_instance/schema.ts';
import { rdsParameterGroupType } from '../../providers/aws/resources/rds_parameter_group/schema.ts';
import { routeTableType } from '../../providers/aws/resources/route_table/schema.ts';
import { s3BucketType } from '../../providers/aws/resources/s3_bucket/schema.ts';
import { secretsManagerSecretType } from '../../providers/aws/resources/secrets_manager_secret/schema.ts';
import { securityGroupType } from '../../providers/aws/resources/security_group/schema.ts';
import { snsTopicType } from '../../providers/aws/resources/sns_topic/schema.ts';
import { sqsQueueType } from '../../providers/aws/resources/sqs_queue/schema.ts';
import { ssmManagedInstanceType } from '../../providers/aws/resources/ssm_managed_instance/schema.ts';
import { subnetType } from '../../providers/aws/resources/subnet/schema.ts';
import { vpcType } from '../../providers/aws/resources/vpc/schema.ts';
import { vpcEndpointType } from '../../providers/aws/resources/vpc_endpoint/schema.ts';
import { wafv2WebAclType } from '../../providers/aws/resources/wafv2_web_acl/schema.ts';
import { awsPolicies } from './identity/attached-policies.ts';

/** The types that controls look members up in by key. */

export const distributions = keyed(cloudfrontDistributionType, {
  WebACLId: ({ configuration }) => [configuration.DistributionConfig?.WebACLId],
});

export const logGroups = keyed(cloudwatchLogGroupType, {
  Arn: ({ configuration }) => [configuration.Arn],
});

export const dynamodbTables = keyed(dynamodbTableType, {
  KMSMasterKeyId: ({ configuration }) => [configuration.SSESpecification?.KMSMasterKeyId],
});

export const ebsSnapshots = keyed(ebsSnapshotType, {
  VolumeId: ({ configuration }) => [configuration.VolumeId],
});

export const ec2Instances = keyed(ec2InstanceType, {
  InstanceId: ({ configuration }) => [configuration.InstanceId],
  VpcId: ({ configuration }) => [configuration.VpcId],
});

export const iamGroups = keyed(iamGroupType, {
  GroupName: ({ configuration }) => [configuration.GroupName],
  'policies of AWS': ({ configuration }) => awsPolicies(configuration.ManagedPolicyArns),
});

export const iamRoles = keyed(iamRoleType, {
  RoleName: ({ configuration }) => [configuration.RoleName],
  'policies of AWS': ({ configuration }) => awsPolicies(configuration.ManagedPolicyArns),
});

export const iamUsers = keyed(iamUserType, {
  Groups: ({ configuration }) => configuration.Groups ?? [],
  'policies of AWS': ({ configuration }) => awsPolicies(configuration.ManagedPolicyArns),
  LoginProfile: ({ configuration }) => (configuration.LoginProfile === undefined ? [] : ['there']),
});

export const kmsKeys = keyed(kmsKeyType, {
  'ARN or id': ({ configuration }) => [configuration.Arn, configuration.KeyId],
});

export const launchConfigurations = keyed(launchConfigurationType, {
  SecurityGroups: ({ configuration }) => configuration.SecurityGroups ?? [],
});

export const launchTemplates = keyed(launchTemplateType, {
  'security groups': ({ configuration: { LaunchTemplateData, DefaultVersionData } }) =>
    [LaunchTemplateData, DefaultVersionData].flatMap((data) => [
      ...(data?.SecurityGroupIds ?? []),
      ...(data?.NetworkInterfaces ?? []).flatMap(({ Groups = [] }) => Groups),
    ]),
});

export const networkAcls = keyed(networkAclType, { SubnetId: associatedSubnets });

export const networkInterfaces = keyed(networkInterfaceType, {
  GroupSet: ({ configuration }) => configuration.GroupSet ?? [],
  VpcId: ({ configuration }) => [configuration.VpcId],
});

export const rdsInstances = keyed(rdsInstanceType, {
  KmsKeyId: ({ configuration }) => [configuration.KmsKeyId],
  'cluster and region': ({ configuration, region }) => [`${configuration.DBClusterIdentifier} ${region}`],
});

export const rdsParameterGroups = keyed(rdsParameterGroupType, {
  'scope, name and region': ({ configuration: { Scope, DBParameterGroupName }, region }) => [
    `${Scope} ${DBParameterGroupName} ${region}`,
  ],
});

export const routeTables = keyed(routeTableType, {
  SubnetId: associatedSubnets,
  /** The table of subnets that have none of their own. */
  'main of VpcId': ({ configuration }) =>
    configuration.Associations?.some(({ Main }) => Main === true) === true ? [configuration.VpcId] : [],
  VpcPeeringConnectionId: ({ configuration }) =>
    (configuration.Routes ?? []).map(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId),
});

export const s3Buckets = keyed(s3BucketType, {
  BucketName: ({ configuration }) => [configuration.BucketName],
  region: ({ region }) => [region],
  ARN: ({ externalId }) => [externalId],
  KMSMasterKeyID: ({ configuration }) =>
    (configuration.BucketEncryption?.ServerSideEncryptionConfiguration ?? []).map(
      (rule) => rule.ServerSideEncryptionByDefault?.KMSMasterKeyID,
    ),
});

export const secrets = keyed(secretsManagerSecretType, {
  KmsKeyId: ({ configuration }) => [configuration.KmsKeyId],
});

export const securityGroups = keyed(securityGroupType, {
  GroupId: ({ configuration }) => [configuration.GroupId],
  /** Groups that one of the rules names. */
  'named in rules': ({ configuration: { SecurityGroupIngress = [], SecurityGroupEgress = [] } }) => [
    ...SecurityGroupIngress.map(({ SourceSecurityGroupId }) => SourceSecurityGroupId),
    ...SecurityGroupEgress.map(({ DestinationSecurityGroupId }) => DestinationSecurityGroupId),
  ],
});

export const snsTopics = keyed(snsTopicType, {
  TopicArn: ({ configuration }) => [configuration.TopicArn],
  KmsMasterKeyId: ({ configuration }) => [configuration.KmsMasterKeyId],
});

export const sqsQueues = keyed(sqsQueueType, {
  deadLetterTargetArn: ({ configuration }) => [deadLetterTarget(configuration.RedrivePolicy)],
  KmsMasterKeyId: ({ configuration }) => [configuration.KmsMasterKeyId],
});

export const ssmManagedInstances = keyed(ssmManagedInstanceType, {
  InstanceId: ({ configuration }) => [configuration.InstanceId],
});

export const subnets = keyed(subnetType, {
  SubnetId: ({ configuration }) => [configuration.SubnetId],
  VpcId: ({ configuration }) => [configuration.VpcId],
});

export const vpcs = keyed(vpcType, { VpcId: ({ configuration }) => [configuration.VpcId] });

export const vpcEndpoints = keyed(vpcEndpointType, {
  VpcId: ({ configuration }) => [configuration.VpcId],
});

export const webAcls = keyed(wafv2WebAclType, {
  AssociatedResourceArns: ({ configuration }) => configuration.AssociatedResourceArns ?? [],
});

/** The queue that takes what another could not process, by its `RedrivePolicy`. */
export function deadLetterTarget(policy: unknown): string | undefined {
  if (typeof policy !== 'object' || policy === null) return undefined;
  const target = (policy as Record<string, unknown>).deadLetterTargetArn;
  return typeof target === 'string' ? target : undefined;
}

function associatedSubnets({
  configuration,
}: FleetMember<Pick<ConfigurationOf<typeof routeTableType>, 'Associations'>>): (string | undefined)[] {
  return (configuration.Associations ?? []).map(({ SubnetId }) => SubnetId);
}
