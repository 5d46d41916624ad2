import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { credentialReport, credentialReportOperations, rootUserOf } from '../../shapes/credential-report.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy } from '../../shapes/order.ts';
import { iamAccountType } from './schema.ts';

export const iamAccountCollector = defineCollector<AwsSession>({
  resource: iamAccountType,
  scope: 'global',
  lists: [{ operation: 'iam:GetAccountSummary', permission: 'iam:GetAccountSummary' }],
  details: [
    {
      operation: 'iam:GetAccountPasswordPolicy',
      permission: 'iam:GetAccountPasswordPolicy',
      paths: ['PasswordPolicy'],
      absent: ['NoSuchEntity'],
    },
    {
      operation: 'iam:ListAccountAliases',
      permission: 'iam:ListAccountAliases',
      paths: ['AccountAliases'],
    },
    {
      operation: 'iam:ListVirtualMFADevices',
      permission: 'iam:ListVirtualMFADevices',
      paths: ['VirtualMFADevices'],
    },
    ...credentialReportOperations(['RootUser']),
  ],
  async *collect(session) {
    const summary = await session.call('iam', 'GetAccountSummary', {});
    const [passwordPolicy, aliasPages, mfaPages, report] = await Promise.all([
      session.detail('iam', 'GetAccountPasswordPolicy', {}),
      session.detailPages('iam', 'ListAccountAliases', {}),
      session.detailPages('iam', 'ListVirtualMFADevices', { AssignmentStatus: 'Assigned' }),
      credentialReport(session, ['RootUser']),
    ]);
    const draft = draftConfiguration({ AccountId: session.accountId, SummaryMap: summary.SummaryMap });
    draft.put('PasswordPolicy', passwordPolicy, (it) => it.PasswordPolicy);
    const aliases = draft.take(aliasPages)?.flatMap((page) => page.AccountAliases ?? []);
    draft.set('AccountAliases', sorted(aliases));
    draft.put('VirtualMFADevices', mfaPages, (pages) =>
      sortedBy(
        pages
          .flatMap((page) => page.VirtualMFADevices ?? [])
          .filter((device) => device.User?.Arn?.endsWith(':root'))
          .map(({ SerialNumber, EnableDate }) => ({ SerialNumber, EnableDate })),
        (device) => [device.SerialNumber],
      ),
    );
    draft.put('RootUser', report, rootUserOf);
    yield observed({ region: 'global' }, draft, {
      externalId: `arn:${session.partition}:iam::${session.accountId}:root`,
      id: session.accountId,
      name: aliases?.[0],
    });
  },
});
