import type { EnvironmentChannels } from '../domain/inform/notifications/index.ts';
import type { Config } from '../platform/config/variables.ts';
import type { Log } from '../platform/log/log.ts';
import type { MailServer } from '../plugin-kit/define-channel.ts';

/** What the variables say about notifications. */
export type NotificationSettings = { environment: EnvironmentChannels; mailServer: MailServer | null };

export const noNotificationSettings: NotificationSettings = {
  environment: { channels: [], digestTime: '07:00' },
  mailServer: null,
};

const implicitTlsPort = 465;

export function notificationSettings(config: Config, log: Log): NotificationSettings {
  const mailServer = mailServerOf(config);
  const recipients = config.EMAIL_RECIPIENTS;
  if (config.SMTP_HOST !== undefined && mailServer === null)
    log.warn('no mail is sent: SMTP_HOST is set, and SMTP_FROM, who sends, is not');
  if (recipients.length > 0 && mailServer === null)
    log.warn('no mail is sent: EMAIL_RECIPIENTS is set, and SMTP_HOST or SMTP_FROM is not');
  const slack = config.SLACK_WEBHOOK_URL;
  return {
    mailServer,
    environment: {
      digestTime: config.EMAIL_DIGEST_TIME,
      channels: [
        ...(slack === undefined
          ? []
          : [
              {
                kind: 'slack',
                name: 'Slack of this installation',
                settings: { channel: config.SLACK_CHANNEL },
                secrets: { webhook_url: slack },
              },
            ]),
        ...(recipients.length === 0 || mailServer === null
          ? []
          : [{ kind: 'email', name: 'E-mail of this installation', settings: { recipients }, secrets: {} }]),
      ],
    },
  };
}

function mailServerOf(config: Config): MailServer | null {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user } = config;
  const from = config.SMTP_FROM ?? (user?.includes('@') === true ? user : undefined);
  if (host === undefined || from === undefined) return null;
  const encrypted = port === implicitTlsPort ? 'implicit' : 'starttls';
  return {
    host,
    port,
    user: user ?? null,
    password: config.SMTP_PASSWORD ?? null,
    from,
    tls: config.SMTP_TLS ? encrypted : 'none',
    authority: null,
  };
}
