import { attachedToNobody } from '../../identity/attached-to-nobody.ts';

export const control = attachedToNobody({
  id: 'aws-iam-cloudshell-not-fully-open',
  name: 'AWSCloudShellFullAccess',
  severity: 'medium',
  risk: 'CloudShell with full access can upload and download files: data of the account leaves through a browser window, past every network rule.',
  instead:
    'Allow CloudShell without cloudshell:GetFileDownloadUrls and cloudshell:GetFileUploadUrls where it is needed.',
  references: ['https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html'],
  equivalents: ['prowler:iam_policy_cloudshell_admin_not_attached'],
});
