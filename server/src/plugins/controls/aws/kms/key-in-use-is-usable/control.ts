import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';
import { dynamodbTables, rdsInstances, s3Buckets, secrets, snsTopics, sqsQueues } from '../../keyed-types.ts';

type Used = { name: string };

/** How resources name a key: by its ARN, its id or an alias. */
function namesOf(key: {
  Arn?: string | undefined;
  KeyId?: string | undefined;
  Aliases?: string[] | undefined;
}): string[] {
  const { Arn, KeyId } = key;
  const names = [Arn, KeyId, ...(key.Aliases ?? [])].filter((name) => name !== undefined);
  const place = Arn?.slice(0, Arn.indexOf(':key/'));
  return place === undefined ? names : [...names, ...(key.Aliases ?? []).map((alias) => `${place}:${alias}`)];
}

export const control = defineControl({
  id: 'aws-kms-key-in-use-is-usable',
  version: 1,
  title: 'KMS key that something uses is switched on',
  severity: 'high',
  category: 'resilience',
  risk: 'Data that a disabled or dying key protects cannot be read: the application fails now, and when the key is deleted the data is lost for good.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key actions → Enable or Cancel key deletion. Move the resources to another key before the key goes.',
    cli: 'aws kms cancel-key-deletion --key-id KEY_ID && aws kms enable-key --key-id KEY_ID',
    terraform: 'resource "aws_kms_key" "this" {\n  is_enabled = true\n}',
    cloudformation: 'Enabled: true',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html'],
  resource: kmsKeyType,
  reads: {
    buckets: s3Buckets,
    secrets: secrets,
    topics: snsTopics,
    queues: sqsQueues,
    tables: dynamodbTables,
    databases: rdsInstances,
  },
  equivalents: [],
  withoutFramework:
    'Own rule: it joins the state of a key with what refers to it; standards ask only about the key.',
  evaluate(key, _subject, { buckets, secrets, topics, queues, tables, databases }) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    if (key.KeyState === 'Enabled') return pass('The key is switched on.', 'KeyState');
    const lookups: ((name: string) => Used | undefined)[] = [
      (name) => secrets.first('KmsKeyId', name),
      (name) => topics.first('KmsMasterKeyId', name),
      (name) => queues.first('KmsMasterKeyId', name),
      (name) => tables.first('KMSMasterKeyId', name),
      (name) => databases.first('KmsKeyId', name),
      (name) => buckets.first('KMSMasterKeyID', name),
    ];
    const names = namesOf(key);
    for (const lookup of lookups) {
      for (const name of names) {
        const user = lookup(name);
        if (user !== undefined)
          return fail(
            `The state of the key is ${key.KeyState ?? 'not given'}, and ${user.name} still uses it.`,
            'KeyState',
            'DeletionDate',
          );
      }
    }
    return notApplicable(
      `The state of the key is ${key.KeyState ?? 'not given'}, and no bucket, secret, topic, queue, table or database of the account uses it.`,
      'KeyState',
    );
  },
});
