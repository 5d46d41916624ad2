import { instanceSwitch } from '../instance-setting.ts';

export const remediation = instanceSwitch({
  id: 'aws-rds-private-instance',
  title: 'Take the public address from an RDS instance',
  description:
    'Switches off public access, so that the name of the endpoint leads to the private address only. ' +
    'Security groups, subnets and the data stay as they are.',
  risk: 'medium',
  impact:
    'Whoever connects from outside the network of the instance without VPN or peering is cut off. ' +
    'Clients inside keep the same endpoint; there is no restart.',
  effortMinutes: 10,
  controls: ['aws-rds-instance-not-public'],
  attribute: 'PubliclyAccessible',
  isOfCluster: false,
  wanted: false,
  option: 'publicly-accessible',
  label: 'public access',
  terraform: 'publicly_accessible',
  inOrder: 'The instance has no public address.',
  summary: 'Take the public address from',
});
