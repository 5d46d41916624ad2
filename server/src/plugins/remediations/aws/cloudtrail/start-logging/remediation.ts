import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';

export const remediation = defineSetting<typeof cloudtrailTrailType, boolean>({
  id: 'aws-cloudtrail-start-logging',
  title: 'Switch on a trail that is stopped',
  description:
    'The trail records again what it is set to record, and delivers where it delivered. ' +
    'What happened while it was off is not recorded afterwards.',
  resource: cloudtrailTrailType,
  risk: 'low',
  impact: 'Storage of the records is charged as before the trail was stopped. Nothing else changes.',
  effortMinutes: 5,
  controls: ['aws-cloudtrail-trail-delivers-to-bucket'],
  attribute: 'IsLogging',
  permissions: {
    read: ['cloudtrail:GetTrailStatus'],
    write: ['cloudtrail:StartLogging', 'cloudtrail:StopLogging'],
  },
  calls: ['cloudtrail:StartLogging', 'cloudtrail:StopLogging'],
  async read(session, { externalId }) {
    const answer = await session.ask(
      'cloudtrail',
      'GetTrailStatus',
      { Name: externalId },
      { gone: ['TrailNotFound'] },
    );
    return answer.state === 'value' ? { value: answer.value.IsLogging === true } : null;
  },
  plan: (isLogging, { target }) =>
    isLogging
      ? { nothing: 'The trail is switched on.' }
      : { to: true, summary: `Switch on the trail ${target.name}` },
  async write(session, { externalId }, isLogging) {
    const input = { Name: externalId };
    if (isLogging) await session.send('cloudtrail', 'StartLogging', input);
    else await session.send('cloudtrail', 'StopLogging', input);
  },
  callsBetween: (_from, isLogging) => [isLogging ? 'cloudtrail:StartLogging' : 'cloudtrail:StopLogging'],
  byHand: (target, isLogging) => ({
    cli: [
      awsCommand(`cloudtrail ${isLogging ? 'start' : 'stop'}-logging`, target, '--name', target.externalId),
    ],
    terraform: `# In the aws_cloudtrail ${target.name}:\nenable_logging = ${isLogging}`,
    console: `CloudTrail → Trails → ${target.name}: ${isLogging ? 'Start' : 'Stop'} logging.`,
  }),
});
