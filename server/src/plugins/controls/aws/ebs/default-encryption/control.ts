import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const control = defineControl({
  id: 'aws-ebs-default-encryption',
  version: 1,
  title: 'New volumes of the region are encrypted',
  severity: 'high',
  category: 'encryption',
  risk: 'Without the default each volume is encrypted only when somebody remembers it, and its snapshots and copies inherit the mistake.',
  advice: {
    console:
      'EC2 → Dashboard → Account attributes → Data protection and security → EBS encryption → Manage: "Always encrypt new EBS volumes", in each region.',
    cli: 'aws ec2 enable-ebs-encryption-by-default --region REGION',
    terraform: 'resource "aws_ebs_encryption_by_default" "this" {\n  enabled = true\n}',
    cloudformation:
      '# CloudFormation has no resource for it; encrypt each volume besides:\nType: AWS::EC2::Volume\nProperties:\n  Encrypted: true',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html'],
  resource: ec2RegionSettingsType,
  equivalents: ['prowler:ec2_ebs_default_encryption'],
  evaluate({ EbsEncryptionByDefault: enabled }) {
    if (enabled === true) return pass('New volumes are encrypted by default.', 'EbsEncryptionByDefault');
    return fail('New volumes are not encrypted by default.', 'EbsEncryptionByDefault');
  },
});
