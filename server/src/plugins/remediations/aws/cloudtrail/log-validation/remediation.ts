import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import { readTrail, trailPermissions } from '../trail-setting.ts';

export const remediation = defineSetting<typeof cloudtrailTrailType, boolean>({
  id: 'aws-cloudtrail-log-validation',
  title: 'Make changes of the log files of a trail visible',
  description:
    'CloudTrail writes signed digests of its log files from then on, by which anybody can tell whether a file was ' +
    'changed or removed. What the trail records, and where, stays as it is.',
  resource: cloudtrailTrailType,
  risk: 'low',
  impact: 'One more small file is written each hour. Log files from before are not covered.',
  effortMinutes: 5,
  controls: ['aws-cloudtrail-trail-log-validation'],
  attribute: 'EnableLogFileValidation',
  permissions: trailPermissions,
  calls: ['cloudtrail:UpdateTrail'],
  async read(session, { externalId }) {
    const trail = await readTrail(session, externalId);
    return trail === undefined ? null : { value: trail.LogFileValidationEnabled === true };
  },
  plan: (isOn, { target }) =>
    isOn
      ? { nothing: 'Digest files make every change of a log file visible.' }
      : { to: true, summary: `Switch on log file validation of ${target.name}` },
  async write(session, { externalId }, isOn) {
    await session.send('cloudtrail', 'UpdateTrail', { Name: externalId, EnableLogFileValidation: isOn });
  },
  byHand: (target, isOn) => ({
    cli: [
      awsCommand(
        'cloudtrail update-trail',
        target,
        ...['--name', target.name, isOn ? '--enable-log-file-validation' : '--no-enable-log-file-validation'],
      ),
    ],
    terraform: `# In the aws_cloudtrail ${target.name}:\nenable_log_file_validation = ${isOn}`,
    console: `CloudTrail → Trails → ${target.name} → General details → Edit: log file validation ${isOn ? 'on' : 'off'}.`,
  }),
});
