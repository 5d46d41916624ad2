import type { KeyManagerType } from '@aws-sdk/client-kms';
import { arn, company, type Site, standardTags } from './site.ts';

function ownerPolicy(accountId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

function addKey(site: Site, alias: string, manager: KeyManagerType, description: string, team: string): void {
  const { random, region, world, plan } = site;
  const KeyId = random.uuid();
  region.keys.put({
    KeyId,
    Arn: arn(site, 'kms', `key/${KeyId}`),
    AWSAccountId: world.accountId,
    CreationDate: random.dateAgo(300, 1300),
    Enabled: true,
    Description: description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: manager,
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
    tags: manager === 'AWS' ? {} : standardTags(alias.replace('alias/', ''), plan.stage, team),
    policy: ownerPolicy(world.accountId),
    rotationEnabled: manager === 'AWS' || plan.stage === 'prod',
    aliases: [alias],
  });
}

/** The ARN of the key behind an alias of the region. */
export function keyArn(site: Site, alias: string): string {
  const found = site.region.keys.all().find((key) => key.aliases.includes(alias));
  if (!found) throw new Error(`There is no key ${alias} in ${site.region.name}.`);
  return found.Arn;
}

export const dataKey = `alias/${company}-data`;
export const ebsKey = 'alias/aws/ebs';

export function buildKeys(site: Site): void {
  addKey(
    site,
    ebsKey,
    'AWS',
    'Default key that protects my EBS volumes when no other key is defined',
    'platform',
  );
  addKey(site, dataKey, 'CUSTOMER', 'Databases, buckets and logs', 'security');
  if (site.plan.stage !== 'prod') return;
  addKey(site, `alias/${company}-secrets`, 'CUSTOMER', 'Secrets of the services', 'security');
  addKey(site, `alias/${company}-payments`, 'CUSTOMER', 'Tokens of the payment service', 'checkout');
}
