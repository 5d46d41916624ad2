import { regionSetting } from '../../ec2/region-setting.ts';
import { awsCommand, terraformBlock } from '../../target.ts';

export const remediation = regionSetting<boolean>({
  id: 'aws-ebs-default-encryption',
  title: 'Encrypt new EBS volumes of a region by default',
  description:
    'Switches on encryption by default with the key that the region names for it. ' +
    'Volumes and snapshots that exist stay as they are.',
  risk: 'low',
  impact:
    'New volumes and copies of snapshots are encrypted; sharing such a snapshot with another account needs a key ' +
    'that the account may use. Machine types of the first generations cannot use encrypted volumes.',
  effortMinutes: 5,
  controls: ['aws-ebs-default-encryption'],
  attribute: 'EbsEncryptionByDefault',
  permissions: {
    read: ['ec2:GetEbsEncryptionByDefault'],
    write: ['ec2:EnableEbsEncryptionByDefault', 'ec2:DisableEbsEncryptionByDefault'],
  },
  calls: ['ec2:EnableEbsEncryptionByDefault', 'ec2:DisableEbsEncryptionByDefault'],
  async read(session) {
    const answer = await session.ask('ec2', 'GetEbsEncryptionByDefault', {});
    return answer.state === 'value' && answer.value.EbsEncryptionByDefault === true;
  },
  plan: (isOn, { target }) =>
    isOn
      ? { nothing: 'New volumes are encrypted by default.' }
      : { to: true, summary: `Encrypt new volumes by default (${target.name})` },
  async write(session, isOn) {
    if (isOn) await session.send('ec2', 'EnableEbsEncryptionByDefault', {});
    else await session.send('ec2', 'DisableEbsEncryptionByDefault', {});
  },
  callsBetween: (_from, isOn) => [
    isOn ? 'ec2:EnableEbsEncryptionByDefault' : 'ec2:DisableEbsEncryptionByDefault',
  ],
  byHand: (target, isOn) => ({
    cli: [awsCommand(`ec2 ${isOn ? 'enable' : 'disable'}-ebs-encryption-by-default`, target)],
    terraform: terraformBlock('aws_ebs_encryption_by_default', { enabled: isOn }),
    console: `EC2 in ${target.region} → Dashboard → Data protection and security → EBS encryption → Manage: ${isOn ? 'tick' : 'untick'} "Always encrypt new EBS volumes".`,
  }),
});
