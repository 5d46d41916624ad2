import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';

export const control = defineControl({
  id: 'aws-kms-key-single-region',
  version: 1,
  title: 'KMS key belongs to one region',
  severity: 'low',
  category: 'encryption',
  risk: 'Copies of the same key material in several regions widen the circle of those who can decrypt: each region has its own policy, and the weakest counts.',
  advice: {
    console:
      'A key cannot be changed afterwards: create a single-region key, move the data to it and schedule the old one for deletion.',
    cli: 'aws kms create-key --no-multi-region --description "single-region key"',
    terraform: 'resource "aws_kms_key" "this" {\n  multi_region = false\n}',
    cloudformation: 'MultiRegion: false',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_cmk_not_multi_region'],
  evaluate(key) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key.', 'KeyManager');
    if (key.MultiRegion !== true) return pass('The key belongs to one region.', 'MultiRegion');
    const role = key.MultiRegionConfiguration?.MultiRegionKeyType;
    return fail(
      `The key is a multi-region key${role === undefined ? '' : ` (${role})`}.`,
      'MultiRegion',
      'MultiRegionConfiguration',
    );
  },
});
