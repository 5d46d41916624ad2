import { choice, defineCommand, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { severities } from '../../output/paint.ts';
import { timesOf } from './rule-options.ts';

export const command = defineCommand({
  name: 'me',
  summary: 'What you are told by mail yourself; options change it',
  options: {
    assigned: choice('--assigned <true|false>', 'Plans that wait for you and alerts that you look after', [
      'true',
      'false',
    ]),
    alerts: choice('--alerts <severity>', 'Alerts of this severity and worse, or none', [
      ...severities,
      'none',
    ]),
    quietHours: text('--quiet-hours <from-to>', 'Hold back between these times: 22:00-07:00; off removes it'),
    digest: text('--digest <time>', 'Alerts as one summary a day at this time; off removes it'),
    timeZone: text('--time-zone <zone>', 'Zone of --quiet-hours and --digest (UTC)'),
  },
  examples: [
    { command: 'infraudit notification me', does: 'shows it' },
    { command: 'infraudit notification me --alerts critical --quiet-hours 22:00-07:00', does: 'changes it' },
  ],
  async run(context, { assigned, alerts, quietHours, digest, timeZone }) {
    const change = onlyGiven({
      assigned: assigned === undefined ? undefined : assigned === 'true',
      alerts: alerts === 'none' ? null : alerts,
      ...timesOf({ quietHours, digest, timeZone }),
    });
    const api = await context.api();
    const own =
      Object.keys(change).length === 0
        ? await api.call('getMyNotifications')
        : await api.call('updateMyNotifications', { body: change });
    await context.print.record(own, {
      keys: ['email', 'mail_possible', 'assigned', 'alerts', 'quiet_hours', 'digest'],
      text: () =>
        context.print.fields([
          ['Mail to', own.mail_possible ? own.email : `${own.email} (no mail server is configured)`],
          ['What is yours', own.assigned ? 'approvals and alerts that you look after' : 'nothing'],
          ['Alerts', own.alerts === null ? 'none' : `${own.alerts} and worse`],
          [
            'Quiet hours',
            own.quiet_hours === null
              ? 'none'
              : `${own.quiet_hours.from}–${own.quiet_hours.to} ${own.quiet_hours.time_zone}`,
          ],
          [
            'Summary',
            own.digest === null ? 'single mails' : `daily at ${own.digest.time} ${own.digest.time_zone}`,
          ],
        ]),
    });
    return 0;
  },
});
