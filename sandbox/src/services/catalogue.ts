import { cloudtrailOperations } from './cloudtrail.ts';
import { ec2Operations } from './ec2.ts';
import { iamOperations } from './iam.ts';
import { rdsOperations } from './rds.ts';
import { s3Operations } from './s3.ts';
import type { ServiceDefinition } from './service.ts';
import { stsOperations } from './sts.ts';

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
];
