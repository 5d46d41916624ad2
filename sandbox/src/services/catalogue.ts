import { accessAnalyzerOperations } from './access-analyzer.ts';
import { accountOperations } from './account.ts';
import { acmOperations } from './acm.ts';
import { autoScalingOperations } from './auto-scaling.ts';
import { backupOperations } from './backup.ts';
import { cloudfrontOperations } from './cloudfront.ts';
import { cloudtrailOperations } from './cloudtrail.ts';
import { configOperations } from './config.ts';
import { ecrOperations, ecsOperations, eksOperations } from './containers.ts';
import { databaseServices } from './database-catalogue.ts';
import { dynamodbOperations } from './dynamodb.ts';
import { ec2Operations } from './ec2.ts';
import { efsOperations } from './efs.ts';
import { guardServices } from './guard-catalogue.ts';
import { iamOperations } from './iam.ts';
import { kinesisOperations } from './kinesis.ts';
import { kmsOperations } from './kms.ts';
import { lambdaOperations } from './lambda.ts';
import { classicLoadBalancingOperations, loadBalancingOperations } from './load-balancing.ts';
import { logsOperations } from './logs.ts';
import { snsOperations, sqsOperations } from './messaging.ts';
import { rdsOperations } from './rds.ts';
import { s3Operations } from './s3.ts';
import { s3ControlOperations } from './s3-control.ts';
import { secretsManagerOperations } from './secrets-manager.ts';
import type { ServiceDefinition } from './service.ts';
import { ssmNodeOperations } from './ssm-nodes.ts';
import { ssmStoreOperations } from './ssm-store.ts';
import { stsOperations } from './sts.ts';
import { taggingOperations } from './tagging.ts';

/** Every service the sandbox speaks. The schemas of a client are loaded when the first request comes. */
export const services: readonly ServiceDefinition[] = [
  {
    id: 'sts',
    signingName: 'sts',
    protocol: 'awsQuery',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    actionPrefix: 'sts',
    load: () => import('@aws-sdk/client-sts'),
    operations: stsOperations,
  },
  {
    id: 'ec2',
    signingName: 'ec2',
    protocol: 'ec2Query',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    actionPrefix: 'ec2',
    load: () => import('@aws-sdk/client-ec2'),
    operations: ec2Operations,
  },
  {
    id: 's3',
    signingName: 's3',
    protocol: 'restXml',
    namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    actionPrefix: 's3',
    load: () => import('@aws-sdk/client-s3'),
    operations: s3Operations,
  },
  {
    id: 'iam',
    signingName: 'iam',
    protocol: 'awsQuery',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    actionPrefix: 'iam',
    load: () => import('@aws-sdk/client-iam'),
    operations: iamOperations,
  },
  {
    id: 'rds',
    signingName: 'rds',
    protocol: 'awsQuery',
    namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    actionPrefix: 'rds',
    load: () => import('@aws-sdk/client-rds'),
    operations: rdsOperations,
  },
  {
    id: 'cloudtrail',
    signingName: 'cloudtrail',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'cloudtrail',
    load: () => import('@aws-sdk/client-cloudtrail'),
    operations: cloudtrailOperations,
  },
  {
    id: 'elasticloadbalancingv2',
    signingName: 'elasticloadbalancing',
    protocol: 'awsQuery',
    version: '2015-12-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    actionPrefix: 'elasticloadbalancing',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    operations: loadBalancingOperations,
  },
  {
    id: 'elasticloadbalancing',
    signingName: 'elasticloadbalancing',
    protocol: 'awsQuery',
    version: '2012-06-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/',
    actionPrefix: 'elasticloadbalancing',
    load: () => import('@aws-sdk/client-elastic-load-balancing'),
    operations: classicLoadBalancingOperations,
  },
  {
    id: 'autoscaling',
    signingName: 'autoscaling',
    protocol: 'awsQuery',
    namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
    actionPrefix: 'autoscaling',
    load: () => import('@aws-sdk/client-auto-scaling'),
    operations: autoScalingOperations,
  },
  {
    id: 'dynamodb',
    signingName: 'dynamodb',
    protocol: 'awsJson1_0',
    namespace: '',
    actionPrefix: 'dynamodb',
    load: () => import('@aws-sdk/client-dynamodb'),
    operations: dynamodbOperations,
  },
  {
    id: 'lambda',
    signingName: 'lambda',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'lambda',
    load: () => import('@aws-sdk/client-lambda'),
    operations: lambdaOperations,
  },
  {
    id: 'cloudfront',
    signingName: 'cloudfront',
    protocol: 'restXml',
    namespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
    actionPrefix: 'cloudfront',
    load: () => import('@aws-sdk/client-cloudfront'),
    operations: cloudfrontOperations,
  },
  {
    id: 'kms',
    signingName: 'kms',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'kms',
    load: () => import('@aws-sdk/client-kms'),
    operations: kmsOperations,
  },
  {
    id: 'config',
    signingName: 'config',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'config',
    load: () => import('@aws-sdk/client-config-service'),
    operations: configOperations,
  },
  {
    id: 'eks',
    signingName: 'eks',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'eks',
    load: () => import('@aws-sdk/client-eks'),
    operations: eksOperations,
  },
  {
    id: 'ecr',
    signingName: 'ecr',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'ecr',
    load: () => import('@aws-sdk/client-ecr'),
    operations: ecrOperations,
  },
  {
    id: 'ecs',
    signingName: 'ecs',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'ecs',
    load: () => import('@aws-sdk/client-ecs'),
    operations: ecsOperations,
  },
  {
    id: 'sns',
    signingName: 'sns',
    protocol: 'awsQuery',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    actionPrefix: 'sns',
    load: () => import('@aws-sdk/client-sns'),
    operations: snsOperations,
  },
  {
    id: 'sqs',
    signingName: 'sqs',
    protocol: 'awsJson1_0',
    namespace: '',
    actionPrefix: 'sqs',
    load: () => import('@aws-sdk/client-sqs'),
    operations: sqsOperations,
  },
  {
    id: 'secretsmanager',
    signingName: 'secretsmanager',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'secretsmanager',
    load: () => import('@aws-sdk/client-secrets-manager'),
    operations: secretsManagerOperations,
  },
  {
    id: 'logs',
    signingName: 'logs',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'logs',
    load: () => import('@aws-sdk/client-cloudwatch-logs'),
    operations: logsOperations,
  },
  {
    id: 'account',
    signingName: 'account',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'account',
    load: () => import('@aws-sdk/client-account'),
    operations: accountOperations,
  },
  {
    id: 'accessanalyzer',
    signingName: 'access-analyzer',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'access-analyzer',
    load: () => import('@aws-sdk/client-accessanalyzer'),
    operations: accessAnalyzerOperations,
  },
  {
    id: 'tagging',
    signingName: 'tagging',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'tag',
    load: () => import('@aws-sdk/client-resource-groups-tagging-api'),
    operations: taggingOperations,
  },
  {
    id: 'ssm',
    signingName: 'ssm',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'ssm',
    load: () => import('@aws-sdk/client-ssm'),
    operations: { ...ssmNodeOperations, ...ssmStoreOperations },
  },
  ...guardServices,
  ...databaseServices,
  {
    id: 'acm',
    signingName: 'acm',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'acm',
    load: () => import('@aws-sdk/client-acm'),
    operations: acmOperations,
  },
  {
    id: 'backup',
    signingName: 'backup',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'backup',
    load: () => import('@aws-sdk/client-backup'),
    operations: backupOperations,
  },
  {
    id: 'efs',
    signingName: 'elasticfilesystem',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'elasticfilesystem',
    load: () => import('@aws-sdk/client-efs'),
    operations: efsOperations,
  },
  {
    id: 'kinesis',
    signingName: 'kinesis',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'kinesis',
    load: () => import('@aws-sdk/client-kinesis'),
    operations: kinesisOperations,
  },
  {
    id: 's3control',
    signingName: 's3',
    protocol: 'restXml',
    namespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
    actionPrefix: 's3control',
    load: () => import('@aws-sdk/client-s3-control'),
    operations: s3ControlOperations,
  },
];
