import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ssmDocumentType } from '../../../../providers/aws/resources/ssm_document/schema.ts';

export const control = defineControl({
  id: 'aws-ssm-document-not-public',
  version: 1,
  title: 'Systems Manager document is not shared with everybody',
  severity: 'high',
  category: 'data-protection',
  risk: 'Documents say how your machines are run, with names, addresses and sometimes secrets. Shared with everybody, every customer of AWS can read them.',
  advice: {
    console: 'Systems Manager → Documents → the document → Details → Modify permissions → Private.',
    cli: 'aws ssm modify-document-permission --name NAME --permission-type Share --account-ids-to-remove all',
    terraform:
      'resource "aws_ssm_document" "this" {\n  permissions = {\n    type        = "Share"\n    account_ids = "123456789012"\n  }\n}',
    cloudformation:
      'CloudFormation does not share documents. Use the command line to take the permission away.',
  },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html'],
  resource: ssmDocumentType,
  equivalents: ['prowler:ssm_documents_set_as_public'],
  evaluate(document) {
    const accounts = document.AccountIds ?? [];
    if (accounts.some((account) => account.toLowerCase() === 'all'))
      return fail('The document is shared with everybody.', 'AccountIds');
    if (accounts.length > 0)
      return pass(`The document is shared with named accounts: ${accounts.length}.`, 'AccountIds');
    return pass('The document is not shared.', 'AccountIds');
  },
});
