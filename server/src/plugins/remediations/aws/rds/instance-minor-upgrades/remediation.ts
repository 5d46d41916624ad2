import { instanceSwitch } from '../instance-setting.ts';

export const remediation = instanceSwitch({
  id: 'aws-rds-instance-minor-upgrades',
  title: 'Let RDS install minor versions by itself',
  description:
    'Switches on automatic minor version upgrades, which RDS installs in the maintenance window. ' +
    'Major versions are never installed by this.',
  risk: 'medium',
  impact:
    'With each new minor version the database restarts once in its maintenance window, which takes a minute or two. ' +
    'Switching it on causes no pause.',
  effortMinutes: 5,
  controls: ['aws-rds-instance-minor-upgrades'],
  attribute: 'AutoMinorVersionUpgrade',
  isOfCluster: false,
  wanted: true,
  option: 'auto-minor-version-upgrade',
  label: 'auto minor version upgrade',
  terraform: 'auto_minor_version_upgrade',
  inOrder: 'Minor versions are installed in the maintenance window.',
  summary: 'Switch on automatic minor version upgrades of',
});
