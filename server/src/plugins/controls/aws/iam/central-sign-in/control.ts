import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { iamSamlProviderType } from '../../../../providers/aws/resources/iam_saml_provider/schema.ts';
import { iamUsers } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-iam-central-sign-in',
  version: 1,
  title: 'People sign in by an identity provider',
  severity: 'low',
  category: 'governance',
  risk: 'Users of IAM are a second directory: who leaves the company keeps a password here until somebody thinks of it. A provider (SAML) or IAM Identity Center ends access where the person ends.',
  advice: {
    console:
      'IAM Identity Center → Enable, or IAM → Identity providers → Add provider → SAML; then remove the console passwords of IAM users.',
    cli: 'aws iam create-saml-provider --name NAME --saml-metadata-document file://metadata.xml',
    terraform:
      'resource "aws_iam_saml_provider" "this" {\n  name                   = "NAME"\n  saml_metadata_document = file("metadata.xml")\n}',
    cloudformation: 'Type: AWS::IAM::SAMLProvider\nProperties:\n  Name: NAME\n  SamlMetadataDocument: ...',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html'],
  resource: iamAccountType,
  reads: { providers: iamSamlProviderType, users: iamUsers },
  equivalents: ['prowler:iam_check_saml_providers_sts'],
  evaluate(_account, _subject, around) {
    const provider = around.providers.find(() => true);
    if (provider === undefined) {
      const user = around.users.first('LoginProfile', 'there');
      if (user === undefined)
        return pass('No SAML provider is set up, and no IAM user has a password for the console.');
      return fail(`The account has no SAML provider, and IAM users such as ${user.name} have passwords.`);
    }
    return pass(`The account has the SAML provider ${provider.name}.`);
  },
});
